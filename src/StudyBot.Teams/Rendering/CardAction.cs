using System.Text.Json;
using System.Text.Json.Nodes;
using StudyBot.Cards;
using StudyBot.Cohorts;
using StudyBot.Ports;

namespace StudyBot.Teams;

/// <summary>What a button or a form's end carries: ours under one name, and beside it the values of the fields.</summary>
/// <param name="Say">The command a button says; null for a form.</param>
/// <param name="Form">The form's name; null for a button.</param>
/// <param name="In">The cohort it speaks of, where the conversation does not tell.</param>
/// <param name="Values">By field; empty for a button.</param>
public sealed record CardAction(string? Say, string? Form, CohortId? In, IReadOnlyDictionary<string, string> Values)
{
    private const string Ours = "studybot";
    private const int MostFields = 50;

    /// <summary>A longer command (a check-in with a long note, said again by a button) loses its end.</summary>
    public static JsonObject OfButton(string say, CohortId? about) => new() { [Ours] = With(new() { ["say"] = Words.Cut(Words.Clean(say), CardLimits.Command, "") }, about) };

    public static JsonObject OfForm(string form, CohortId? about) => new() { [Ours] = With(new() { ["form"] = form }, about) };

    /// <summary>Null for what we did not write.</summary>
    public static CardAction? Read(JsonElement data)
    {
        if (data.Part(Ours) is not { ValueKind: JsonValueKind.Object } ours) return null;
        var (say, form) = (ours.Text("say"), ours.Text("form"));
        if (say is null == form is null || say?.Length > CardLimits.Command) return null;
        return (form is null ? new Dictionary<string, string>() : Fields(data)) is { } values ? new(say, form, CohortId.Parse(ours.Text("in")), values) : null;
    }

    private static JsonObject With(JsonObject ours, CohortId? about)
    {
        if (about is not null) ours["in"] = about.ToString();
        return ours;
    }

    /// <summary>Null where one of them is half a character, which no form of ours sends.</summary>
    private static Dictionary<string, string>? Fields(JsonElement data)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var field in data.EnumerateObject().Take(MostFields))
        {
            if (UntrustedJson.Name(field) is not { } name) return null;
            if (name == Ours || field.Value.ValueKind is not JsonValueKind.String) continue;
            if (field.Value.Text() is not { } value) return null;
            values[name] = value;
        }

        return values;
    }
}
