using System.Text;
using NodaTime;
using StudyBot.Agendas;
using StudyBot.Cohorts;
using StudyBot.Ports;
using StudyBot.Wording;

namespace StudyBot.Tests.Doors;

/// <summary>The bot is killed at every single call it makes while it handles what somebody did; the platform, which got no answer, delivers it again to the next bot.
/// Or the store fails at that call, and the same bot is asked again. What was done is then recorded, and once.</summary>
public class HeardKilledTests
{
    private static readonly PersonId Ana = new("slack", "T1", "U5");

    /// <summary>What a person does.</summary>
    /// <param name="Before">What they said before it.</param>
    /// <param name="Does">Built once, and delivered again as it was.</param>
    /// <param name="Holds">What it comes to.</param>
    private sealed record Deed(string Name, string[] Before, Func<World, Incoming> Does, Func<World, Task> Holds);

    private static readonly Did.Submitted Form = new(SetUpFields.Form, new Dictionary<string, string>
    {
        [SetUpFields.Curriculum] = "bread",
        [SetUpFields.Start] = "2026-03-03",
        [SetUpFields.Time] = "09:00",
        [SetUpFields.Zone] = "Europe/Berlin",
        [SetUpFields.Days] = "mon-fri",
    });

    private static readonly Deed[] Deeds =
    [
        new("the first done", [], w => w.Says("U5", "done"), w => LedgerIsAsync(w, "o")),
        new("a done of a member", ["done 1"], w => w.Says("U5", "done 2"), w => LedgerIsAsync(w, "oo")),
        new("a message that is itself by its id", ["done 1"], w => w.Message("U5", "p77", "done 2"), w => LedgerIsAsync(w, "oo")),
        new("several at once", [], w => w.Says("U5", "done 1 and 2"), w => LedgerIsAsync(w, "oo")),
        new("a button", [], w => w.Does("U5", new Did.Pressed("done 1")), w => LedgerIsAsync(w, "o")),
        new("a reaction", [], w => w.Does("U5", new Did.Reacted("m1", "white_check_mark", true)), w => LedgerIsAsync(w, "o")),
        new("an undo", ["done 1", "done 2"], w => w.Says("U5", "undo 1"), w => LedgerIsAsync(w, ".o")),
        new("an edit", ["done 1"], w => w.Does("U5", new Did.Edited("p1", "not done after all")), w => LedgerIsAsync(w, "")),
        new("an edit to done", ["so far so good"], w => w.Does("U5", new Did.Edited("p1", "done")), w => LedgerIsAsync(w, "o")),
        new("an edit of the lesson", ["done 1"], w => w.Does("U5", new Did.Edited("p1", "done 2")), w => LedgerIsAsync(w, ".o")),
        new("a leaving", ["done 1"], w => w.Says("U5", "leave", mentioned: true), async w => Assert.True((await w.MemberAsync(World.Mornings, "U5"))!.Left)),
        new("a leaving of the channel", ["done 1"], w => w.Does("U5", new Did.LeftChannel()), async w => Assert.True((await w.MemberAsync(World.Mornings, "U5"))!.Left)),
        new("a muting", ["done 1"], w => w.Says("U5", "mute", mentioned: true), async w => Assert.True((await w.MemberAsync(World.Mornings, "U5"))!.Muted)),
        new("a deletion", ["done 1"], w => w.Does("U5", new Did.Deleted("p1", w.Now)), w => LedgerIsAsync(w, "")),
        new("join", [], w => w.Says("U5", "join", mentioned: true), async w => Assert.True((await w.MemberAsync(World.Mornings, "U5"))!.IsActive)),
        new("a pause", ["done 1"], w => w.Says("U5", "pause until 2026-03-09", mentioned: true), async w => Assert.Single((await w.MemberAsync(World.Mornings, "U5"))!.Pauses)),
        new("a reminder", ["done 1"], w => w.Says("U6", "remind me at 12:00", mentioned: true), async w =>
        {
            var at = Assert.Single(await w.Store.DeliveriesAsync(World.Mornings, 1, DeliveryKind.Reminder, default)).Value.Slot;
            Assert.Contains(new DueHint(World.Mornings, at), await w.HintsAsync());
        }),
        new("a lead's change", [], w => w.Says("U1", "time 11:00", mentioned: true), async w => Assert.Equal(new LocalTime(11, 0), (await w.CohortAsync(World.Mornings)).Schedule.LessonTime)),
        new("a channel's end", [], w => w.Does("U9", new Did.ChannelGone("archived")), async w =>
        {
            Assert.Equal("archived", (await w.CohortAsync(World.Mornings)).Broken);
            await w.Start().TickAsync();
            Assert.Single(w.Slack.Posts, p => p.Post.To is { User: "U1" });
        }),
        new("a set-up", [], w => w.Does("U5", Form, new("slack", "T1", "C7")), async w =>
        {
            var cohort = await w.CohortAsync(new("slack", "T1", "C7"));
            Assert.Equal((1, "U5"), (cohort.Run, Assert.Single(cohort.Leads)));
            await w.CheckAsync(cohort.Id);
        }),
        new("forget me", ["done 1", "done 2"], w => w.Says("U5", "forget me now", mentioned: true), async w =>
        {
            Assert.Null(await w.MemberAsync(World.Mornings, "U5"));
            Assert.Empty(await w.Store.CheckInsAsync(World.Mornings, 1, 1, 9, default));
            Assert.Empty(await w.Store.CohortsOfAsync(Ana, default));
        }),
    ];

