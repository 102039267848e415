using System.Text.Json.Nodes;

namespace StudyBot.Fakes.Slack;

/// <summary>One request of the app's.</summary>
/// <param name="Method">The API method, or response_url, files.upload, files.download.</param>
/// <param name="Team">The token's workspace; none where the token was not good.</param>
/// <param name="Arguments">What was passed, parsed: what came as JSON inside a form stands here as JSON.</param>
/// <param name="At">When it came in.</param>
/// <param name="Status">The HTTP status it was answered with; 0 where the connection was broken.</param>
/// <param name="Answer">The body it was answered with; empty where there was none.</param>
public sealed record SlackCall(string Method, SlackTeam? Team, string? Token, JsonObject Arguments, DateTimeOffset At, int Status, JsonObject Answer)
{
    public bool Ok => Answer["ok"]?.GetValue<bool>() ?? Status == 200;

    public string? Error => Answer["error"]?.GetValue<string>();

    /// <summary>An argument as text, empty where it was not passed.</summary>
    public string this[string argument] => Arguments[argument] is { } value ? value is JsonValue text && text.TryGetValue<string>(out var found) ? found : value.ToJsonString() : "";

    public override string ToString() => $"{At:HH:mm:ss.fff} {Method} {Arguments.ToJsonString()} → {Status} {Answer.ToJsonString()}";
}
