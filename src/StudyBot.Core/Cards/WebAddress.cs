namespace StudyBot.Cards;

/// <summary>What a link may lead to: anything but http and https stays text.</summary>
public static class WebAddress
{
    /// <summary>The address as a browser sends it, where a letter of another script is six characters or more; null where it is none, or longer than a platform takes.</summary>
    public static string? Of(string? url, int longest = int.MaxValue) =>
        Uri.TryCreate(url, UriKind.Absolute, out var uri) && (uri.Scheme == Uri.UriSchemeHttp || uri.Scheme == Uri.UriSchemeHttps) && uri.AbsoluteUri.Length <= longest ? uri.AbsoluteUri : null;
}
