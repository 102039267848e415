using System.Text.RegularExpressions;
using NodaTime;
using StudyBot.Cohorts;
using StudyBot.Wording;

namespace StudyBot.Commands;

/// <summary>What follows a command's words.</summary>
internal static partial class Arguments
{
    public static Func<string, LocalDate, (Command?, string?)> None(Command command) => (_, _) => (command, null);

    /// <summary>What is a check-in was read as one before: the rest is nearly one.</summary>
    public static (Command?, string?) NearlyDone(string rest, LocalDate today) => (null, null);

    public static (Command?, string?) OptionalDay(string rest, Func<int?, Command> make) =>
        rest.Length == 0 ? (make(null), null) : Day(rest, day => make(day));

    public static (Command?, string?) Day(string rest, Func<int, Command> make)
    {
        var (days, length) = DayNumbers.Read(rest);
        return days.Known is [var day] && rest[length..].Trim().Length == 0 ? (make(day), null) : (null, Problems.Day);
    }

    public static (Command?, string?) Move(string rest, LocalDate today) => TwoDays().Match(rest) is { Success: true } match
        ? (new Command.Move(Number(match.Groups["from"].ValueSpan), Number(match.Groups["to"].ValueSpan)), null)
        : (null, Problems.Move);

    public static (Command?, string?) Leaderboard(string rest, LocalDate today) => rest.ToLowerInvariant() switch
    {
        "" or "week" or "this week" => (new Command.Leaderboard(ThisWeek: true), null),
        "all" or "all lessons" => (new Command.Leaderboard(ThisWeek: false), null),
        _ => (null, Problems.WeekOrAll),
    };

    public static (Command?, string?) Date(string rest, LocalDate today, Func<LocalDate, Command> make) =>
        Dates.Date(rest, today) is { } date ? (make(date), null) : (null, rest.Contains('/') ? Problems.AmbiguousDate : Problems.Date);

    public static (Command?, string?) Time(string rest, Func<LocalTime, Command> make) =>
        Dates.Time(rest) is { } time ? (make(time), null) : (null, Problems.Time);

    public static (Command?, string?) TimeOrOff(string rest, Func<LocalTime?, Command> make) =>
        IsOff(rest) ? (make(null), null) : Dates.Time(rest) is { } time ? (make(time), null) : (null, Problems.TimeOrOff);

    public static (Command?, string?) Remind(string rest, LocalDate today)
    {
        if (rest.Length == 0 || rest.Equals("later", StringComparison.OrdinalIgnoreCase)) return (new Command.Remind(null), null);
        return Dates.Time(rest) is { } at ? (new Command.Remind(at), null) : (null, Problems.Time);
    }

    public static (Command?, string?) Forget(string rest, LocalDate today) => rest.ToLowerInvariant() switch
    {
        "" => (new Command.ForgetMe(Sure: false), null),
        "now" => (new Command.ForgetMe(Sure: true), null),
        _ => (null, Problems.Forget),
    };

    public static (Command?, string?) Lead(string rest, LocalDate today)
    {
        var (who, off) = Off(rest);
        return IsOff(rest) || Mentions.Whom(who) is not { } whom ? (null, Problems.Person) : (new Command.Lead(whom, off), null);
    }

    public static (Command?, string?) Excuse(string rest, LocalDate today)
    {
        var (excused, off) = Off(rest);
        if (excused.Length == 0 || IsOff(excused) || DayNumbers.Read(excused).Length == excused.Length) return (null, Problems.Person);
        var match = PersonAndDay().Match(excused);
        if (Mentions.Whom(match.Groups["person"].Value) is { } whom) return (new Command.Excuse(whom, Number(match.Groups["day"].ValueSpan), off), null);
        return (null, match.Success ? Problems.Person : Problems.Day);
    }

    public static (Command?, string?) Holiday(string rest, LocalDate today)
    {
        var (date, off) = Off(rest);
        return Date(date, today, day => new Command.Holiday(day, off));
    }

    public static (Command?, string?) Curriculum(string rest, LocalDate today) => (new Command.UseCurriculum(rest.Length == 0 ? null : rest), null);

    public static (Command?, string?) Switch(string rest, Func<bool, Command> make) => rest.ToLowerInvariant() switch
    {
        "on" or "yes" => (make(true), null),
        "off" or "no" => (make(false), null),
        _ => (null, Problems.OnOrOff),
    };

    public static (Command?, string?) Zone(string rest, LocalDate today)
    {
        var ids = DateTimeZoneProviders.Tzdb.Ids;
        var wanted = rest.Trim().Replace(' ', '_');
        if (ids.FirstOrDefault(id => id.Equals(wanted, StringComparison.OrdinalIgnoreCase)) is { } exact) return (new Command.Zone(exact), null);
        var near = wanted.Length < 3 ? [] : ids.Where(id => id.Contains(wanted, StringComparison.OrdinalIgnoreCase)).Take(3).ToArray();
        return (null, near.Length > 0 ? Problems.ZoneLike(near) : Problems.Zone);
    }

    public static (Command?, string?) Days(string rest, LocalDate today) =>
        Weekdays.Set(rest) is { } days ? (new Command.Days(days), null) : (null, Problems.Days);

    public static (Command?, string?) Summary(string rest, LocalDate today)
    {
        if (IsOff(rest)) return (new Command.Summary(null), null);
        if (Dates.Time(rest) is { } only) return (new Command.Summary(new SummarySlot(null, only)), null);
        var space = rest.IndexOf(' ');
        return space > 0 && Weekdays.One(rest[..space]) is { } day && Dates.Time(rest[space..]) is { } time
            ? (new Command.Summary(new SummarySlot(day, time)), null)
            : (null, Problems.Summary);
    }

    /// <summary>What stands before a last word that takes it back.</summary>
    private static (string What, bool Off) Off(string rest) => rest.EndsWith(" off", StringComparison.OrdinalIgnoreCase) ? (rest[..^4], true) : (rest, false);

    private static bool IsOff(string rest) => rest.Equals("off", StringComparison.OrdinalIgnoreCase);

    private static int Number(ReadOnlySpan<char> digits) => int.TryParse(digits, out var value) ? value : int.MaxValue;

    [GeneratedRegex(@"\A((day|lesson)\s*)?#?(?<from>[0-9]+)\s*(to|->|\u2192)\s*((day|lesson)\s*)?#?(?<to>[0-9]+)\z", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex TwoDays();

    [GeneratedRegex(@"\A(?<person>.+?)\s+((day|lesson)\s*)?#?(?<day>[0-9]+)\z", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex PersonAndDay();
}
