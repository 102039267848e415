using System.Text.Json;
using System.Text.Json.Nodes;
using StudyBot.Cards;

namespace StudyBot.Teams;

/// <summary>A part and the elements it became.</summary>
internal sealed record Shown(Part Part, IReadOnlyList<JsonObject> Elements)
{
    private static readonly JsonSerializerOptions AsSent = new() { Encoder = AdaptiveCards.Encoder };

    /// <summary>In characters of JSON, with the commas between.</summary>
    public int Weight { get; } = Elements.Sum(element => element.ToJsonString(AsSent).Length + 1);
}
