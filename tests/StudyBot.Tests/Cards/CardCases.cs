using System.Text.Encodings.Web;
using System.Text.Json;
using StudyBot.Cards;
using StudyBot.Curricula;
using StudyBot.Host;
using StudyBot.Tests.Wording;

namespace StudyBot.Tests.Cards;

/// <summary>What every platform's renderer is shown: each kind of part, everything the bot says, and each lesson of the built-in plan.</summary>
public static class CardCases
{
    /// <summary>Readable in a diff; what is sent is escaped further.</summary>
    public static JsonSerializerOptions Readable { get; } = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static Curriculum Plan { get; } = CurriculumReader.Read("month-3", BuiltIn.Bytes("month-3")!).Curriculum!;

    public static TheoryData<string> Parts => [.. typeof(Part).GetNestedTypes().Select(type => type.Name)];

    public static TheoryData<string> Themes => [.. Spoken.All("Ana").Select(s => s.Theme).Distinct()];

    public static TheoryData<int> Days => [.. Enumerable.Range(1, Plan.Lessons.Count)];
}
