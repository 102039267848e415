using System.Security.Cryptography;
using System.Text;

namespace StudyBot.Fakes.Slack;

/// <summary>How Slack signs: <see href="https://docs.slack.dev/authentication/verifying-requests-from-slack">Verifying requests from Slack</see>.</summary>
public static class SlackSignature
{
    public const string Header = "X-Slack-Signature";

    public const string TimestampHeader = "X-Slack-Request-Timestamp";

    /// <param name="timestamp">Unix seconds, as in the header.</param>
    /// <param name="body">The raw bytes, before any parsing.</param>
    /// <returns><c>v0=</c> and the HMAC-SHA256 of <c>v0:timestamp:body</c> in lower-case hex.</returns>
    public static string Sign(string secret, string timestamp, ReadOnlySpan<byte> body)
    {
        byte[] signed = [.. Encoding.UTF8.GetBytes($"v0:{timestamp}:"), .. body];
        return "v0=" + Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), signed));
    }

    public static void Apply(HttpRequestMessage request, string secret, DateTimeOffset at, byte[] body)
    {
        var timestamp = at.ToUnixTimeSeconds().ToString();
        request.Headers.TryAddWithoutValidation(TimestampHeader, timestamp);
        request.Headers.TryAddWithoutValidation(Header, Sign(secret, timestamp, body));
    }
}
