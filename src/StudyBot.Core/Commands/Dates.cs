using System.Text.RegularExpressions;
using NodaTime;
using NodaTime.Text;

namespace StudyBot.Commands;

/// <summary>Dates and times as people type them; what could be read two ways is read neither way.</summary>
public static partial class Dates
{
    private static readonly LocalDatePattern[] WithYear =
    [
        LocalDatePattern.Iso,
        LocalDatePattern.CreateWithInvariantCulture("d MMM uuuu"), LocalDatePattern.CreateWithInvariantCulture("d MMMM uuuu"),
        LocalDatePattern.CreateWithInvariantCulture("MMM d uuuu"), LocalDatePattern.CreateWithInvariantCulture("MMMM d uuuu"),
    ];

    private static readonly AnnualDatePattern[] WithoutYear =
    [
        AnnualDatePattern.CreateWithInvariantCulture("d MMM"), AnnualDatePattern.CreateWithInvariantCulture("d MMMM"),
        AnnualDatePattern.CreateWithInvariantCulture("MMM d"), AnnualDatePattern.CreateWithInvariantCulture("MMMM d"),
    ];

    /// <summary><c>2026-12-24</c>, <c>24 Dec</c>, <c>Dec 24 2026</c>, <c>today</c>, <c>tomorrow</c>, <c>friday</c> (the next one). A day and month without a year is the next such date.</summary>
    public static LocalDate? Date(string text, LocalDate today)
    {
        var words = Ordinal().Replace(text.Trim().Replace(",", ""), "$1");
        if (words.Equals("today", StringComparison.OrdinalIgnoreCase)) return today;
        if (words.Equals("tomorrow", StringComparison.OrdinalIgnoreCase)) return today.PlusDays(1);
        if (Weekdays.One(words) is { } weekday) return today.With(DateAdjusters.Next(weekday));
        foreach (var pattern in WithYear)
            if (pattern.Parse(words) is { Success: true, Value: var date }) return date;
        foreach (var pattern in WithoutYear)
        {
            if (pattern.Parse(words) is not { Success: true, Value: var annual }) continue;
            var year = today.Year;
            while (!annual.IsValidYear(year) || annual.InYear(year) < today) year++;
            return annual.InYear(year);
        }

        return null;
    }

    /// <summary><c>9:00</c>, <c>09:00</c>, <c>17.30</c>, <c>9am</c>, <c>5:30 p.m.</c>, <c>at 9:00</c>.</summary>
    public static LocalTime? Time(string text)
    {
        if (Clock().Match(text.Trim()) is not { Success: true } match) return null;
        if (!match.Groups["minute"].Success && !match.Groups["half"].Success) return null;
        var hour = int.Parse(match.Groups["hour"].ValueSpan);
        var minute = match.Groups["minute"].Success ? int.Parse(match.Groups["minute"].ValueSpan) : 0;
        if (match.Groups["half"].Success)
        {
            if (hour is < 1 or > 12) return null;
            hour = hour % 12 + (match.Groups["half"].Value.StartsWith('p') || match.Groups["half"].Value.StartsWith('P') ? 12 : 0);
        }

        return hour > 23 || minute > 59 ? null : new LocalTime(hour, minute);
    }

    [GeneratedRegex(@"\A(at\s+)?(?<hour>[0-9]{1,2})([:.](?<minute>[0-9]{2}))?\s*(?<half>a\.?m\.?|p\.?m\.?)?\z", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Clock();

    [GeneratedRegex(@"\b([0-9]{1,2})(st|nd|rd|th)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Ordinal();
}
