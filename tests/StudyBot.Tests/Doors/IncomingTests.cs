using StudyBot.Cards;
using StudyBot.Cohorts;
using StudyBot.Ports;

namespace StudyBot.Tests.Doors;

/// <summary>What comes in: under which key, by which name, and for which cohort.</summary>
public class IncomingTests
{
    [Theory]
    [InlineData("Ana", "Anna", "Ana")]
    [InlineData("", "Anna", "Anna")]
    [InlineData("", "", "U5")]
    public void Somebody_is_called_by_their_name_or_the_one_known_before_or_their_id(string name, string known, string called) =>
        Assert.Equal(called, new Person(new("slack", "T1", "U5"), name).NameOr(known));

    [Fact]
    public async Task Each_message_is_heard_for_itself_and_once()
    {
        var world = await new World().WithAsync(World.Mornings);
        var bot = world.Start();
        var asked = ((string, string)[])[("D5", "p1"), ("D5", "p2"), ("D6", "p1")];

        foreach (var duplicate in (bool[])[false, true])
        {
            foreach (var (channel, id) in asked)
            {
                var said = world.Message("U5", id, "help") with { Where = new("slack", "T1", channel, Direct: true), Key = Incoming.KeyOf(channel, id) };
                Assert.Equal(duplicate, (await bot.HearAsync(said)).Duplicate);
            }
        }
    }

    /// <summary>Until the end of its grace period to the second.</summary>
    /// <param name="second">After the end of the grace period of the lesson in Mornings.</param>
    [Theory]
    [InlineData(0, false)]
    [InlineData(1, true)]
    public async Task In_private_the_only_cohort_with_an_open_lesson_is_meant_while_it_is_open(int second, bool isAsked)
    {
        var (world, bot) = await TwoAsync();
        var graceEnd = (await world.CohortAsync(World.Mornings)).Posted[^1].GraceEnd;

        var said = world.Says("U5", "me") with { At = graceEnd + NodaTime.Duration.FromSeconds(second) };
        var answer = await bot.HearAsync(Directly(said));

        Assert.Equal(isAsked, PlainText.Render(Assert.Single(answer.Replies).Card).Contains("Which one do you mean?", StringComparison.Ordinal));
        Assert.Equal(isAsked ? null : World.Mornings, answer.Cohort);
    }

    /// <summary>It is no question, so it is answered with none.</summary>
    [Fact]
    public async Task In_private_a_message_that_is_deleted_and_was_never_counted_asks_nothing()
    {
        var (world, bot) = await TwoAsync();
        await bot.HearAsync(world.Says("U5", "done"));

        Assert.Empty((await bot.HearAsync(Directly(world.Does("U5", new Did.Deleted("d9", world.Now))))).Replies);
        Assert.Equal("o", (await world.MemberAsync(World.Mornings, "U5"))!.Ledger.Marks);
    }

    [Fact]
    public async Task What_is_taken_back_is_handed_on_so_that_its_mark_can_be_taken_off()
    {
        var (world, bot) = await TwoAsync();
        await bot.HearAsync(world.Does("U5", new Did.Said("p9", "done")));

        var undone = await bot.HearAsync(world.Says("U5", "undo", mentioned: true));

        var withdrawn = Assert.Single(undone.Withdrawn);
        Assert.Equal((1, "U5"), (withdrawn.Lesson, withdrawn.Person.User));
        Assert.Equal([1], undone.Changed);
    }

    /// <summary>A crash in between leaves a hint too many, and never one too few.</summary>
    [Fact]
    public async Task When_a_cohort_must_be_looked_at_is_announced_before_its_change_is_written()
    {
        var world = await new World().WithAsync(World.Mornings);
        var bot = world.Start();
        IReadOnlyList<DueHint>? before = null;
        bot.Table.Meanwhile = async call =>
        {
            if (call.Partition.StartsWith("cohort", StringComparison.Ordinal)) before = await world.HintsAsync();
        };

        await bot.HearAsync(world.Says("U1", "time 08:30", mentioned: true));

        Assert.Contains(before!, hint => hint.At == World.At("2026-03-02T08:30:00Z"));
    }

    /// <summary>Better told that it did not work than forgotten by half.</summary>
    [Fact]
    public async Task A_lead_over_whom_somebody_is_always_faster_is_not_forgotten_by_half()
    {
        var world = await new World().WithAsync(World.Mornings);
        var (bot, other, times) = (world.Start(), world.Start(), 0);
        await bot.HearAsync(world.Says("U1", "join", mentioned: true));
        bot.Table.Meanwhile = async call =>
        {
            if (call.Partition.StartsWith("cohort", StringComparison.Ordinal)) await other.HearAsync(world.Says("U2", $"nudge 20:{++times:00}", mentioned: true) with { From = new(new("slack", "T1", "U2"), "Bo", Admin: true) });
        };

        var fault = await Assert.ThrowsAsync<TableUnavailableException>(() => bot.HearAsync(world.Says("U1", "forget me now", mentioned: true)));

        Assert.Equal(8, times);
        Assert.Contains("slack/T1/C1", fault.Message);
        Assert.NotNull(await world.MemberAsync(World.Mornings, "U1"));
        Assert.Equal(["U1"], (await world.CohortAsync(World.Mornings)).Leads);
    }

    /// <summary>U5 learns in Mornings, whose lesson is out, and in Evenings, which has none yet.</summary>
    private static async Task<(World World, World.Process Bot)> TwoAsync()
    {
        var world = await new World().WithAsync(World.Mornings);
        await world.WithAsync(World.Evenings, cohort => cohort with { Schedule = cohort.Schedule with { Start = new(2026, 4, 1) } });
        world.MoveTo("2026-03-02T09:00:00Z");
        var bot = world.Start();
        await bot.TickAsync();
        foreach (var cohort in (CohortId[])[World.Mornings, World.Evenings]) await bot.HearAsync(world.Says("U5", "join", cohort, mentioned: true));
        return (world, bot);
    }

    private static Incoming Directly(Incoming said) => said with { Where = said.Where with { Channel = "D5", Direct = true } };
}
