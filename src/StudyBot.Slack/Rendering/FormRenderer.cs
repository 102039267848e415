using System.Globalization;
using System.Text.Json;
using StudyBot.Cards;
using StudyBot.Ports;

namespace StudyBot.Slack;

/// <summary>A form as fields of a modal: a field's block is named as the field is, and its value is the one action in it.</summary>
internal static class FormRenderer
{
    private const string Value = "value";

    // Slack's own check is for convenience; whoever reads the file checks it.
    private static readonly string[] Markdown = ["md", "txt"];

    public static IEnumerable<Block> Render(Part.Form form) => form.Fields.Select(Input);

    /// <summary>The values of a submission (<c>view.state.values</c>) by field: docs.slack.dev/reference/interaction-payloads/view-interactions-payload. An emptied field is empty.</summary>
    public static IReadOnlyDictionary<string, string> Values(JsonElement stateValues)
    {
        var values = new Dictionary<string, string>();
        if (stateValues.ValueKind is not JsonValueKind.Object) return values;
        foreach (var block in stateValues.EnumerateObject())
            if (UntrustedJson.Name(block) is { } name && block.Value.Part(Value) is { ValueKind: JsonValueKind.Object } action) values[name] = Of(action);

        return values;
    }

    private static string Of(JsonElement action) => Text(action, "type") switch
    {
        "datepicker" => Text(action, "selected_date"),
        "timepicker" => Text(action, "selected_time"),
        "static_select" => action.Text("selected_option", "value") ?? "",
        "file_input" => string.Join(',', action.Each("files").Select(file => Text(file, "id")).Where(id => id.Length > 0)),
        _ => Text(action, "value"),
    };

    private static string Text(JsonElement holder, string name) => holder.Text(name) ?? "";

    private static Block.Input Input(Field field)
    {
        var label = Words.FirstSeen(field.Label, field.Name);
        return new(Plain(label, Limits.Label), Element(field), Hint(field), field.Optional ? true : null) { BlockId = field.Name };
    }

    /// <summary>What is wrong comes before what would be right.</summary>
    private static TextObject? Hint(Field field)
    {
        var hint = string.Join(' ', new[] { field.Error, field.Hint }.OfType<string>().Select(Words.OneLine).Where(Words.Seen));
        return hint.Length == 0 ? null : Plain(hint, Limits.Label);
    }

    private static Element Element(Field field) => field.Kind switch
    {
        FieldKind.Date => new Element.Date(Value, DateOnly.TryParseExact(field.Value, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _) ? field.Value : null),
        FieldKind.Time => new Element.Time(Value, TimeOnly.TryParseExact(field.Value, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out _) ? field.Value : null),
        FieldKind.File => new Element.Upload(Value, Markdown, MaxFiles: 1),
        FieldKind.Choice when Options(field) is { Count: > 0 } options => new Element.Select(Value, options, options.FirstOrDefault(o => o.Value == field.Value)),
        // A choice with nothing to choose from can still be typed.
        _ => new Element.Line(Value, Words.Clean(field.Value ?? "") is var value && Words.Seen(value) ? Words.Cut(value, Limits.Line, "") : null),
    };

    /// <summary>As many as a menu holds, the chosen one among them. A value that would not come back as it is cannot be offered.</summary>
    private static List<Option> Options(Field field) =>
    [
        .. (field.Choices ?? [])
            .Where(c => c.Value.Length <= Limits.Option && Words.Seen(c.Value) && Words.Clean(c.Value) == c.Value && !c.Value.AsSpan().ContainsAny("&<>"))
            .DistinctBy(c => c.Value)
            .OrderByDescending(c => c.Value == field.Value && field.Choices!.Count > Limits.Options)
            .Take(Limits.Options)
            .Select(c => new Option(Plain(Words.FirstSeen(c.Label, c.Value), Limits.Option), c.Value)),
    ];

    private static TextObject.Plain Plain(string words, int most) => new(Words.Cut(words, most));
}