    public static TheoryData<string> Names => [.. Deeds.Select(deed => deed.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Killed_at_any_call_and_delivered_again_it_is_recorded_once(string name)
    {
        var deed = Deeds.Single(d => d.Name == name);
        var dead = 0;
        foreach (var after in new[] { false, true })
        {
            for (var call = 1; ; call++)
            {
                var (world, incoming) = await ReadyAsync(deed);
                var bot = world.Start(new Fuse { At = call, After = after });
                await Record.ExceptionAsync(() => bot.HearAsync(incoming));
                if (!bot.Fuse.IsBlown) break;
                dead++;
                await MendedAsync(deed, world, world.Start(), incoming, $"killed {(after ? "after" : "before")} call {call}");
            }
        }

        Assert.True(dead >= 6, $"Only {dead} kills.");
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task With_the_store_failing_at_any_call_and_delivered_again_it_is_recorded_once(string name)
    {
        var deed = Deeds.Single(d => d.Name == name);
        foreach (var fault in new[] { Fault.Down, Fault.ReplyLost })
        {
            for (var call = 1; ; call++)
            {
                var (world, incoming) = await ReadyAsync(deed);
                var bot = world.Start();
                bot.Table.Meets = _ => bot.Table.Calls.Count == call ? fault : Fault.None;
                var thrown = await Record.ExceptionAsync(() => bot.HearAsync(incoming));
                if (bot.Table.Calls.Count < call) break;

                // What could not be recorded is never answered as if it were.
                Assert.IsType<TableUnavailableException>(thrown);
                bot.Table.Meets = _ => Fault.None;
                await MendedAsync(deed, world, bot, incoming, $"{fault} at call {call}");
            }
        }
    }

    private static async Task<(World World, Incoming Incoming)> ReadyAsync(Deed deed)
    {
        var world = await new World().WithAsync(World.Mornings);
        world.MoveTo("2026-03-02T09:00:00Z");
        var bot = world.Start();
        await bot.TickAsync();
        foreach (var text in deed.Before) await bot.HearAsync(world.Says("U5", text));
        world.Pass(Duration.FromMinutes(10));
        return (world, deed.Does(world));
    }

    /// <summary>Delivered again it counts; and again, it changes not a byte.</summary>
    private static async Task MendedAsync(Deed deed, World world, World.Process bot, Incoming incoming, string when)
    {
        try
        {
            await bot.HearAsync(incoming);
            await deed.Holds(world);
            await world.CheckAsync(World.Mornings);

            var before = await DumpAsync(world);
            await bot.HearAsync(incoming);
            Assert.Equal(before, await DumpAsync(world));
        }
        catch (Exception fault)
        {
            throw new InvalidOperationException($"{deed.Name}, {when}: {fault.Message}", fault);
        }
    }

    /// <summary>Every row of the cohorts and the person.</summary>
    private static async Task<string> DumpAsync(World world)
    {
        var all = new StringBuilder();
        foreach (var partition in new[] { "cohort|slack|T1|C1", "cohort|slack|T1|C7", "person|slack|T1|U5" })
            foreach (var row in await world.Table.RangeAsync(partition, "", "\uFFFF", 1000, default))
                all.AppendLine($"{row.Partition} {row.Key} {Encoding.UTF8.GetString(row.Value.Span)}");
        return all.ToString();
    }

    private static async Task LedgerIsAsync(World world, string marks)
    {
        Assert.Equal(marks, (await world.MemberAsync(World.Mornings, "U5"))!.Ledger.Marks);
        Assert.Equal(marks.Count(mark => mark != '.'), (await world.Store.CheckInsAsync(World.Mornings, 1, 1, 9, default)).Count);
    }
}
