using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using CsCheck;

namespace StudyBot.Tests.Fuzz;

/// <summary>What somebody could send in the place of what is expected: a real payload with parts left out, doubled, renamed, or replaced by what no one thinks of; or with broken bytes.</summary>
internal static class HostileJson
{
    /// <summary>Raw JSON, some of it only nearly.</summary>
    private static readonly string[] Odd =
    [
        "null", "true", "false", "0", "-1", "1.5", "1e400", "-0", "9007199254740993", "18446744073709551616", "[]", "{}", "[null]", "[[]]", "\"\"", "\" \"", "\"\\u0000\"", "\"\\ud800\"", "\"\\udfff\\ud800\\udfff\"",
        "\"\\u202e\\u2028\\ufeff\"", "\"done\"", "\"done 99999999999999999999\"", "\"done 1-999999999\"", "\"undo\"", "\"@StudyBot setup\"", "\"forget me\"", "\"javascript:alert(1)\"", "\"https://[::1\"", "\"<!channel>\"", "\"<@U1|\"", "\"<at>all</at>\"",
        "\"=cmd()\"", "\"2026-13-45T99:99:99\"", "\"0001-01-01T00:00:00Z\"", "\"9999-12-31T23:59:59.9999999Z\"", "\"9999-12-31T23:59:59-18:00\"", "\"1700000000.99999999999999999999\"", "\"999999999999.000001\"", "\"-1.000001\"", "\"NaN\"", "NaN", "\"a|b/c\\\\d#e?f\"", "\"%00%\"",
        $"\"{new string('x', 20_000)}\"", $"\"{new string('\u00e9', 600)}\"", $"{new string('[', 25)}{new string(']', 25)}", $"{new string('[', 2000)}{new string(']', 2000)}",
        $"{string.Concat(Enumerable.Repeat("{\"a\":", 25))}1{new string('}', 25)}", $"[{string.Join(',', Enumerable.Repeat("{\"type\":\"text\",\"text\":\"done\"}", 500))}]",
    ];

    /// <summary>What a reader may not have thought of, one of each kind.</summary>
    private static readonly string[] Corners =
    [
        "null", "true", "-1", "1e400", "9007199254740993", "[]", "{}", "\"\"", "\"\\ud800\"", "\"\\u0000\"", $"\"{new string('x', 20_000)}\"", $"{new string('[', 25)}{new string(']', 25)}", $"{new string('[', 2_000)}{new string(']', 2_000)}",
    ];

    private enum Change
    {
        Replaces,
        Drops,
        Doubles,
        Renames,
    }

    /// <summary>One of the payloads, changed in one to four places.</summary>
    public static Gen<byte[]> Like(IReadOnlyList<JsonNode> payloads) => Gen.Select(
        Gen.Int[0, payloads.Count - 1],
        Gen.Select(Gen.Int[0, 10_000], Gen.OneOf(Enum.GetValues<Change>()), Gen.OneOf(Odd)).Array[1, 4],
        Gen.Select(Gen.Int[0, 6], Gen.Double[0, 1], Gen.Int[0, 2], Gen.Byte),
        (index, changes, broken) =>
        {
            var whole = Count(payloads[index]);
            var places = changes.GroupBy(change => change.Item1 % whole).ToDictionary(group => group.Key, group => (group.First().Item2, group.First().Item3));
            var bytes = Encoding.UTF8.GetBytes(new Writer(places).Write(payloads[index]));
            // One in seven is not even text any more.
            var (chance, where, how, with) = broken;
            return chance == 0 ? Break(bytes, (int)(where * bytes.Length), how, with) : bytes;
        });

    /// <summary>A payload with each of its values in turn in the place of each of the corners.</summary>
    /// <param name="payload">Made anew each time.</param>
    /// <param name="asked">By its path: whether a value is to be replaced.</param>
    /// <returns>Each makes its payload anew each time.</returns>
    public static IEnumerable<Func<byte[]>> EachValue(Func<JsonNode> payload, Func<string, bool> asked) =>
        from place in Paths(payload(), "$").Index().Where(place => asked(place.Item)).ToArray()
        from corner in Corners
        select (Func<byte[]>)(() => Encoding.UTF8.GetBytes(new Writer(new Dictionary<int, (Change, string)> { [place.Index] = (Change.Replaces, corner) }).Write(payload())));

    private static byte[] Break(byte[] bytes, int at, int how, byte with) => how switch
    {
        0 => bytes[..at],
        1 => [.. bytes[..at], with, .. bytes[at..]],
        _ => [.. bytes[..at], with, .. bytes[Math.Min(bytes.Length, at + 1)..]],
    };

    /// <summary>Places there are: every value.</summary>
    private static int Count(JsonNode? node) => Paths(node, "").Count();

    /// <summary>In the order in which they are written.</summary>
    private static IEnumerable<string> Paths(JsonNode? node, string at) =>
    [
        at,
        .. node switch
        {
            JsonObject part => part.SelectMany(field => Paths(field.Value, $"{at}.{field.Key}")),
            JsonArray items => items.SelectMany((item, index) => Paths(item, $"{at}[{index}]")),
            _ when Inside(node) is { } inside => Paths(inside, $"{at}>"),
            _ => [],
        },
    ];

    /// <summary>What a text holds that is JSON itself, as a button's value is; null for any other.</summary>
    private static JsonNode? Inside(JsonNode? node)
    {
        try
        {
            return node is JsonValue value && value.TryGetValue<string>(out var text) && text.StartsWith('{') ? JsonNode.Parse(text) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>Writes by hand, since no library writes what is no JSON.</summary>
    private sealed class Writer(IReadOnlyDictionary<int, (Change What, string With)> places)
    {
        private int _place;

        public string Write(JsonNode? node)
        {
            if (places.TryGetValue(_place++, out var change) && change.What is Change.Replaces)
            {
                _place += Count(node) - 1;
                return change.With;
            }

            return node switch
            {
                JsonObject part => $"{{{string.Join(',', part.SelectMany(field => Field(field.Key, field.Value)))}}}",
                JsonArray items => $"[{string.Join(',', items.Select(Write))}]",
                null => "null",
                _ when Inside(node) is { } inside => JsonSerializer.Serialize(Write(inside)),
                _ => node.ToJsonString(),
            };
        }

        private IEnumerable<string> Field(string name, JsonNode? value)
        {
            var change = places.TryGetValue(_place, out var found) ? found : default((Change What, string With)?);
            var field = string.Create(CultureInfo.InvariantCulture, $"{JsonSerializer.Serialize(name)}:{Write(value)}");
            return change switch
            {
                { What: Change.Drops } => [],
                // Only a text is a name; what else it is changed to is no JSON any more.
                { What: Change.Renames, With: var with } => [$"{with}:{field[(JsonSerializer.Serialize(name).Length + 1)..]}"],
                { What: Change.Doubles, With: var with } => [field, $"{JsonSerializer.Serialize(name)}:{with}"],
                _ => [field],
            };
        }
    }
}
