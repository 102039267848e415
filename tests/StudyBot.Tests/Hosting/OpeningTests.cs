using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using NodaTime;
using StudyBot.Cohorts;
using StudyBot.Doors;
using StudyBot.Host.Running;
using StudyBot.Host.Settings;
using StudyBot.Storage;
using StudyBot.Tests.Doors;

namespace StudyBot.Tests.Hosting;

/// <summary>What is there before the first request.</summary>
public class OpeningTests
{
    private static readonly Instant Morning = Instant.FromUtc(2026, 3, 2, 9, 0);
    private static readonly Instant GraceEnd = Morning + Duration.FromHours(36);

    /// <summary>The bot was off when the lesson closed. Whoever says <c>done</c> in the first second is charged as little as whoever says it in the next minute.</summary>
    [Fact]
    public async Task A_lesson_that_an_outage_met_is_open_longer_before_anybody_is_heard()
    {
        var (table, clock) = (new MemoryTable(), new FakeTimeProvider((GraceEnd - Duration.FromMinutes(30)).ToDateTimeOffset()));
        var store = new StudyStore(table);
        var lesson = new PostedLesson(1, new(2026, 3, 2), Morning, Morning, Morning, Morning + Duration.FromHours(24), GraceEnd, "m1");
        await new World(table: table).WithAsync(World.Mornings, cohort => cohort with { Posted = [lesson] });
        await store.BeatAsync(clock.Now(), default);
        clock.Advance(TimeSpan.FromMinutes(50));
        var heart = new Heartbeat(store, [new ScriptedPlatform("slack", new WaitingClock(clock.GetUtcNow())).For(new Fuse())], clock, NullLogger<Heartbeat>.Instance);

        await new Opening(store, table, new StudyBotSettings(), heart, clock).StartAsync(default);

        Assert.Equal(GraceEnd + Duration.FromMinutes(50), (await store.FindCohortAsync(World.Mornings, default))!.Value.Posted[0].GraceEnd);
        Assert.Equal(clock.Now(), await store.LastBeatAsync(default));
    }
}
