using NodaTime;
using StudyBot.Agendas;
using StudyBot.CheckIns;
using StudyBot.Cohorts;
using StudyBot.Curricula;
using StudyBot.Wording;
using static StudyBot.Tests.Wording.Sample;

namespace StudyBot.Tests.Wording;

/// <summary>What the sentences speak of, beyond <see cref="Sample"/>.</summary>
public sealed partial record Spoken
{
    private static readonly Dictionary<string, string> Values = new()
    {
        [SetUpFields.Curriculum] = "bread",
        [SetUpFields.Start] = "2026-11-25",
        [SetUpFields.Time] = "09:00",
        [SetUpFields.Zone] = "Europe/Berlin",
        [SetUpFields.Days] = "mon-fri",
        [SetUpFields.Nudge] = "18:00",
        [SetUpFields.Summary] = "17:00",
        [SetUpFields.Notes] = "off",
    };

    private static Dictionary<string, string> Errors() => new()
    {
        [SetUpFields.Curriculum] = Say.NoPlanChosen(),
        [SetUpFields.File] = Say.PlanHasErrors([new("own.md", 12, Severity.Error, "day-twice", "Day 4 is there twice; give one of them another number.")]),
        [SetUpFields.Start] = Say.StartIsOver(),
        [SetUpFields.Time] = Say.NotATime(),
        [SetUpFields.Zone] = Say.NotAZone(),
        [SetUpFields.Days] = Say.NotDays(),
        [SetUpFields.Holidays] = Say.NotHolidays(),
        [SetUpFields.Nudge] = Say.NotATimeOrOff(),
        [SetUpFields.Summary] = Say.NotASummary(),
        [SetUpFields.Notes] = Say.NotADate(),
    };

    public static WeekInReview Review(string name) => new(
        Plan,
        [new(Plan.Find(5)!, new(8, 8), Started: true), new(Six, new(5, 8), Started: true)],
        Table(name),
        true,
        [new(name, 7, 7), new("Bo", 3, 5)],
        [new(name, 6, "https://ana.example/loaf")],
        Six.BlogPost,
        Plan.Find(7),
        Now + Duration.FromHours(20),
        false,
        []);

    private static Cohort Cakes => Bakers with { Id = new("local", "local", "cake"), Curriculum = new("cake", "c3", "Cake at home", 10) };

    private static IEnumerable<Unit> EveryUnit() =>
        from state in Enum.GetValues<UnitState>()
        from spent in (bool[])[false, true]
        from earned in (bool[])[false, true]
        from streak in (int[])[0, 7]
        select new Unit(6, state, spent, earned, streak);

    private static Schedule Rare() => Bakers.Schedule with
    {
        Days = StudyDays.Saturday | StudyDays.Sunday,
        Pauses = [new(new(2026, 12, 24), new(2027, 1, 3))],
        Nudge = null,
        Summary = new(IsoDayOfWeek.Sunday, new(16, 0)),
    };

    private static Delivery Delivered(DeliveryState state) =>
        new(new(1, DeliveryKind.Lesson, "0006"), new(2026, 11, 24), PostedSix.Slot, state, "owner", PostedSix.Slot);
}
