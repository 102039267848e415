using System.Globalization;
using System.Text.Json.Nodes;
using StudyBot.Cards;
using StudyBot.Cohorts;
using StudyBot.Wording;

namespace StudyBot.Teams;

/// <summary>A form as fields that stand in the card itself. What is wrong with a field stands above it, what would be right below.</summary>
internal static class FormRenderer
{
    public static IEnumerable<JsonObject> Render(Part.Form form, CohortId? about) =>
    [
        .. form.Fields.SelectMany(Field),
        Actions.Set([Actions.Execute("form", Words.Cut(Words.OneLine(form.SubmitLabel) is var label && Words.Seen(label) ? label : Say.Submit, CardLimits.Label), CardAction.OfForm(form.Name, about), primary: true, takesFields: true)]),
    ];

    private static IEnumerable<JsonObject> Field(Field field) =>
    [
        .. field.Error is { } error ? Runs.Of([Span.Bold(Words.OneLine(error))], ("color", "Attention")) : [],
        Input(field),
        .. field.Hint is { } hint ? Below(Runs.Of([new Span(Words.OneLine(hint))], ("size", "Small"), ("isSubtle", true))) : [],
    ];

    private static IEnumerable<JsonObject> Below(IEnumerable<JsonObject> elements) => elements.Select(element =>
    {
        element["spacing"] = "None";
        return element;
    });

    private static JsonObject Input(Field field)
    {
        var input = Kind(field);
        input["id"] = field.Name;
        input["label"] = Words.OneLine(field.Label) is var label && Words.Seen(label) ? label : field.Name;
        if (field.Optional) return input;
        input["isRequired"] = true;
        input["errorMessage"] = Say.FieldNeeded;
        return input;
    }

    private static JsonObject Kind(Field field)
    {
        switch (field.Kind)
        {
            case FieldKind.Date:
                return With(new() { ["type"] = "Input.Date" }, DateOnly.TryParseExact(field.Value, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _) ? field.Value : null);
            case FieldKind.Time:
                return With(new() { ["type"] = "Input.Time" }, TimeOnly.TryParseExact(field.Value, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out _) ? field.Value : null);
            case FieldKind.File:
                // A card takes no files: what stands in one is pasted.
                return new() { ["type"] = "Input.Text", ["isMultiline"] = true, ["placeholder"] = Say.PasteFile };
            case FieldKind.Choice when field.Choices is { Count: > 0 } choices:
                var options = choices.Where(choice => Words.Seen(choice.Value)).DistinctBy(choice => choice.Value)
                    .Select(choice => new JsonObject { ["title"] = Words.OneLine(choice.Label) is var label && Words.Seen(label) ? label : choice.Value, ["value"] = choice.Value });
                return With(new() { ["type"] = "Input.ChoiceSet", ["style"] = "compact", ["choices"] = new JsonArray([.. options]) }, field.Value);
            default:
                // A choice with nothing to choose from can still be typed.
                return With(new() { ["type"] = "Input.Text" }, Words.Clean(field.Value ?? ""));
        }
    }

    private static JsonObject With(JsonObject input, string? value)
    {
        if (!string.IsNullOrEmpty(value)) input["value"] = value;
        return input;
    }
}
