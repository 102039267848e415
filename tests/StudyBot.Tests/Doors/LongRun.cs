using NodaTime;
using StudyBot.CheckIns;
using StudyBot.Cohorts;
using StudyBot.Ports;

namespace StudyBot.Tests.Doors;

/// <summary>A cohort on a plan of 400 days that has had so many lessons, each done on time by everybody but the newest by nobody.</summary>
public static class LongRun
{
    public static PersonId Person(int number) => new("slack", "T1", $"U{number:0000}");

    /// <param name="world">Where; null: a new one.</param>
    /// <param name="checkIns">Whether there is a row for each lesson that somebody did, beside what their own row says.</param>
    public static async Task<(World World, World.Process Bot)> StartAsync(int days, int members, World? world = null, bool checkIns = false)
    {
        world ??= new World();
        await world.Store.SaveCurriculumAsync(World.LongPlan, default);
        await world.WithAsync(World.Mornings, c => c with { Curriculum = World.LongPlan.Version });
        var cohort = await world.Store.FindCohortAsync(World.Mornings, default);
        var schedule = cohort!.Value.Schedule;
        var posted = Enumerable.Range(1, days).Select(day =>
        {
            var date = schedule.Start.PlusDays(day - 1);
            var slot = Calendar.SlotOn(schedule, date);
            return Calendar.Post(schedule, day, date, slot, slot, $"m{day}");
        });
        var now = Calendar.SlotOn(schedule, schedule.Start.PlusDays(days - 1)) + Duration.FromHours(1);
        var then = cohort.Value with { Posted = [.. posted], NudgedThrough = days, LastSummary = now };
        await world.Store.CommitAsync(World.Mornings, [new Change.PutCohort(then, cohort.ETag)], default);

        var changes = new List<Change>();
        for (var number = 1; number <= members; number++)
        {
            var id = Person(number);
            changes.Add(new Change.PutMember(1, Member.New(id, id.User) with { JoinedAt = then.Posted[0].Opens, Ledger = new(new string('o', days - 1)) }, null));
            for (var day = 1; day < days && (checkIns || members < 100); day++)
                changes.Add(new Change.PutCheckIn(1, new CheckIn(day, id, then.Posted[day - 1].Opens, CheckInClass.OnTime, ["button"], null, []), null));
        }

        foreach (var some in changes.Chunk(100).Chunk(16))
            await Task.WhenAll(some.Select(chunk => world.Store.CommitAsync(World.Mornings, chunk, default)));
        world.Clock.Advance((now - world.Now).ToTimeSpan());
        return (world, world.Start());
    }
}
