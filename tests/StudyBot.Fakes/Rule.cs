using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace StudyBot.Fakes;

/// <summary>Says what is wrong with a piece of JSON.</summary>
/// <param name="at">A JSON pointer.</param>
internal delegate void Rule(JsonNode? node, string at, List<string> wrong);

/// <summary>The words rules are written in.</summary>
internal static class Rules
{
    public static readonly Rule Anything = (_, _, _) => { };

    public static readonly Rule Bool = (node, at, wrong) =>
    {
        if (node?.GetValueKind() is not (JsonValueKind.True or JsonValueKind.False)) wrong.Add($"must be a boolean [json-pointer:{at}]");
    };

    /// <summary>A string, by its length in UTF-16, as Slack and Teams count.</summary>
    public static Rule String(int least, int most) => (node, at, wrong) =>
    {
        if (node is not JsonValue value || !value.TryGetValue<string>(out var text)) wrong.Add($"must be a string [json-pointer:{at}]");
        else if (text.Length < least) wrong.Add($"must be more than {least - 1} characters [json-pointer:{at}]");
        else if (text.Length > most) wrong.Add($"must be less than {most + 1} characters [json-pointer:{at}]");
    };

    public static Rule Number(long least, long most) => (node, at, wrong) =>
    {
        if (node?.GetValueKind() != JsonValueKind.Number || !decimal.TryParse(node.ToJsonString(), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) || number < least || number > most)
            wrong.Add($"must be a number from {least} to {most} [json-pointer:{at}]");
    };

    public static Rule OneOf(params string[] values) => (node, at, wrong) =>
    {
        if (node is not JsonValue value || !value.TryGetValue<string>(out var text) || !values.Contains(text)) wrong.Add($"must be one of {string.Join(", ", values)} [json-pointer:{at}]");
    };

    public static Rule Formatted(string format) => (node, at, wrong) =>
    {
        if (node is not JsonValue value || !value.TryGetValue<string>(out var text) || !DateTime.TryParseExact(text, format, CultureInfo.InvariantCulture, DateTimeStyles.None, out _))
            wrong.Add($"must be formatted as {format} [json-pointer:{at}]");
    };

    public static Rule Each(Rule rule, int least, int most) => (node, at, wrong) =>
    {
        if (node is not JsonArray list)
        {
            wrong.Add($"must be an array [json-pointer:{at}]");
            return;
        }

        if (list.Count < least) wrong.Add($"no fewer than {least} items are allowed [json-pointer:{at}]");
        if (list.Count > most) wrong.Add($"no more than {most} items allowed [json-pointer:{at}]");
        for (var i = 0; i < list.Count; i++) rule(list[i], $"{at}/{i}", wrong);
    };

    /// <summary>An object with these fields and no others.</summary>
    public static Rule Shape(params Field[] fields) => (node, at, wrong) =>
    {
        if (node is not JsonObject thing)
        {
            wrong.Add($"must be an object [json-pointer:{at}]");
            return;
        }

        wrong.AddRange(fields.Where(field => field.Required && thing[field.Name] is null).Select(field => $"missing required field: {field.Name} [json-pointer:{at}]"));
        foreach (var (name, value) in thing)
        {
            if (fields.FirstOrDefault(field => field.Name == name) is not { } field) wrong.Add($"unknown field: {name} [json-pointer:{at}]");
            else if (value is not null) field.Rule(value, $"{at}/{name}", wrong);
            else wrong.Add($"must not be null [json-pointer:{at}/{name}]");
        }
    };

    /// <summary>One of several shapes, told apart by <c>type</c>.</summary>
    public static Rule Typed(IReadOnlyDictionary<string, Rule> shapes) => (node, at, wrong) =>
    {
        var type = node is JsonObject thing && thing["type"] is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;
        if (type is null) wrong.Add($"missing required field: type [json-pointer:{at}]");
        else if (!shapes.TryGetValue(type, out var shape)) wrong.Add($"unsupported type: {type} [json-pointer:{at}]");
        else shape(node, at, wrong);
    };

    public static Rule All(params Rule[] rules) => (node, at, wrong) =>
    {
        foreach (var rule in rules) rule(node, at, wrong);
    };

    /// <summary>A rule that may be named before it is made.</summary>
    public static Rule Later(Func<Rule> rule) => (node, at, wrong) => rule()(node, at, wrong);

    /// <summary>Something that must hold for the whole object.</summary>
    public static Rule Whole(Func<JsonObject, bool> holds, string complaint) => (node, at, wrong) =>
    {
        if (node is JsonObject thing && !holds(thing)) wrong.Add($"{complaint} [json-pointer:{at}]");
    };
}

internal sealed record Field(string Name, Rule Rule, bool Required = false);
