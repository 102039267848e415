using System.Text.Json;
using NodaTime;
using NodaTime.Text;
using StudyBot.Cohorts;

namespace StudyBot.Host.Replay;

/// <summary>A place in a JSON file, for errors that name what is wrong and where.</summary>
internal readonly record struct JsonPlace(JsonElement Element, string Path)
{
    /// <summary>A member, or null where it is absent or null.</summary>
    public JsonPlace? this[string name] => Find(name) is { ValueKind: not JsonValueKind.Null } found ? new JsonPlace(found, Path.Length == 0 ? name : $"{Path}.{name}") : null;

    public bool Has(string name) => this[name] is not null;

    public JsonPlace Need(string name) => this[name] ?? throw Wrong($"needs \"{name}\".");

    public IEnumerable<JsonPlace> Items()
    {
        var path = Path;
        return Expect(JsonValueKind.Array, "a list").EnumerateArray().Select((item, i) => new JsonPlace(item, $"{path}[{i}]"));
    }

    public string Text()
    {
        try
        {
            return Expect(JsonValueKind.String, "a text").GetString()!;
        }
        catch (InvalidOperationException)
        {
            // Half a surrogate pair, or bytes that are no UTF-8.
            throw Wrong("must be a text that can be read.");
        }
    }

    public bool Flag() => Element.ValueKind is JsonValueKind.True or JsonValueKind.False ? Element.GetBoolean() : throw Wrong("must be true or false.");

    public int Lesson() => Element.ValueKind is JsonValueKind.Number && Element.TryGetInt32(out var number) && number > 0 ? number : throw Wrong("must be a lesson's number, from 1.");

    public Instant Instant()
    {
        var text = Text();
        return OffsetDateTimePattern.ExtendedIso.Parse(text) is { Success: true, Value: var found } && Calendar.IsUsual(found.Date)
            ? found.ToInstant()
            : throw Wrong($"\"{text}\" is no instant; one looks like 2026-03-02T08:00:00Z.");
    }

    public LocalDate Date()
    {
        var text = Text();
        return LocalDatePattern.Iso.Parse(text) is { Success: true, Value: var found } && Calendar.IsUsual(found) ? found : throw Wrong($"\"{text}\" is no date; one looks like 2026-03-02.");
    }

    public ScenarioException Wrong(string what) => new($"{(Path.Length == 0 ? "the scenario" : Path)}: {what}");

    private JsonElement? Find(string name)
    {
        try
        {
            return Expect(JsonValueKind.Object, "an object").TryGetProperty(name, out var found) ? found : null;
        }
        catch (InvalidOperationException)
        {
            // As with a text: what is looked for stands beside a name that cannot be read.
            throw Wrong("has a name in it that cannot be read.");
        }
    }

    private JsonElement Expect(JsonValueKind kind, string name) => Element.ValueKind == kind ? Element : throw Wrong($"must be {name}.");
}
