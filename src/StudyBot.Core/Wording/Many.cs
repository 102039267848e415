using System.Globalization;
using StudyBot.Cohorts;

namespace StudyBot.Wording;

/// <summary>Numbers and lists in words.</summary>
public static class Many
{
    /// <summary><c>1 lesson</c>, <c>3 lessons</c>; <paramref name="several"/> where an s is not enough.</summary>
    public static string Of(int count, string one, string? several = null) =>
        $"{count.ToString(CultureInfo.InvariantCulture)} {(count == 1 ? one : several ?? one + "s")}";

    /// <summary><c>a, b and c</c>.</summary>
    public static string And(IEnumerable<string> items) => Listed(items, "and");

    /// <summary><c>a, b or c</c>.</summary>
    public static string Or(IEnumerable<string> items) => Listed(items, "or");

    /// <summary><c>day 5</c>, <c>days 4 and 5</c>, <c>days 3, 4 and 5</c>.</summary>
    public static string Days(IReadOnlyCollection<int> lessons) =>
        $"{(lessons.Count == 1 ? "day" : "days")} {And(lessons.Select(l => l.ToString(CultureInfo.InvariantCulture)))}";

    /// <summary><c>18 min</c>, <c>7 h 36 min</c>.</summary>
    public static string Minutes(int minutes) => minutes < 60 ? $"{minutes} min" : minutes % 60 == 0 ? $"{minutes / 60} h" : $"{minutes / 60} h {minutes % 60} min";

    /// <summary><c>Monday to Friday</c>, <c>every day</c>, <c>Monday, Wednesday and Friday</c>: weekdays as people say them.</summary>
    public static string Weekdays(StudyDays days)
    {
        if (days == StudyDays.EveryDay) return "every day";
        if (days == StudyDays.Weekdays) return "Monday to Friday";
        return And(Enum.GetValues<StudyDays>().Where(d => int.IsPow2((int)d) && days.HasFlag(d)).Select(d => d.ToString()));
    }

    private static string Listed(IEnumerable<string> items, string last)
    {
        var all = items.ToArray();
        return all.Length < 2 ? string.Concat(all) : $"{string.Join(", ", all[..^1])} {last} {all[^1]}";
    }
}
