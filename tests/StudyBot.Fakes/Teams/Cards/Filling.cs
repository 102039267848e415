using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace StudyBot.Fakes.Teams;

/// <summary>What a client collects from a card's inputs: what was typed, else what stood there. What does not fit is held back, as clients do.</summary>
/// <param name="Values">By input id.</param>
/// <param name="Held">What the client says at which input.</param>
internal sealed record Filling(JsonObject Values, IReadOnlyDictionary<string, string> Held)
{
    public static Filling Of(JsonObject card, IReadOnlyDictionary<string, string> typed)
    {
        var inputs = CardReader.Inputs(card).ToDictionary(input => input["id"]!.ToString());
        if (typed.Keys.FirstOrDefault(id => !inputs.ContainsKey(id)) is { } unknown) throw new InvalidOperationException($"The card has no input {unknown}, only: {string.Join(", ", inputs.Keys)}");
        var values = new JsonObject();
        var held = new Dictionary<string, string>();
        foreach (var (id, input) in inputs)
        {
            var value = typed.TryGetValue(id, out var given) ? Given(input, given) : Standing(input);
            if (Wrong(input, value) is { } wrong) held[id] = Text(input["errorMessage"]) is { Length: > 0 } told ? told : wrong;
            // A client says nothing of an input that was left empty, but for texts and toggles.
            else if (value.Length > 0 || CardReader.Type(input) is "Input.Text" or "Input.Toggle") values[id] = value;
        }

        return new(values, held);
    }

    private static string Standing(JsonObject input) => CardReader.Type(input) is "Input.Toggle" && input["value"] is null ? Text(input["valueOff"]) is { Length: > 0 } off ? off : "false" : Text(input["value"]);

    /// <summary>A choice may be named by what it shows.</summary>
    private static string Given(JsonObject input, string given)
    {
        if (CardReader.Type(input) is not "Input.ChoiceSet") return given;
        var choices = (input["choices"] as JsonArray ?? []).OfType<JsonObject>().ToList();
        var several = input["isMultiSelect"]?.GetValueKind() is JsonValueKind.True ? given.Split(',', StringSplitOptions.RemoveEmptyEntries) : given.Length == 0 ? [] : [given];
        return string.Join(',', several.Select(one => choices.Find(choice => Text(choice["value"]) == one || Text(choice["title"]) == one) is { } choice
            ? Text(choice["value"])
            : throw new InvalidOperationException($"{one} is none of the choices: {string.Join(", ", choices.Select(known => Text(known["title"])))}")));
    }

    private static string? Wrong(JsonObject input, string value)
    {
        if (value.Length == 0) return input["isRequired"]?.GetValueKind() is JsonValueKind.True ? "This is required" : null;
        return CardReader.Type(input) switch
        {
            "Input.Text" when input["maxLength"] is JsonValue most && most.TryGetValue<int>(out var length) && value.Length > length => "This is too long",
            "Input.Text" when Text(input["regex"]) is { Length: > 0 } pattern && !Regex.IsMatch(value, pattern) => "This does not fit",
            "Input.Number" when !decimal.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) || number < Bound(input["min"], decimal.MinValue) || number > Bound(input["max"], decimal.MaxValue) => "This number does not fit",
            "Input.Date" when !DateOnly.TryParseExact(value, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _) => throw new FormatException($"A date is yyyy-MM-dd, not {value}."),
            "Input.Time" when !TimeOnly.TryParseExact(value, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out _) => throw new FormatException($"A time is HH:mm, not {value}."),
            _ => null,
        };
    }

    private static decimal Bound(JsonNode? node, decimal otherwise) => node is null ? otherwise : decimal.Parse(node.ToJsonString(), CultureInfo.InvariantCulture);

    private static string Text(JsonNode? node) => node switch
    {
        null => "",
        JsonValue value when value.TryGetValue<string>(out var text) => text,
        _ => node.ToJsonString(),
    };
}
