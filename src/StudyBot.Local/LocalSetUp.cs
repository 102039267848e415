using NodaTime;
using StudyBot.Cohorts;
using StudyBot.Doors;
using StudyBot.Ports;

namespace StudyBot.Local;

/// <summary>What the chat needs before the first call.</summary>
public sealed class LocalSetUp(IStudyStore store, ITable table, People people, Channels channels, LocalChat chat, DemoMoves moves, TimeProvider clock)
{
    private const string Plan = "month-3";

    /// <summary>The one who leads the demo cohort; the others are there to be picked.</summary>
    private static readonly string[] Friends = ["ana", "ben", "chloe"];

    /// <summary>At every start, once the poster listens and before anything is due: the clock goes on from where it was, the demo cohort is there, and what was written last is handled.</summary>
    public async Task StartAsync(CancellationToken cancel)
    {
        if (clock is DemoClock demo && moves.WhyNot is null) await demo.LoadAsync(table, cancel);
        await FirstStartAsync(cancel);
        await chat.ResumeAsync(cancel);
    }

    /// <summary>Where the chat has no cohort yet: one on the built-in plan, every day a study day, whose first lesson's slot is this minute.
    /// The plan must be in the store. Before its lesson the cohort is announced, so that a kill in between leaves at most a hint too many.</summary>
    private async Task FirstStartAsync(CancellationToken cancel)
    {
        await foreach (var known in store.CohortsAsync(cancel))
            if (known.Value.Id.Platform == Names.Platform) return;

        var id = Names.Cohort(Names.Channel);
        var plan = await store.FindCurriculumAsync(Plan, cancel) ?? throw new InvalidOperationException($"The store holds no curriculum {Plan}.");

        foreach (var friend in Friends) await people.MeetAsync(friend, cancel);
        await channels.OpenAsync(Names.Channel, cancel);
        var cohort = Demo(id, plan.Version, clock.Now().InZone(LocalZone.Of(clock)));
        var slot = Calendar.SlotOn(cohort.Schedule, cohort.Schedule.Start);
        await store.AnnounceAsync(new(id, slot), cancel);
        var lead = Member.New(Names.Person(Friends[0]), Friends[0]);
        await store.CommitAsync(id, [new Change.PutCohort(cohort, null), new Change.PutMember(cohort.Run, lead, null)], cancel);
    }

    private static Cohort Demo(CohortId id, CurriculumVersion plan, ZonedDateTime now)
    {
        var minute = new LocalTime(now.Hour, now.Minute);
        var schedule = new Schedule(
            now.Date,
            now.Zone,
            minute,
            StudyDays.EveryDay,
            new HashSet<LocalDate>(),
            [],
            NudgeFor(minute),
            Summary: new SummarySlot(null, new LocalTime(17, 0)));
        return new(id, Run: 1, plan, schedule, Posted: [], Leads: [Friends[0]]);
    }

    /// <summary>18:00, as everywhere; for lessons of the two hours before, too soon that day and too late the next, some hours on.
    /// A newcomer of the late afternoon sees a nudge too.</summary>
    private static LocalTime NudgeFor(LocalTime lesson)
    {
        var usual = new LocalTime(18, 0);
        return lesson > usual.PlusHours(-2) && lesson <= usual ? lesson.PlusHours(4) : usual;
    }
}
