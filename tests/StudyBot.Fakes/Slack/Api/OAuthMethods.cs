using System.Text.Json.Nodes;

namespace StudyBot.Fakes.Slack;

/// <summary>
/// <see href="https://docs.slack.dev/reference/methods/oauth.v2.access">oauth.v2.access</see>, <see href="https://docs.slack.dev/authentication/installing-with-oauth">Installing with OAuth</see>,
/// <see href="https://docs.slack.dev/authentication/using-token-rotation">Using token rotation</see>.
/// </summary>
internal static class OAuthMethods
{
    public static JsonObject Access(ApiCall call) => throw new SlackRefusal("invalid_code");
}
