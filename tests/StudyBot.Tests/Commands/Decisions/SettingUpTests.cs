using NodaTime;
using StudyBot.Cohorts;
using StudyBot.Commands.Decisions;
using StudyBot.Curricula;
using StudyBot.Ports;
using StudyBot.Tests.Rules;

namespace StudyBot.Tests.Commands.Decisions;

/// <summary>The form that sets a cohort up, sent by Ana on the 4th at 23:30 in UTC, when it is the 5th in Berlin.</summary>
public class SettingUpTests
{
    private static readonly CurriculumVersion Plan = new("plan", "v1", "Plan", 30);
    private static readonly CurriculumVersion Bread = new("bread", "v1", "Bread from scratch", 7);
    private static readonly Incoming Sent = Scenes.At("2026-03-04T23:30:00Z").Incoming;

    [Fact]
    public void What_was_sent_is_what_runs()
    {
        var (cohort, errors) = Read(Form(("nudge", "12:30"), ("summary", "fri 16:00"), ("holidays", "2026-12-24, 25 Dec;1 Jan\n2027-01-02"), ("notes", "on")));

        Assert.Empty(errors);
        Assert.Equal((new CohortId("local", "local", "study"), 1, Bread, true), (cohort!.Id, cohort.Run, cohort.Curriculum, cohort.NotesAllowed));
        Assert.Equal(["ana"], cohort.Leads);
        Assert.Empty(cohort.Posted);
        Assert.Equal(["2026-12-24", "2026-12-25", "2027-01-01", "2027-01-02"], cohort.Schedule.Holidays.Order().Select(date => $"{date:uuuu-MM-dd}"));
        Assert.Equal(
            new Schedule(Make.Date("2026-03-09"), Make.Zone("Europe/Berlin"), new(9, 0), StudyDays.Weekdays, cohort.Schedule.Holidays, cohort.Schedule.Pauses, new(12, 30), new(IsoDayOfWeek.Friday, new(16, 0))),
            cohort.Schedule);
    }

    [Fact]
    public void What_was_left_empty_is_as_usual()
    {
        var cohort = Read(Form(("nudge", " "), ("summary", null), ("holidays", null), ("notes", null))).Cohort!;

        Assert.Equal((new(18, 0), new(null, new(17, 0)), 0, false), (cohort.Schedule.Nudge!.Value, cohort.Schedule.Summary!, cohort.Schedule.Holidays.Count, cohort.NotesAllowed));
    }

    /// <summary>An hour after the lesson is too soon for a nudge, and a day later too late.</summary>
    [Theory]
    [InlineData("16:00", "18:00")]
    [InlineData("16:01", "20:01")]
    [InlineData("18:00", "22:00")]
    [InlineData("18:01", "18:00")]
    public void A_nudge_time_that_was_left_empty_is_one_that_works(string time, string nudge) =>
        Assert.Equal(Make.Time(nudge), Read(Form(("time", time), ("nudge", ""))).Cohort!.Schedule.Nudge);

    [Fact]
    public void Nudges_and_the_summary_may_be_off()
    {
        var cohort = Read(Form(("nudge", "off"), ("summary", "off"), ("notes", "off"))).Cohort!;

        Assert.Equal((null, null, false), (cohort.Schedule.Nudge, cohort.Schedule.Summary, cohort.NotesAllowed));
    }

    [Theory]
    [InlineData("curriculum", "cake", "Choose a plan, or add a file of your own.")]
    [InlineData("curriculum", null, "Choose a plan, or add a file of your own.")]
    [InlineData("zone", "Mars", "Give a zone such as Europe/Berlin or America/New_York.")]
    [InlineData("start", "soon", "Give a date such as 2026-12-01.")]
    [InlineData("start", "2026-03-04", "That date is in the past. Choose today or a later one.")]
    [InlineData("time", "noon", "Give a time such as 09:00.")]
    [InlineData("days", "never", "Give weekdays such as mon-fri or mon,wed,fri.")]
    [InlineData("nudge", "evening", "Give a time such as 18:00, or off.")]
    [InlineData("summary", "someday", "Give a day and a time such as fri 17:00, a time alone, or off.")]
    [InlineData("holidays", "2026-12-24, soon", "Give dates with commas between them, such as 2026-12-24, 2026-12-25.")]
    [InlineData("holidays", "2026-12-24 off", "Give dates with commas between them, such as 2026-12-24, 2026-12-25.")]
    public void A_field_that_is_wrong_has_its_error_beside_it_and_the_others_have_none(string field, string? value, string error)
    {
        var (cohort, errors) = Read(Form((field, value)));

        Assert.Null(cohort);
        Assert.Equal([KeyValuePair.Create(field, error)], errors);
    }

    /// <summary>It is the 5th in Berlin already, and the 4th still in New York.</summary>
    [Theory]
    [InlineData("Europe/Berlin", "2026-03-05", true)]
    [InlineData("Europe/Berlin", "2026-03-04", false)]
    [InlineData("America/New_York", "2026-03-04", true)]
    public void The_first_day_is_today_or_later_where_the_cohort_is(string zone, string start, bool may) =>
        Assert.Equal(may, Read(Form(("zone", zone), ("start", start))).Cohort is not null);

    [Fact]
    public void A_plan_of_ones_own_is_used_in_place_of_the_one_chosen() =>
        Assert.Equal(Plan, Read(Form(), uploadedVersion: Plan).Cohort!.Curriculum);

    [Fact]
    public void One_with_errors_is_not_and_the_first_of_them_is_told()
    {
        var reading = new CurriculumReading(null, [Found(3, Severity.Warning), Found(7, Severity.Error), Found(9, Severity.Error)], []);

        Assert.Equal([KeyValuePair.Create("file", "Line 7: Something is wrong. (1 more error further down.)")], Read(Form(), uploaded: reading).Errors);
    }

    [Fact]
    public void What_is_wrong_with_the_whole_file_is_told_without_a_line() =>
        Assert.Equal([KeyValuePair.Create("file", "Something is wrong.")], Read(Form(), uploaded: new(null, [Found(0, Severity.Error)], [])).Errors);

    [Fact]
    public void A_new_run_counts_on_and_is_led_by_whoever_set_it_up()
    {
        var before = Make.Cohort(lessons: 7).Posted(7) with { Run = 4, Leads = ["lea", "ben"] };

        var cohort = Read(Form(), before: before).Cohort!;

        Assert.Equal(5, cohort.Run);
        Assert.Equal(["ana"], cohort.Leads);
    }

    /// <summary>All that must be filled in is, save what is said here.</summary>
    private static Dictionary<string, string> Form(params (string Field, string? Value)[] fields)
    {
        var values = new Dictionary<string, string> { ["curriculum"] = "bread", ["start"] = "2026-03-09", ["time"] = "09:00", ["zone"] = "Europe/Berlin", ["days"] = "mon-fri" };
        foreach (var (field, value) in fields)
        {
            values.Remove(field);
            if (value is not null) values[field] = value;
        }

        return values;
    }

    private static (Cohort? Cohort, IReadOnlyDictionary<string, string> Errors) Read(
        Dictionary<string, string> values, Cohort? before = null, CurriculumReading? uploaded = null, CurriculumVersion? uploadedVersion = null) =>
        SettingUp.Read(Sent, values, [Plan, Bread], before, uploaded, uploadedVersion);

    private static Diagnostic Found(int line, Severity severity) => new("plan.md", line, severity, "X1", "Something is wrong.");
}
