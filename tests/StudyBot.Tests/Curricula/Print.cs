using System.Text.Encodings.Web;
using System.Text.Json;
using StudyBot.Curricula;

namespace StudyBot.Tests.Curricula;

/// <summary>A curriculum as text, so that two can be compared and a difference can be read.</summary>
public static class Print
{
    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Of(Curriculum plan) => JsonSerializer.Serialize(plan, Readable);
}
