using StudyBot.Cards;
using StudyBot.Ports;

namespace StudyBot.Tests.Doors;

/// <summary>A cohort that is over leaves its posts in the channel, with their buttons, to the next one there.</summary>
public class EarlierPostTests
{
    [Theory]
    [InlineData("m1", "")] // day 1 of the earlier cohort
    [InlineData("m2", "o")]
    [InlineData("p7", "o")] // some other thread
    [InlineData(null, "o")]
    public async Task A_button_counts_for_the_cohort_that_posted_it(string? stands, string marks)
    {
        var (world, bot) = await World.MorningAsync();
        var stored = (await world.Store.FindCohortAsync(World.Mornings, default))!;
        await world.Store.CommitAsync(World.Mornings, [new Change.PutCohort(stored.Value with { Run = 2, Posted = [], Schedule = stored.Value.Schedule with { Start = new(2026, 3, 3) } }, stored.ETag)], default);
        world.MoveTo("2026-03-03T09:00:00Z");
        await bot.TickAsync();
        Assert.Equal("m2", (await world.Store.FindCohortAsync(World.Mornings, default))!.Value.Lesson(1)!.MessageId);

        var pressed = world.Does("U5", new Did.Pressed("done 1"));
        var handled = await bot.HearAsync(pressed with { Where = pressed.Where with { Thread = stands } });

        Assert.Equal(marks, (await world.Store.FindMemberAsync(World.Mornings, 2, pressed.From.Id, default))?.Value.Ledger.Marks ?? "");
        Assert.Equal(marks.Length == 0, handled.Replies.Any(reply => PlainText.Render(reply.Card).StartsWith("That lesson is of an earlier cohort", StringComparison.Ordinal)));
    }
}
