using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace StudyBot.Local;

/// <summary>A call's body: read up to a cap, then asked for its members one by one. What is wrong with each is collected, and said all at once.</summary>
internal sealed class JsonBody
{
    public const int Small = 64 * 1024;
    public const int LongestId = 40;
    private const int Deepest = 16;

    private readonly SortedDictionary<string, string> _errors = new(StringComparer.Ordinal);
    private readonly JsonElement _members;
    private readonly IResult? _problem;

    private JsonBody(JsonElement members) => _members = members;

    private JsonBody(int status, string problem) => _problem = Local.Problem.Of(status, problem);

    /// <summary>What to answer where something is wrong; null where nothing is.</summary>
    public IResult? Problem => _problem ?? (_errors.Count > 0 ? Local.Problem.BadInput(_errors) : null);

    /// <summary>A member that stands in the query instead.</summary>
    public static JsonBody OfQuery(HttpContext context, string name) =>
        new(JsonSerializer.SerializeToElement(new Dictionary<string, string>(StringComparer.Ordinal) { [name] = context.Request.Query[name].ToString() }));

    public static async Task<JsonBody> ReadAsync(HttpContext context, int cap = Small)
    {
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit) limit.MaxRequestBodySize = null;
        using var bytes = new MemoryStream();
        var buffer = new byte[8 * 1024];
        int read;
        try
        {
            while ((read = await context.Request.Body.ReadAsync(buffer, context.RequestAborted)) > 0)
            {
                if (bytes.Length + read > cap) return new(StatusCodes.Status413PayloadTooLarge, $"The body is larger than {cap / 1024} KB.");
                bytes.Write(buffer, 0, read);
            }
        }
        catch (BadHttpRequestException broken)
        {
            return new(broken.StatusCode, "The body did not come as a whole.");
        }

        return Parse(bytes);
    }

    /// <summary>A text with something in it. <paramref name="longest"/> counts UTF-16 units.</summary>
    public string Text(string name, int longest)
    {
        var text = OptionalText(name, longest);
        if (text is null) Wrong(name, $"\"{name}\" is missing.");
        else if (string.IsNullOrWhiteSpace(text)) Wrong(name, $"\"{name}\" is empty.");
        return text ?? "";
    }

    /// <summary>Null where it is absent or null.</summary>
    public string? OptionalText(string name, int longest)
    {
        if (Member(name) is not { } member) return null;
        if (member.ValueKind is not JsonValueKind.String || Read(member) is not { } text) return WrongText(name, $"\"{name}\" is not a text.");
        return text.Length <= longest ? text : WrongText(name, $"\"{name}\" is longer than {longest:N0} characters.");
    }

    /// <summary>A person's name; whoever is unknown is a new person.</summary>
    public string Person(string name)
    {
        var written = Text(name, 200);
        if (_errors.ContainsKey(name)) return "";
        var tidy = Names.Tidy(written);
        if (tidy is null) Wrong(name, $"A name is one line of at most {Names.LongestPerson} characters and does not start with @.");
        else if (tidy.Equals(Names.Bot, StringComparison.OrdinalIgnoreCase)) Wrong(name, $"{tidy} is the bot's own name; choose another one.");
        return tidy ?? "";
    }

    /// <summary>Null where it is absent or null.</summary>
    public long? OptionalNumber(string name)
    {
        if (Member(name) is not { } member) return null;
        if (member.ValueKind is JsonValueKind.Number && member.TryGetInt64(out var number)) return number;
        Wrong(name, $"\"{name}\" is not a whole number.");
        return null;
    }

    public bool Flag(string name, bool? otherwise = null)
    {
        if (Member(name)?.ValueKind is { } kind)
        {
            if (kind is JsonValueKind.True or JsonValueKind.False) return kind is JsonValueKind.True;
            Wrong(name, $"\"{name}\" is neither true nor false.");
        }
        else if (otherwise is null)
        {
            Wrong(name, $"\"{name}\" is missing: true or false.");
        }

        return otherwise ?? false;
    }

    /// <summary>An object of texts.</summary>
    public Dictionary<string, string> Texts(string name, int longest)
    {
        var texts = new Dictionary<string, string>(StringComparer.Ordinal);
        if (Member(name) is not { ValueKind: JsonValueKind.Object } member) Wrong(name, $"\"{name}\" is not an object of texts.");
        else
        {
            foreach (var property in member.EnumerateObject())
            {
                if (property.Value.ValueKind is JsonValueKind.String && Read(property.Value) is { } text && text.Length <= longest) texts[property.Name] = text;
                else Wrong(name, $"\"{name}\" holds something that is not a text.");
            }
        }

        return texts;
    }

    public void Wrong(string name, string error) => _errors.TryAdd(name, error);

    private static JsonBody Parse(MemoryStream bytes)
    {
        try
        {
            using var document = JsonDocument.Parse(bytes.GetBuffer().AsMemory(0, (int)bytes.Length), new() { MaxDepth = Deepest });
            if (document.RootElement.ValueKind is not JsonValueKind.Object) return new(StatusCodes.Status400BadRequest, "The body is not a JSON object.");
            return IsNamed(document.RootElement) ? new(document.RootElement.Clone()) : new(StatusCodes.Status400BadRequest, "The body has a name in it that is not a text.");
        }
        catch (JsonException fault)
        {
            return new(StatusCodes.Status400BadRequest, $"The body is not JSON: line {fault.LineNumber + 1}, byte {fault.BytePositionInLine + 1}.");
        }
    }

    /// <summary>Whether each name in it can be read: half a surrogate pair cannot, and who looks for another one beside it would stumble over it.</summary>
    private static bool IsNamed(JsonElement element)
    {
        try
        {
            return element.ValueKind switch
            {
                JsonValueKind.Object => element.EnumerateObject().All(member => member.Name is not null && IsNamed(member.Value)),
                JsonValueKind.Array => element.EnumerateArray().All(IsNamed),
                _ => true,
            };
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }

    /// <summary>Null for what JSON can say and Unicode cannot: half a surrogate pair.</summary>
    private static string? Read(JsonElement text)
    {
        try
        {
            return text.GetString();
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    private JsonElement? Member(string name) =>
        _members.ValueKind is JsonValueKind.Object && _members.TryGetProperty(name, out var member) && member.ValueKind is not JsonValueKind.Null ? member : null;

    private string? WrongText(string name, string error)
    {
        Wrong(name, error);
        return null;
    }
}
