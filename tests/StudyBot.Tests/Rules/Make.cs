using NodaTime;
using NodaTime.Text;
using StudyBot.CheckIns;
using StudyBot.Cohorts;

namespace StudyBot.Tests.Rules;

/// <summary>Cohorts, lessons and people for tests of the rules, each with no more said than a test needs.</summary>
internal static class Make
{
    public static DateTimeZone Zone(string id) => DateTimeZoneProviders.Tzdb[id];

    public static Instant At(string text) => OffsetDateTimePattern.ExtendedIso.Parse(text).Value.ToInstant();

    public static LocalDate Date(string text) => LocalDatePattern.Iso.Parse(text).Value;

    public static LocalTime Time(string text) => LocalTimePattern.CreateWithInvariantCulture("HH:mm").Parse(text).Value;

    /// <summary>In Berlin at 09:00 from Monday 2 March 2026, every day, unless said otherwise.</summary>
    public static Schedule Schedule(
        string zone = "Europe/Berlin",
        string time = "09:00",
        string start = "2026-03-02",
        StudyDays days = StudyDays.EveryDay,
        string? nudge = "18:00",
        SummarySlot? summary = null,
        params string[] holidays) => new(
            Date(start),
            Zone(zone),
            Time(time),
            days,
            holidays.Select(Date).ToHashSet(),
            [],
            nudge is null ? null : Time(nudge),
            summary);

    public static Cohort Cohort(Schedule? schedule = null, int lessons = 30) =>
        new(new("local", "local", "study"), 1, new("plan", "v1", "Plan", lessons), schedule ?? Schedule(), [], ["lead"]);

    /// <summary>The first lessons of a cohort, each posted at its slot.</summary>
    public static Cohort Posted(this Cohort cohort, int lessons)
    {
        while (cohort.Day < lessons)
        {
            var date = cohort.Posted is [.., var last] ? Calendar.NextStudyDay(cohort.Schedule, last.Date) : Calendar.NextStudyDay(cohort.Schedule, cohort.Schedule.Start.PlusDays(-1));
            var slot = Calendar.SlotOn(cohort.Schedule, date);
            cohort = cohort with { Posted = [.. cohort.Posted, Calendar.Post(cohort.Schedule, cohort.Day + 1, date, slot, slot, $"post {cohort.Day + 1}")] };
        }

        return cohort;
    }

    /// <param name="marks">The ledger, one character a lesson: <c>o</c> on time, <c>g</c> grace, <c>l</c> late, <c>.</c> none.</param>
    /// <param name="joined">Null: known, and not joined.</param>
    public static Member Member(string name = "ana", string marks = "", Instant? joined = null) =>
        Cohorts.Member.New(new("local", "local", name), name) with { Ledger = new Ledger(marks.TrimEnd('.')), JoinedAt = joined };

    public static CheckIn CheckIn(int lesson, Instant at, params string[] sources) =>
        new(lesson, new("local", "local", "ana"), at, CheckInClass.OnTime, sources, null, []);
}
