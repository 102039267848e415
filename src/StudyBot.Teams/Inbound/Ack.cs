using System.Net;
using System.Text.Json.Nodes;

namespace StudyBot.Teams;

/// <summary>What Teams is told about an activity.</summary>
/// <param name="Body">What the answer to an invoke carries; null: nothing.</param>
public sealed record Ack(HttpStatusCode Status, JsonObject? Body = null)
{
    /// <summary>It is durable: Teams may forget it.</summary>
    public static Ack Yes { get; } = new(HttpStatusCode.OK);

    /// <summary>Teams is to deliver it again.</summary>
    public static Ack NotNow { get; } = new(HttpStatusCode.ServiceUnavailable);

    /// <summary>An invoke that this bot does not know.</summary>
    public static Ack NotImplemented { get; } = new(HttpStatusCode.NotImplemented);

    /// <summary>The card that whoever pressed sees from now on. Source: Universal Actions, response format.</summary>
    public static Ack Show(JsonObject card) => Invoked("application/vnd.microsoft.card.adaptive", card);

    /// <summary>A few words, for whoever pressed.</summary>
    public static Ack Tell(string words) => Invoked("application/vnd.microsoft.activity.message", words);

    /// <summary>A card action that nobody here wrote.</summary>
    public static Ack NotOurs { get; } = new(HttpStatusCode.OK, new JsonObject
    {
        ["statusCode"] = 400,
        ["type"] = "application/vnd.microsoft.error",
        ["value"] = new JsonObject { ["code"] = "BadRequest", ["message"] = "The card's data is not known." },
    });

    private static Ack Invoked(string type, JsonNode value) => new(HttpStatusCode.OK, new JsonObject { ["statusCode"] = 200, ["type"] = type, ["value"] = value });
}
