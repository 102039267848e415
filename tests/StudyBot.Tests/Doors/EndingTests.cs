using NodaTime;
using StudyBot.Ports;
using StudyBot.Wording;

namespace StudyBot.Tests.Doors;

/// <summary>The last lesson of a plan counts like any other, so its channel is free only when that and the closing summary are over.</summary>
public class EndingTests
{
    [Fact]
    public async Task A_plan_that_is_all_out_keeps_its_channel_until_its_last_lesson_and_summary_are_over()
    {
        var (world, bot) = await AllOutAsync();

        foreach (var early in (string[])["2026-03-06T10:00:00Z", "2026-03-07T20:59:00Z", "2026-03-08T16:59:00Z"])
        {
            world.MoveTo(early);
            var why = early.StartsWith("2026-03-08", StringComparison.Ordinal) ? "waits for its last summary" : "still counts day 5 until Sat 7 Mar";
            Assert.Contains(why, await SendFormAsync(world, bot), StringComparison.Ordinal);
            Assert.Contains(why, Said(await bot.HearAsync(world.Says("U1", "setup", mentioned: true))), StringComparison.Ordinal);
        }

        Assert.Equal(1, (await world.CohortAsync(World.Mornings)).Run);
        Assert.Equal([5], (await bot.HearAsync(world.Says("U5", "done 5"))).Changed);

        world.MoveTo("2026-03-08T17:00:00Z");
        await bot.TickAsync();
        world.Pass(Duration.FromMinutes(1));
        await SendFormAsync(world, bot);

        Assert.Equal((2, 0), ((await world.CohortAsync(World.Mornings)).Run, (await world.CohortAsync(World.Mornings)).Day));
    }

    [Fact]
    public async Task Without_its_last_summary_it_waits_no_longer()
    {
        var (world, bot) = await AllOutAsync();

        world.MoveTo("2026-03-08T10:00:00Z");
        await bot.HearAsync(world.Says("U1", "summary off", mentioned: true));
        await SendFormAsync(world, bot);

        Assert.Equal(2, (await world.CohortAsync(World.Mornings)).Run);
    }

    /// <summary>On the morning of the fifth and last lesson, which is out.</summary>
    private static async Task<(World World, World.Process Bot)> AllOutAsync()
    {
        var world = await new World().WithAsync(World.Mornings);
        var bot = world.Start();
        foreach (var day in Enumerable.Range(2, 5))
        {
            world.MoveTo($"2026-03-0{day}T09:00:00Z");
            await bot.TickAsync();
        }

        return (world, bot);
    }

    private static async Task<string> SendFormAsync(World world, World.Process bot) => Said(await bot.HearAsync(world.Does("U7", new Did.Submitted(SetUpFields.Form, new Dictionary<string, string>
    {
        [SetUpFields.Curriculum] = "bread",
        [SetUpFields.Start] = "2026-03-09",
        [SetUpFields.Time] = "09:00",
        [SetUpFields.Zone] = "Europe/Berlin",
        [SetUpFields.Days] = "mon-fri",
    }))));

    private static string Said(Handled handled) => string.Join('\n', handled.Replies.Select(reply => StudyBot.Cards.PlainText.Render(reply.Card)));
}
