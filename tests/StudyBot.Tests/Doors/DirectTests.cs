using NodaTime;
using StudyBot.Ports;

namespace StudyBot.Tests.Doors;

/// <summary>Somebody learns in two cohorts and writes in private: what they say of a message goes where it was counted.</summary>
public class DirectTests
{
    [Theory]
    [InlineData("")]
    [InlineData("done 1 https://example.org/1")]
    public async Task A_private_done_that_is_edited_or_deleted_changes_in_the_cohort_in_which_it_was_counted(string edited)
    {
        var world = await new World().WithAsync(World.Mornings);
        await world.WithAsync(World.Evenings, cohort => cohort with { Schedule = cohort.Schedule with { Start = new(2026, 3, 3) } });
        var bot = world.Start();
        world.MoveTo("2026-03-02T09:00:00Z");
        await bot.TickAsync();
        world.Pass(Duration.FromDays(1));
        await bot.TickAsync();
        await bot.HearAsync(world.Says("U5", "done 2"));
        await bot.HearAsync(world.Says("U5", "join", World.Evenings, mentioned: true));
        await bot.HearAsync(Directly(world.Does("U5", new Did.Said("d1", "done 1"))));
        Assert.Equal((".o", "o"), await MarksAsync(world));

        await bot.HearAsync(Directly(world.Does("U5", edited.Length > 0 ? new Did.Edited("d1", edited) : new Did.Deleted("d1", world.Now))));

        Assert.Equal((".o", edited.Length > 0 ? "o" : ""), await MarksAsync(world));
    }

    private static async Task<(string Mornings, string Evenings)> MarksAsync(World world) =>
        ((await world.MemberAsync(World.Mornings, "U5"))!.Ledger.Marks, (await world.MemberAsync(World.Evenings, "U5"))!.Ledger.Marks);

    private static Incoming Directly(Incoming said) => said with { Where = said.Where with { Channel = "D5", Direct = true } };
}
