using System.Text.Json;

namespace StudyBot.Ports;

/// <summary>Reading of JSON that others wrote: what is missing or of another kind is null, never an exception.</summary>
public static class UntrustedJson
{
    /// <summary>Deeper than anything that a platform sends.</summary>
    public static JsonDocumentOptions Bounds { get; } = new() { MaxDepth = 32 };

    public static JsonElement? Part(this JsonElement element, params ReadOnlySpan<string> path)
    {
        var at = element;
        try
        {
            foreach (var name in path)
                if (at.ValueKind is not JsonValueKind.Object || !at.TryGetProperty(name, out at)) return null;
            return at;
        }
        catch (InvalidOperationException)
        {
            // A name that was passed on the way is half a character, which JSON can hold.
            return null;
        }
    }

    public static string? Text(this JsonElement element, params ReadOnlySpan<string> path)
    {
        try
        {
            return element.Part(path) is { ValueKind: JsonValueKind.String } found ? found.GetString() : null;
        }
        catch (InvalidOperationException)
        {
            // Half a character is no string.
            return null;
        }
    }

    /// <summary>The texts of an object by their names; of several under one name the last, as in a form.</summary>
    public static Dictionary<string, string> Fields(this JsonElement element)
    {
        var fields = new Dictionary<string, string>(StringComparer.Ordinal);
        if (element.ValueKind is not JsonValueKind.Object) return fields;
        foreach (var field in element.EnumerateObject())
            if (Name(field) is { } name && field.Value.Text() is { } text) fields[name] = text;
        return fields;
    }

    public static string? Name(JsonProperty field)
    {
        try
        {
            return field.Name;
        }
        catch (InvalidOperationException)
        {
            // Half a character again.
            return null;
        }
    }

    /// <summary>A whole number.</summary>
    public static long? Number(this JsonElement element, params ReadOnlySpan<string> path) =>
        element.Part(path) is { ValueKind: JsonValueKind.Number } found && found.TryGetInt64(out var number) ? number : null;

    public static bool Flag(this JsonElement element, params ReadOnlySpan<string> path) => element.Part(path) is { ValueKind: JsonValueKind.True };

    public static IEnumerable<JsonElement> Each(this JsonElement element, params ReadOnlySpan<string> path) =>
        element.Part(path) is { ValueKind: JsonValueKind.Array } found ? [.. found.EnumerateArray()] : [];
}
