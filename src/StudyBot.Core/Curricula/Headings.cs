using System.Text.RegularExpressions;

namespace StudyBot.Curricula;

/// <summary>What a heading says: <c>Week 5: title (2 days)</c>, <c>Day 3: title</c>; the colon may be a dash, and the words may be bold.</summary>
internal static partial class Headings
{
    /// <summary>Without the bold of <c>### **Day 1:** title</c>.</summary>
    public static string Plain(string words) =>
        words.StartsWith("**", StringComparison.Ordinal) || words.StartsWith("__", StringComparison.Ordinal) ? words.Replace("**", "").Replace("__", "").Trim() : words;

    /// <summary>The remark in brackets after a week is its author's own and no part of its title.</summary>
    public static DraftWeek? Week(string words) =>
        WeekAndRest().Match(words) is { Success: true } week ? new(Number(week), Title(Remark().Replace(week.Groups["rest"].Value, ""))) : null;

    public static (int Number, string? Title)? Day(string words) =>
        DayAndRest().Match(words) is { Success: true } day ? (Number(day), Title(day.Groups["rest"].Value)) : null;

    /// <summary><c>###Day 4</c>, which Markdown takes for text.</summary>
    public static bool IsGlued(string line) => Glued().IsMatch(line);

    /// <summary><c>Day 5-6: At the weekend</c>, <c>Days 5 and 6</c>; not <c>Day 1 - 5 kinds of flour</c>.</summary>
    public static bool NamesSeveral(string words) => Several().IsMatch(words);

    /// <summary><c>### Day 4</c> in a line that Markdown takes for text; a single sign may be a comment in somebody's code.</summary>
    public static bool IsMeant(string line) => Meant().IsMatch(line);

    private static string? Title(string rest) => rest.TrimStart(' ', '\t', ':', '-', '\u2013', '\u2014', '|').TrimEnd() is { Length: > 0 } title ? title : null;

    /// <summary>A number that is too large is larger than any day, so that it is found to be out of place.</summary>
    private static int Number(Match match) => int.TryParse(match.Groups["n"].ValueSpan, out var number) ? number : int.MaxValue;

    [GeneratedRegex(@"\AWeek\s+(?<n>[0-9]+)\b(?<rest>.*)\z", RegexOptions.IgnoreCase | RegexOptions.Singleline | RegexOptions.ExplicitCapture)]
    private static partial Regex WeekAndRest();

    [GeneratedRegex(@"\ADay\s+(?<n>[0-9]+)\b(?<rest>.*)\z", RegexOptions.IgnoreCase | RegexOptions.Singleline | RegexOptions.ExplicitCapture)]
    private static partial Regex DayAndRest();

    [GeneratedRegex(@"\ADays?\s+[0-9]+\s*([-\u2013\u2014/&+,]|and\b|to\b)\s*(day\s+)?[0-9]+\s*(:|[-\u2013\u2014|(]|\z)", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture)]
    private static partial Regex Several();

    [GeneratedRegex(@"\s*\([^()]*\)\s*\z")]
    private static partial Regex Remark();

    [GeneratedRegex(@"\A#{2,6}\s+(Day|Week)\s+[0-9]", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture)]
    private static partial Regex Meant();

    [GeneratedRegex(@"\A#{1,6}(Day|Week)\s*[0-9]", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture)]
    private static partial Regex Glued();
}
