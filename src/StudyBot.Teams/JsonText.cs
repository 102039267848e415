using System.Text.Json;

namespace StudyBot.Teams;

/// <summary>Reading of JSON that others wrote: what is no string, or half a character, which JSON can hold, is null and never an exception.</summary>
internal static class JsonText
{
    /// <summary>What an object has under a name.</summary>
    public static JsonElement? Part(this JsonElement element, string name)
    {
        try
        {
            return element.ValueKind is JsonValueKind.Object && element.TryGetProperty(name, out var part) ? part : null;
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    public static string? Text(this JsonElement element)
    {
        try
        {
            return element.ValueKind is JsonValueKind.String ? element.GetString() : null;
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }
}
