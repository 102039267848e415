using System.Text.Encodings.Web;
using System.Text.Json.Serialization;
using System.Text.Json;
using System.Text.Unicode;
using StudyBot.Cards;

namespace StudyBot.Slack;

/// <summary>What a button holds in its <c>value</c>.</summary>
/// <param name="Say">The command it says.</param>
/// <param name="In">The cohort it speaks of, where the channel does not tell.</param>
public sealed record ButtonValue(string Say, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? In = null)
{
    // Slack counts characters, so letters of other scripts are not written as six each; and it has been seen to give &, < and > back escaped, so those are.
    private static readonly ButtonValueJson Json = new(new JsonSerializerOptions { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower, Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) });

    /// <summary>At most <see cref="Limits.ButtonValue"/> characters: a longer command (a check-in with a long note, said again by a button) loses its end.</summary>
    public string Write()
    {
        for (var say = Words.Clean(Say); ; say = Words.Cut(say, Math.Max(1, say.Length * 3 / 4), ""))
        {
            var json = JsonSerializer.Serialize(this with { Say = say }, Json.ButtonValue);
            if (json.Length <= Limits.ButtonValue || say.Length <= 1) return json;
        }
    }

    /// <summary>Null for what we did not write.</summary>
    public static ButtonValue? Read(string? value)
    {
        if (string.IsNullOrEmpty(value) || value.Length > Limits.ButtonValue) return null;
        try
        {
            return JsonSerializer.Deserialize(value, Json.ButtonValue) is { Say: not null } read ? read : null;
        }
        catch (Exception odd) when (odd is JsonException or ArgumentException)
        {
            // The latter where half a character stands in it.
            return null;
        }
    }
}

[JsonSerializable(typeof(ButtonValue))]
internal sealed partial class ButtonValueJson : JsonSerializerContext;
