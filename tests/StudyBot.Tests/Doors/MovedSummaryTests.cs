using NodaTime;
using StudyBot.Agendas;
using StudyBot.Standings;

namespace StudyBot.Tests.Doors;

/// <summary>A summary that was given and is then moved to a later hour of its day.</summary>
public class MovedSummaryTests
{
    /// <summary>The lesson after it belongs to the same week, by the new hour.</summary>
    [Fact]
    public async Task A_summary_that_is_moved_past_the_next_lesson_is_not_given_again_and_nothing_spins()
    {
        var (world, bot) = await GivenAsync(lessons: 30);
        await bot.HearAsync(world.Says("U1", "summary mon 10:00", mentioned: true));
        world.MoveTo("2026-03-02T10:00:00Z");
        await bot.TickAsync();
        var calls = bot.Table.Calls.Count;
        world.Pass(Duration.FromMinutes(1));
        await bot.TickAsync();

        Assert.Single(world.Slack.Posts, post => post.Post.Delivery.Kind is DeliveryKind.Summary);
        var cohort = await world.CohortAsync(World.Mornings);
        Assert.Equal(World.At("2026-03-02T08:30:00Z"), cohort.LastSummary);
        Assert.Equal(calls + 1, bot.Table.Calls.Count);

        // The lesson that came between the two hours is the next summary's.
        var next = Agenda.Due(cohort, World.At("2026-03-09T10:00:00Z")).OfType<Due.Summary>().Single();
        Assert.Contains(cohort.Posted[^1], Weeks.Lessons(cohort, next.Slot));
    }

    /// <summary>Of the plan's last lesson nobody would hear otherwise.</summary>
    [Fact]
    public async Task A_summary_that_is_moved_to_after_the_last_lesson_closes_the_plan_a_week_later()
    {
        var (world, _) = await GivenAsync(lessons: 2);
        var cohort = await world.CohortAsync(World.Mornings);
        cohort = cohort with { NudgedThrough = 2, Schedule = cohort.Schedule with { Summary = new(IsoDayOfWeek.Monday, new(17, 0)) } };
        Assert.True(cohort.IsFinished);

        Assert.Empty(Agenda.Due(cohort, World.At("2026-03-02T17:00:00Z")));
        Assert.Equal(World.At("2026-03-09T17:00:00Z"), Agenda.Next(cohort, World.At("2026-03-02T17:00:00Z")));
        Assert.False(Agenda.IsOver(cohort, World.At("2026-03-08T17:00:00Z")));
    }

    /// <summary>Where settings change before the first summary, that one is still to come.</summary>
    [Fact]
    public async Task A_summary_that_was_never_given_comes_at_its_new_hour()
    {
        var (world, _) = await GivenAsync(lessons: 30);
        var cohort = await world.CohortAsync(World.Mornings);
        cohort = cohort with { LastSummary = cohort.Posted[0].Opens - Duration.FromHours(1), Schedule = cohort.Schedule with { Summary = new(IsoDayOfWeek.Sunday, new(20, 0)) } };

        Assert.Single(Agenda.Due(cohort, World.At("2026-03-01T20:00:00Z")).OfType<Due.Summary>());
    }

    /// <summary>Lesson 1 on Sunday at nine, its summary on Monday at half past eight, lesson 2 at nine.</summary>
    private static async Task<(World World, World.Process Bot)> GivenAsync(int lessons)
    {
        var world = await new World("2026-03-01T08:00:00Z").WithAsync(World.Mornings, c => c with
        {
            Curriculum = c.Curriculum with { Lessons = lessons }, Schedule = c.Schedule with { Start = new(2026, 3, 1), Summary = new(IsoDayOfWeek.Monday, new(8, 30)) },
        });
        var bot = world.Start();
        foreach (var at in (string[])["2026-03-01T09:00:00Z", "2026-03-02T08:30:00Z", "2026-03-02T09:00:00Z"])
        {
            world.MoveTo(at);
            await bot.TickAsync();
        }

        return (world, bot);
    }
}
