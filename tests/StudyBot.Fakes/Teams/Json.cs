using System.Text.Encodings.Web;
using System.Text.Json;

namespace StudyBot.Fakes.Teams;

internal static class Json
{
    /// <summary>Characters as they are, not as escapes: so they are counted.</summary>
    public static JsonSerializerOptions AsSent { get; } = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
}
