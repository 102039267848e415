using NodaTime;
using StudyBot.Agendas;
using StudyBot.Cohorts;
using StudyBot.Doors;
using StudyBot.Ports;

namespace StudyBot.Local;

/// <summary>What the chat needs before the first call.</summary>
public sealed class LocalSetUp(IStudyStore store, ITable table, People people, Channels channels, LocalChat chat, TimeProvider clock)
{
    private const string Plan = "month-3";

    /// <summary>The one who leads the demo cohort; the others are there to be picked.</summary>
    private static readonly string[] Friends = ["ana", "ben", "chloe"];

    /// <summary>At every start, once the poster listens and before anything is due: the clock goes on from where it was, the demo cohort is there, and what was written last is handled.</summary>
    public async Task StartAsync(CancellationToken cancel)
    {
        if (clock is DemoClock demo) await demo.LoadAsync(table, cancel);
        await FirstStartAsync(cancel);
        await chat.ResumeAsync(cancel);
    }

    /// <summary>Where nothing was ever said in the chat: a cohort on the built-in plan, every day a study day, whose first lesson's slot is this minute. One that was removed stays removed.
    /// The plan must be in the store. Before its lesson the cohort is announced, so that a kill in between leaves at most a hint too many; its channel, which tells that there was a start, comes last.</summary>
    private async Task FirstStartAsync(CancellationToken cancel)
    {
        if (await channels.AllAsync(cancel) is not [] || await HasCohortAsync(cancel)) return;
        foreach (var friend in Friends) await people.MeetAsync(friend, cancel);
        await FoundAsync(cancel);
        await channels.OpenAsync(Names.Channel, cancel);
    }

    private async Task<bool> HasCohortAsync(CancellationToken cancel)
    {
        await foreach (var known in store.CohortsAsync(cancel))
            if (known.Value.Id.Platform == Names.Platform) return true;
        return false;
    }

    private async Task FoundAsync(CancellationToken cancel)
    {
        var id = Names.Cohort(Names.Channel);
        var plan = await store.FindCurriculumAsync(Plan, cancel) ?? throw new InvalidOperationException($"The store holds no curriculum {Plan}.");

        var cohort = Demo(id, plan.Version, clock.Now().InZone(LocalZone.Of(clock)));
        var slot = Calendar.SlotOn(cohort.Schedule, cohort.Schedule.Start);
        var lead = Member.New(Names.Person(Friends[0]), Friends[0]);
        await store.CommitAsync(id, [new Change.PutCohort(cohort, null), new Change.PutMember(cohort.Run, lead, null)], [new DueHint(id, slot)], cancel);
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
            NudgeTimes.For(minute), // a newcomer of the late afternoon sees a nudge too
            SummarySlot.Usual);
        return new(id, Run: 1, plan, schedule, Posted: [], Leads: [Friends[0]]);
    }
}
