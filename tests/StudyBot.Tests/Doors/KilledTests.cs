using NodaTime;
using StudyBot.Agendas;
using StudyBot.Ports;

namespace StudyBot.Tests.Doors;

/// <summary>The bot is killed at every single call that it makes of the store or the platform, before the call and after it, and started again.
/// Whatever the moment, nothing is lost, nothing comes twice, and what comes next is announced.</summary>
public class KilledTests
{
    private const string Slot = "2026-03-02T09:00:00Z";

    /// <summary>Days of a bot, each told up to the moment in which it is killed.</summary>
    public static TheoryData<string> Moments => ["a lesson", "a lesson and a summary", "nudges", "a reminder", "a refusal", "a look", "an outage", "an outage that is read back"];

    [Theory]
    [MemberData(nameof(Moments))]
    public Task Killed_at_any_call_of_a_delivery_the_next_bot_mends_it(string moment) => KilledAnywhereAsync(moment, canFind: true);

    /// <summary>What was on its way when the bot died may come once more, and nothing else.</summary>
    [Theory]
    [InlineData("a lesson")]
    [InlineData("a lesson and a summary")]
    [InlineData("nudges")]
    [InlineData("a reminder")]
    [InlineData("an outage")]
    public Task Where_the_platform_finds_no_post_again_the_next_bot_mends_it_and_repeats_one_at_most(string moment) => KilledAnywhereAsync(moment, canFind: false);

    private static async Task KilledAnywhereAsync(string moment, bool canFind)
    {
        var (dead, twice) = (0, 0);
        foreach (var after in new[] { false, true })
        {
            for (var call = 1; ; call++)
            {
                var world = await ReadyAsync(moment);
                world.Slack.CanFind = canFind;
                var fuse = new Fuse { At = call, After = after };
                await DieAsync(world.Start(fuse));
                if (!fuse.IsBlown) break;
                dead++;

                world.Slack.CanReadBack = moment == "an outage that is read back";
                var next = world.Start();
                await next.Store.SweepAsync(world.Now, default);
                for (var minute = 0; minute < 5; minute++)
                {
                    await next.RoundAsync();
                    world.Pass(Duration.FromMinutes(1));
                }

                twice += await HoldsAsync(world, moment, canFind, $"killed {(after ? "after" : "before")} call {call}");
            }
        }

        Assert.True(dead > 10, $"Only {dead} kills.");
        Assert.True(canFind ? twice == 0 : twice is > 0 and < 20, $"{twice} came twice.");
    }

    private static async Task<World> ReadyAsync(string moment)
    {
        var world = await new World().WithAsync(
            World.Mornings,
            c => moment == "a lesson and a summary" ? c with { Schedule = c.Schedule with { Summary = new(IsoDayOfWeek.Tuesday, new(9, 0)) } } : c);
        await world.WithAsync(World.Evenings);
        var before = world.Start();
        world.MoveTo(Slot);
        if (moment == "a lesson") return world;
        if (moment == "a refusal")
        {
            world.Slack.Always = post => post.Cohort == World.Mornings && post.To is null ? new Sending.Refused("channel_not_found") : null;
            return world;
        }

        if (moment == "a look") world.Slack.Next.Enqueue(world.Slack.TakenUnanswered);
        await before.RoundAsync();
        foreach (var user in new[] { "U5", "U6" }) await before.HearAsync(world.Says(user, "join", mentioned: true));
        switch (moment)
        {
            case "a look":
                world.Pass(Duration.FromMinutes(1));
                break;
            case "a lesson and a summary":
                world.MoveTo("2026-03-03T09:00:00Z");
                await world.Store.BeatAsync(world.Now, default);
                break;
            case "nudges":
                world.MoveTo("2026-03-02T18:00:00Z");
                await world.Store.BeatAsync(world.Now, default);
                break;
            case "a reminder":
                await before.HearAsync(world.Says("U5", "remind me at 12:00", mentioned: true));
                world.MoveTo("2026-03-02T12:00:00Z");
                await world.Store.BeatAsync(world.Now, default);
                break;
            default:
                world.Slack.CanReadBack = moment == "an outage that is read back";
                world.Slack.Heard = async (id, since, _) =>
                {
                    Assert.Equal(World.At(Slot), since);
                    if (id != World.Mornings) return;
                    var done = world.Does("U7", new Did.Said("p99", "done"), key: "while away");
                    await before.HearAsync(done with { At = World.At("2026-03-02T10:00:00Z") });
                };
                world.MoveTo("2026-03-02T11:00:00Z");
                break;
        }

        return world;
    }

    /// <summary>A round, in which whatever meets the end of the process ends it.</summary>
    private static async Task DieAsync(World.Process bot)
    {
        try
        {
            await bot.RoundAsync();
        }
        catch (KilledException)
        {
        }
    }

    /// <returns>How many posts came twice.</returns>
    private static async Task<int> HoldsAsync(World world, string moment, bool canFind, string when)
    {
        try
        {
            var cohort = await world.CohortAsync(World.Mornings);
            if (canFind)
            {
                await world.CheckAsync(World.Mornings);
                await world.CheckAsync(World.Evenings);
            }

            Assert.Equal("lesson 0001", world.Slack.Of(World.Evenings)[0]);
            // Who was killed between two nudges goes on with the second.
            var said = world.Slack.Of(World.Mornings);
            if (moment == "nudges") Array.Sort(said, StringComparer.Ordinal);
            string[] expected = moment switch
            {
                "a lesson and a summary" => ["lesson 0001", "lesson 0002", "summary 2026-02-25"],
                "nudges" => ["lesson 0001", "nudge 0001 u5", "nudge 0001 u6"],
                "a reminder" => ["lesson 0001", "reminder 0001 u5"],
                "an outage" => ["lesson 0001", said.Last()],
                "a refusal" => [said.Last()],
                _ => ["lesson 0001"],
            };
            Assert.Equal(expected, canFind ? said : said.Distinct());
            Assert.InRange(said.Length - expected.Length, 0, 1);
            Assert.Equal(expected.Count(one => one.StartsWith("lesson ", StringComparison.Ordinal)), cohort.Day);
            if (moment == "nudges") Assert.All(await world.Store.MembersAsync(World.Mornings, 1, default), member => Assert.Equal(1, member.Value.Nudges));
            if (moment == "a refusal") Assert.StartsWith("notice stopped", said[0]);
            if (moment == "an outage") Assert.StartsWith("notice away", said[^1]);
            if (moment == "an outage") Assert.Equal(Duration.FromHours(36 + 2), cohort.Posted[0].GraceEnd - cohort.Posted[0].Opens);
            if (moment == "an outage that is read back")
            {
                Assert.Null(cohort.UnheardSince);
                Assert.Equal(World.At("2026-03-02T10:00:00Z"), Assert.Single(await world.Store.CheckInsAsync(World.Mornings, 1, 1, 1, default)).Value.At);
            }

            Assert.Empty(await world.Store.DeliveriesAsync(World.Mornings, 1, DeliveryKind.Reminder, default));
            Assert.Empty(await world.Store.DeliveriesAsync(World.Mornings, 1, DeliveryKind.Notice, default));
            return said.Length - expected.Length + world.Slack.Of(World.Evenings).Length - world.Slack.Of(World.Evenings).Distinct().Count();
        }
        catch (Exception fault)
        {
            throw new InvalidOperationException($"{moment}, {when}: {fault.Message}", fault);
        }
    }
}
