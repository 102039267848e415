using System.Text.RegularExpressions;
using NodaTime;
using StudyBot.Cohorts;

namespace StudyBot.Commands;

/// <summary>Weekdays as people type them: <c>mon-fri</c>, <c>mon,wed,fri</c>, <c>weekdays</c>, <c>daily</c>; <c>sat-mon</c> goes over the weekend.</summary>
public static partial class Weekdays
{
    private static readonly string[] Names = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];

    public static StudyDays? Set(string text)
    {
        var words = text.Trim().ToLowerInvariant();
        switch (words)
        {
            case "daily" or "every day" or "everyday" or "all":
                return StudyDays.EveryDay;
            case "weekdays" or "workdays":
                return StudyDays.Weekdays;
            case "weekends" or "weekend":
                return StudyDays.Saturday | StudyDays.Sunday;
        }

        var days = StudyDays.None;
        foreach (var part in Dash().Replace(words.Replace(" and ", ","), "-").Split([',', ' ', '+', '&'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var ends = part.Split('-', 2);
            if (One(ends[0]) is not { } from || One(ends[^1]) is not { } to) return null;
            for (var day = from; ; day = day == IsoDayOfWeek.Sunday ? IsoDayOfWeek.Monday : day + 1)
            {
                days |= Calendar.Weekday(day);
                if (day == to) break;
            }
        }

        return days == StudyDays.None ? null : days;
    }

    /// <summary>At least three letters of one day's name.</summary>
    public static IsoDayOfWeek? One(string text)
    {
        var word = text.Trim().ToLowerInvariant();
        if (word.Length < 3) return null;
        var index = Array.FindIndex(Names, name => name.StartsWith(word, StringComparison.Ordinal) || name[..3] + "s" == word);
        return index < 0 ? null : (IsoDayOfWeek)(index + 1);
    }

    [GeneratedRegex(@"\s*[-\u2013\u2014]\s*|\s+to\s+", RegexOptions.CultureInvariant)]
    private static partial Regex Dash();
}
