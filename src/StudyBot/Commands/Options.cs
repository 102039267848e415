using System.CommandLine;
using NodaTime;
using StudyBot.Cohorts;
using StudyBot.Commands;

namespace StudyBot.Host.Commands;

/// <summary>Options that several commands share, and how their values are read.</summary>
internal static class Options
{
    public static Option<bool> Json() => new("--json") { Description = "Print JSON, and nothing else, on the output." };

    public static Argument<string> File() => new("FILE") { Description = "A Markdown file, or a built-in name such as month-3." };

    public static Argument<string> Cohort() => new("ID") { Description = "platform/tenant/channel, as `cohorts` lists it." };

    public static CohortId CohortId(string text) => StudyBot.Cohorts.CohortId.Parse(text)
        ?? throw CommandException.Usage($"\"{text}\" is no cohort; one looks like local/local/study, and `StudyBot cohorts` lists them.");

    /// <summary>A file's name as it was given: a variable of the shell that is not set names none.</summary>
    public static string Path(string option, string text) => text.Length > 0 ? text : throw CommandException.Usage($"{option}: the name of the file is empty.");

    /// <summary>Part of a cohort's id.</summary>
    public static string Name(string option, string text) => text.Length > 0 && !text.Contains('/') && text.Trim() == text ? text : throw Wrong(option, text, "an id without spaces around it and without a slash");

    public static LocalDate Date(string option, string text) =>
        NodaTime.Text.LocalDatePattern.Iso.Parse(text) is { Success: true, Value: var date } ? date : throw Wrong(option, text, "a date such as 2026-12-01");

    public static LocalTime Time(string option, string text) => Dates.Time(text) ?? throw Wrong(option, text, "a time such as 09:00");

    public static StudyDays Days(string option, string text) => Weekdays.Set(text) ?? throw Wrong(option, text, "weekdays such as mon-fri or mon,wed");

    public static DateTimeZone Zone(string option, string text) =>
        DateTimeZoneProviders.Tzdb.GetZoneOrNull(text) ?? throw Wrong(option, text, "an IANA time zone such as Europe/Berlin");

    public static LocalTime? TimeOrOff(string option, string text) => IsOff(text) ? null : Time(option, text);

    public static SummarySlot? Summary(string option, string text) =>
        CommandGrammar.Read($"summary {text}", default) is Parsed.Ok { Command: StudyBot.Commands.Command.Summary summary } ? summary.Slot : throw Wrong(option, text, "a slot such as \"fri 16:00\", or off");

    private static bool IsOff(string text) => text.Equals("off", StringComparison.OrdinalIgnoreCase);

    private static CommandException Wrong(string option, string text, string wanted) => CommandException.Usage($"{option}: \"{text}\" is not {wanted}.");
}
