using System.Text.Json.Nodes;

namespace StudyBot.Slack;

/// <summary>What Slack is told about an event, whichever way it came.</summary>
/// <param name="Taken">It is durable: Slack may forget it. False: Slack is to deliver it again.</param>
/// <param name="Body">What the answer carries; null: nothing.</param>
public sealed record Ack(bool Taken, JsonObject? Body = null)
{
    public static Ack Yes { get; } = new(true);

    public static Ack NotNow { get; } = new(false);
}
