using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace StudyBot.Benchmarks.Load;

/// <summary>A <c>done</c> in a lesson's thread as Slack sends it, signed.</summary>
internal static class SlackLetter
{
    public const string Secret = "8f742231b10e8888abcd99yyyzzz85a5";

    /// <param name="eventId">Slack makes a new one where it takes a message up anew.</param>
    public static byte[] Done(string team, string channel, string user, string ts, string thread, string eventId)
    {
        var body = Encoding.UTF8.GetBytes(
            $$"""
            {"token":"verification-token","team_id":"{{team}}","context_team_id":"{{team}}","context_enterprise_id":null,"api_app_id":"A0BENCH01","event":{"user":"{{user}}","type":"message","ts":"{{ts}}","client_msg_id":"4f4f4a1c-7d2e-4b52-9e58-{{ts.Replace(".", "", StringComparison.Ordinal)[..12]}}","text":"done","team":"{{team}}","thread_ts":"{{thread}}","parent_user_id":"U0BOT","blocks":[{"type":"rich_text","block_id":"q1w2e","elements":[{"type":"rich_text_section","elements":[{"type":"text","text":"done"}]}]}],"channel":"{{channel}}","event_ts":"{{ts}}","channel_type":"channel"},"type":"event_callback","event_id":"{{eventId}}","event_time":{{ts[..10]}},"authorizations":[{"enterprise_id":null,"team_id":"{{team}}","user_id":"U0BOT","is_bot":true,"is_enterprise_install":false}],"is_ext_shared_channel":false,"event_context":"4-eyJldCI6Im1lc3NhZ2UiLCJ0aWQiOiJUMEJFTkNIIn0"}
            """);
        var stamp = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        byte[] signed = [.. Encoding.UTF8.GetBytes($"v0:{stamp}:"), .. body];
        var hash = HMACSHA256.HashData(Encoding.UTF8.GetBytes(Secret), signed);
        return Barrage.Post("/slack/events", body, ("X-Slack-Request-Timestamp", stamp), ("X-Slack-Signature", $"v0={Convert.ToHexStringLower(hash)}"));
    }
}
