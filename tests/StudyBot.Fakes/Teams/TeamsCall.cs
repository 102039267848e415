using System.Text.Json.Nodes;

namespace StudyBot.Fakes.Teams;

/// <summary>One request of the bot's.</summary>
/// <param name="At">When it came in.</param>
/// <param name="Host">The host it was meant for.</param>
/// <param name="Path">Decoded, with its query.</param>
/// <param name="Body">What was passed, if that was JSON.</param>
/// <param name="Status">The HTTP status it was answered with; 0 where the connection was broken.</param>
/// <param name="Error">The code of the refusal.</param>
public sealed record TeamsCall(DateTimeOffset At, string Method, string Host, string Path, JsonObject? Body = null, int Status = 0, string? Error = null)
{
    public bool Ok => Status is >= 200 and < 300;

    /// <summary>A message or a thread that is to be posted: what must not happen twice.</summary>
    public bool Posts => Method == "POST" && Path.Contains("/v3/conversations", StringComparison.Ordinal) && (Body?["activity"] ?? Body)?["type"]?.ToString() == "message";

    public override string ToString() => $"{At:HH:mm:ss.fff} {Method} {Host}{Path} → {Status} {Error}";
}
