namespace StudyBot.Slack;

/// <summary>Whether an address is Slack's own: tokens and answers go nowhere else.</summary>
internal static class SlackAddress
{
    public static bool Is(Uri url, SlackOptions options) =>
        url.Authority == options.ApiUrl.Authority && url.Scheme == options.ApiUrl.Scheme ||
        url.Scheme == Uri.UriSchemeHttps && url.IsDefaultPort && url.Host.EndsWith(".slack.com", StringComparison.OrdinalIgnoreCase);
}
