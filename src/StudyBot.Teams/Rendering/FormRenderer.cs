using System.Globalization;
using System.Text.Json.Nodes;
using StudyBot.Cards;
using StudyBot.Cohorts;
using StudyBot.Wording;

namespace StudyBot.Teams;

/// <summary>A form as fields that stand in the card itself. What is wrong with a field stands above it, what would be right below.</summary>
internal static class FormRenderer
{
    /// <summary>What the JSON around a choice takes.</summary>
    private const int Around = 24;

    public static IEnumerable<JsonObject> Render(Part.Form form, CohortId? about) =>
    [
        .. form.Fields.SelectMany(Field),
        Actions.Set([Actions.Execute("form", Words.Cut(Words.FirstSeen(form.SubmitLabel, Say.Submit), CardLimits.ButtonLabel), CardAction.OfForm(form.Name, about), primary: true, takesFields: true)]),
    ];

    private static IEnumerable<JsonObject> Field(Field field)
    {
        var value = Value(field);
        var isLost = field is { Kind: FieldKind.File, Value.Length: > 0 } && value is null;
        string[] wrong = [.. field.Error is { } error ? [error] : (string[])[], .. isLost ? [Say.PasteAgain()] : (string[])[]];
        return
        [
            .. wrong.SelectMany(sentence => Runs.Of(Text.Of(Span.Bold(Caption(sentence))), ("color", "Attention"))),
            .. wrong.Length > 0 ? Below([Input(field, value)]) : [Input(field, value)],
            .. field.Hint is { } hint ? Below(Runs.Of(Text.Plain(Caption(hint)), ("size", "Small"), ("isSubtle", true))) : [],
        ];
    }

    private static IEnumerable<JsonObject> Below(IEnumerable<JsonObject> elements) => elements.Select(element =>
    {
        element["spacing"] = "None";
        return element;
    });

    private static JsonObject Input(Field field, string? value)
    {
        var input = Kind(field);
        input["id"] = field.Name;
        input["label"] = Caption(Words.FirstSeen(field.Label, field.Name));
        if (value is not null) input["value"] = value;
        if (field.Optional) return input;
        input["isRequired"] = true;
        input["errorMessage"] = Say.FieldNeeded;
        return input;
    }

    private static JsonObject Kind(Field field) => field.Kind switch
    {
        FieldKind.Date => new() { ["type"] = "Input.Date" },
        FieldKind.Time => new() { ["type"] = "Input.Time" },
        // A card takes no files: what stands in one is pasted.
        FieldKind.File => new() { ["type"] = "Input.Text", ["isMultiline"] = true, ["placeholder"] = Say.PasteFile },
        FieldKind.Choice when Choices(field) is { Count: > 0 } choices => new()
        {
            ["type"] = "Input.ChoiceSet",
            ["style"] = "compact",
            ["choices"] = new JsonArray([.. choices.Select(choice => new JsonObject { ["title"] = Title(choice), ["value"] = choice.Value })]),
        },
        // A choice with nothing to choose from can still be typed.
        _ => new() { ["type"] = "Input.Text" },
    };

    /// <summary>What stands in the field at first; null where nothing does, or nothing that it takes.</summary>
    private static string? Value(Field field) => field.Kind switch
    {
        FieldKind.Date => DateOnly.TryParseExact(field.Value, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _) ? field.Value : null,
        FieldKind.Time => TimeOnly.TryParseExact(field.Value, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out _) ? field.Value : null,
        FieldKind.File => Words.Clean(field.Value ?? "") is { Length: > 0 } pasted && CardLimits.Written(pasted) <= CardLimits.Pasted ? pasted : null,
        FieldKind.Choice when Choices(field) is { Count: > 0 } choices => choices.FirstOrDefault(choice => choice.Value == field.Value)?.Value,
        _ => Words.Clean(field.Value ?? "") is { Length: > 0 } typed ? Words.Cut(typed, CardLimits.Line, "") : null,
    };

    /// <summary>As many as a menu should hold, the chosen one among them. A value that would not come back as it is cannot be offered.</summary>
    private static List<Choice> Choices(Field field)
    {
        Choice[] all = [.. (field.Choices ?? [])
            .Where(choice => choice.Value.Length <= CardLimits.Line && Words.Seen(choice.Value) && Words.Clean(choice.Value) == choice.Value)
            .DistinctBy(choice => choice.Value)];
        var held = Held(all);
        return held.Count == all.Length ? held : Held(all.OrderByDescending(choice => choice.Value == field.Value));
    }

    private static List<Choice> Held(IEnumerable<Choice> choices)
    {
        var room = CardLimits.Menu;
        return [.. choices.Take(CardLimits.Choices).TakeWhile(choice => (room -= Around + CardLimits.Written(choice.Value) + CardLimits.Written(Title(choice))) >= 0)];
    }

    private static string Title(Choice choice) => Words.Cut(Words.FirstSeen(choice.Label, choice.Value), CardLimits.Line);

    private static string Caption(string words) => Words.Cut(Words.OneLine(words), CardLimits.Caption);
}
