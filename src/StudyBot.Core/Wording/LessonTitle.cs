using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using StudyBot.Cards;
using StudyBot.Curricula;

namespace StudyBot.Wording;

/// <summary>What a lesson is called where there is room for one line.</summary>
public static partial class LessonTitle
{
    private const int Enough = 60;

    /// <summary>Read once a lesson, which never changes; empty where it has no words.</summary>
    private static readonly ConditionalWeakTable<Lesson, string> Known = [];

    /// <summary>The file's title, or the first words of what is learned or done; null where the lesson has no words at all.</summary>
    public static string? Of(Lesson lesson) => Known.GetValue(lesson, static read => Read(read) ?? "") is { Length: > 0 } title ? title : null;

    private static string? Read(Lesson lesson)
    {
        if (!string.IsNullOrWhiteSpace(lesson.Title)) return Inlines.ToText(lesson.Title).ToString().Trim();
        var words = lesson.Learning ?? lesson.Doable ?? lesson.Extras.Select(e => e.Text).FirstOrDefault(t => t is not null);
        return string.IsNullOrWhiteSpace(words) ? null : FirstWords(Inlines.ToText(words).ToString().Trim());
    }

    /// <summary><c>Day 6 · title</c>.</summary>
    public static string WithDay(Lesson lesson) => Of(lesson) is { } title ? $"Day {lesson.Day} · {title}" : $"Day {lesson.Day}";

    /// <summary>The first clause; where that is long, as many words as fit a heading.</summary>
    private static string FirstWords(string text)
    {
        var clause = FirstClause().Match(text).Value;
        clause = clause.TrimEnd('.', ' ');
        if (clause.Length <= Enough) return clause;
        var space = clause.LastIndexOf(' ', Enough);
        return (space > 0 ? clause[..space] : Words.Start(clause, Enough)).TrimEnd(',', ' ') + " …";
    }

    /// <summary>Up to a colon, semicolon, dash or full stop; the one inside <c>e.g. this</c> ends nothing.</summary>
    [GeneratedRegex(@"^.+?(?=: |; |(?<!\.\w)\. |—| [–-] |$)", RegexOptions.Singleline)]
    private static partial Regex FirstClause();
}
