using NodaTime;
using NodaTime.Text;
using StudyBot.Agendas;
using StudyBot.Cohorts;
using StudyBot.Curricula;
using StudyBot.Ports;
using StudyBot.Wording;

namespace StudyBot.Commands.Decisions;

/// <summary>Setting a cohort up from the form: every field is checked, and its error stands beside it.</summary>
public static class SettingUp
{
    /// <summary>The form with what is usual, or what runs here now.</summary>
    /// <param name="usual">The name of the plan for whoever has had none; not necessarily among the others.</param>
    public static Decision Ask(IReadOnlyList<CurriculumVersion> curricula, Cohort? running, string? usual, DateTimeZone zone, Instant now) =>
        Decision.Say(Say.SetUpForm(curricula, Values(curricula, running, usual, zone, now), new Dictionary<string, string>()));

    /// <param name="before">The channel's cohort of before, if any.</param>
    /// <param name="uploaded">The file that was sent with the form, read; null where none was.</param>
    public static (Cohort? Cohort, IReadOnlyDictionary<string, string> Errors) Read(
        Incoming incoming,
        IReadOnlyDictionary<string, string> values,
        IReadOnlyList<CurriculumVersion> curricula,
        Cohort? before,
        CurriculumReading? uploaded,
        CurriculumVersion? uploadedVersion)
    {
        var errors = new Dictionary<string, string>();
        string Value(string name) => values.GetValueOrDefault(name)?.Trim() ?? "";

        T? Field<T>(string name, string words, Func<Command, T?> pick, string error)
        {
            if (CommandGrammar.Read(words, Today(incoming.At, DateTimeZone.Utc)) is Parsed.Ok ok && pick(ok.Command) is { } found) return found;
            errors[name] = error;
            return default;
        }

        var curriculum = uploadedVersion ?? curricula.FirstOrDefault(c => c.Name == Value(SetUpFields.Curriculum));
        if (uploaded is { Curriculum: null }) errors[SetUpFields.File] = Say.PlanHasErrors([.. uploaded.Diagnostics.Where(d => d.Severity == Severity.Error)]);
        else if (curriculum is null) errors[SetUpFields.Curriculum] = Say.NoPlanChosen();

        var zoneId = Field(SetUpFields.Zone, $"zone {Value(SetUpFields.Zone)}", c => (c as Command.Zone)?.Id, Say.NotAZone());
        var zone = zoneId is null ? DateTimeZone.Utc : DateTimeZoneProviders.Tzdb[zoneId];
        var start = Field(SetUpFields.Start, $"start {Value(SetUpFields.Start)}", c => (c as Command.Start)?.Date, Say.NotADate());
        if (start < Today(incoming.At, zone)) errors[SetUpFields.Start] = Say.StartIsOver();
        var time = Field(SetUpFields.Time, $"time {Value(SetUpFields.Time)}", c => (c as Command.Time)?.At, Say.NotATime());
        var days = Field(SetUpFields.Days, $"days {Value(SetUpFields.Days)}", c => (c as Command.Days)?.StudyDays, Say.NotDays());
        var nudge = Or(Value(SetUpFields.Nudge), When.Time(NudgeTimes.For(time ?? default)));
        var nudgeAt = Field(SetUpFields.Nudge, $"nudge {nudge}", c => c as Command.Nudge, Say.NotATimeOrOff())?.At;
        var summary = Or(Value(SetUpFields.Summary), When.Time(SummarySlot.Usual.Time));
        var slot = Field(SetUpFields.Summary, $"summary {summary}", c => c as Command.Summary, Say.NotASummary())?.Slot;
        var holidays = Holidays(Value(SetUpFields.Holidays), incoming.At, zone);
        if (holidays is null) errors[SetUpFields.Holidays] = Say.NotHolidays();

        if (errors.Count > 0) return (null, errors);
        var schedule = new Schedule(start!.Value, zone, time!.Value, days!.Value, holidays!, [], nudgeAt, slot);
        return (new Cohort(incoming.Where.ChannelId, (before?.Run ?? 0) + 1, curriculum!, schedule, [], [incoming.From.Id.User], Value(SetUpFields.Notes) == "on"), errors);
    }

    private static Dictionary<string, string> Values(IReadOnlyList<CurriculumVersion> curricula, Cohort? running, string? usual, DateTimeZone zone, Instant now)
    {
        var today = Today(now, zone);
        var s = running?.Schedule;
        var lesson = s?.LessonTime ?? new LocalTime(9, 0);
        return new()
        {
            [SetUpFields.Curriculum] = running?.Curriculum.Name ?? curricula.FirstOrDefault(c => c.Name == usual)?.Name ?? (curricula.Count > 0 ? curricula[0].Name : ""),
            [SetUpFields.Start] = Iso(today.PlusDays(1)),
            [SetUpFields.Time] = When.Time(lesson),
            [SetUpFields.Zone] = (s?.Zone ?? zone).Id,
            [SetUpFields.Days] = "mon-fri",
            [SetUpFields.Holidays] = "",
            [SetUpFields.Nudge] = When.Time(NudgeTimes.For(lesson)),
            [SetUpFields.Summary] = When.Time(SummarySlot.Usual.Time),
            [SetUpFields.Notes] = "off",
        };
    }

    /// <summary>Dates with commas between them; null where one is none.</summary>
    private static HashSet<LocalDate>? Holidays(string text, Instant now, DateTimeZone zone)
    {
        var dates = new HashSet<LocalDate>();
        foreach (var word in text.Split([',', ';', '\n'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            if (CommandGrammar.Read($"holiday {word}", Today(now, zone)) is not Parsed.Ok { Command: Command.Holiday { Off: false } holiday }) return null;
            dates.Add(holiday.Date);
        }

        return dates;
    }

    private static string Or(string value, string usual) => value.Length == 0 ? usual : value;

    private static LocalDate Today(Instant now, DateTimeZone zone) => now.InZone(zone).Date;

    private static string Iso(LocalDate date) => LocalDatePattern.Iso.Format(date);
}
