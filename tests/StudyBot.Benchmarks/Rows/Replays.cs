using NodaTime;
using StudyBot.CheckIns;
using StudyBot.Cohorts;
using StudyBot.Host;
using StudyBot.Host.Replay;

namespace StudyBot.Benchmarks.Rows;

/// <summary>A month of a hundred people through the doors, in memory: what all of StudyBot adds to its one function that matters.</summary>
internal static class Replays
{
    private const int People = 100;
    private const int Lessons = 30;
    private const int Rounds = 5;

    public static Benchmark Row { get; } = new("replay", "30 lessons, 100 members, every day used, in process", "the bare streak fold over the same events", RunAsync);

    private static async Task<IReadOnlyList<Figure>> RunAsync(Bench bench)
    {
        var scenario = Month();
        var played = await Replaying.PlayAsync(scenario, CancellationToken.None);
        var (cohort, members) = played.Cohorts[0];
        Fold(cohort, members);
        var pairs = await Pairs.InterleaveAsync(
            bench.Scaled(Rounds, 2),
            () => Turn.MeasureAsync(People * Lessons, () =>
            {
                Fold(cohort, members);
                return Task.CompletedTask;
            }),
            () => Turn.MeasureAsync(People * Lessons, () => Replaying.PlayAsync(scenario, CancellationToken.None)));
        bench.Note(pairs.Rates("check-ins"));
        return [new("times the fold", new(pairs.Rounds.Select(round => round.Baseline.Rate / round.Subject.Rate))), new("check-ins that lack", Sample.Of(members.Sum(m => Lessons - m.Ledger.Completed)), Bound.Exactly(0))];
    }

    private static Scenario Month()
    {
        var plan = BuiltIn.Find("month-3")!;
        var schedule = new Schedule(new(2026, 3, 2), DateTimeZone.Utc, new(9, 0), StudyDays.EveryDay, new HashSet<LocalDate>(), [], new LocalTime(18, 0), new SummarySlot(null, new(17, 0)));
        var first = Instant.FromUtc(2026, 3, 2, 9, 5);
        var events = from day in Enumerable.Range(0, Lessons)
                     from person in Enumerable.Range(0, People)
                     let index = day * People + person
                     select (ScenarioEvent)new ScenarioEvent.Text(index, first + Duration.FromDays(day) + Duration.FromSeconds(person), $"p{person:000}", Scenario.Main, "done", $"m{index}", null, Direct: false);
        return new([new(Scenario.Main, plan, schedule, "p000")], first + Duration.FromDays(Lessons), [], [.. events]);
    }

    /// <summary>After each check-in, as the door does it.</summary>
    private static int Fold(Cohort cohort, IReadOnlyList<Member> members)
    {
        var streaks = 0;
        foreach (var member in members)
        {
            for (var day = 1; day <= Lessons; day++)
            {
                var then = member with { Ledger = new(member.Ledger.Marks[..day]) };
                streaks += Streak.Fold([.. cohort.Posted.Take(day)], then, cohort.Posted[day - 1].Due).Current;
            }
        }

        return streaks;
    }
}
