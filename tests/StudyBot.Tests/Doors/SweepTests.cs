using NodaTime;
using StudyBot.Agendas;
using StudyBot.Cohorts;
using StudyBot.Ports;
using StudyBot.Storage;

namespace StudyBot.Tests.Doors;

/// <summary>At start and each night: what is over goes, hints that were lost come back, and nothing is written that is in order.</summary>
public class SweepTests
{
    [Fact]
    public async Task Lost_hints_come_back()
    {
        var world = await BusyAsync();
        foreach (var row in world.Rows().Where(row => row.Partition.StartsWith("due|", StringComparison.Ordinal) || row.Partition.StartsWith("person|", StringComparison.Ordinal)))
            await world.Table.WriteAsync(row.Partition, [new RowChange.Delete(row.Key)], default);

        var bot = world.Start();
        await bot.Store.SweepAsync(world.Now, default);

        Assert.Equal([World.Mornings], await world.Store.CohortsOfAsync(new("slack", "T1", "U5"), default));
        await world.CheckAsync(World.Mornings);
        world.MoveTo("2026-03-02T12:00:00Z");
        await bot.TickAsync();
        Assert.Contains("reminder 0001 u5", world.Slack.Of(World.Mornings));
        world.MoveTo("2026-03-03T09:00:00Z");
        await bot.TickAsync();
        Assert.Contains("lesson 0002", world.Slack.Of(World.Mornings));
    }

    [Fact]
    public async Task Whoever_is_forgotten_while_the_sweep_looks_at_them_is_named_by_nothing_after_it()
    {
        var world = await BusyAsync();
        var person = new PersonId("slack", "T1", "U5");
        foreach (var row in world.Rows().Where(row => row.Partition.StartsWith("person|", StringComparison.Ordinal)))
            await world.Table.WriteAsync(row.Partition, [new RowChange.Delete(row.Key)], default);
        var bot = world.Start();
        bot.Table.Meanwhile = call => call.Partition.EndsWith("|U5", StringComparison.Ordinal) ? world.Store.ForgetAsync(World.Mornings, person, default) : Task.CompletedTask;

        await bot.Store.SweepAsync(world.Now, default);

        Assert.Empty(await world.Store.CohortsOfAsync(person, default));
        Assert.DoesNotContain(world.Rows(), row => row.Key.Contains("U5", StringComparison.Ordinal));
    }

    /// <summary>Its plan was over, somebody asked to be reminded of its last lesson, and the channel got its next cohort before that hour.</summary>
    [Fact]
    public async Task What_an_earlier_run_had_still_planned_goes()
    {
        var world = await BusyAsync();
        Assert.NotEmpty(await world.Store.DeliveriesAsync(World.Mornings, 1, DeliveryKind.Reminder, default));
        var running = (await world.Store.FindCohortAsync(World.Mornings, default))!;
        await world.Store.CommitAsync(World.Mornings, [new Change.PutCohort(running.Value with { Run = 2, Posted = [] }, running.ETag)], default);

        await world.Start().Store.SweepAsync(world.Now, default);

        Assert.Empty(await world.Store.DeliveriesAsync(World.Mornings, 1, DeliveryKind.Reminder, default));
        Assert.NotEmpty(await world.Store.DeliveriesAsync(World.Mornings, 1, DeliveryKind.Lesson, default));
    }

    /// <summary>Whoever looks next, by either number, finds each cohort once, and what is settled stays gone.</summary>
    [Theory]
    [InlineData(1, 8)]
    [InlineData(8, 3)]
    public async Task A_hint_that_was_given_under_another_number_of_shards_is_put_where_it_belongs(int before, int after)
    {
        var table = new MemoryTable();
        var (old, store) = (new StudyStore(table, before), new StudyStore(table, after));
        DueHint[] hints = [.. Enumerable.Range(1, 20).Select(number => new DueHint(new("slack", "T1", $"C{number}"), World.At("2026-03-02T09:00:00Z")))];
        foreach (var hint in hints) await old.AnnounceAsync(hint, default);
        async Task<List<DueHint>> DueAsync()
        {
            var due = new List<DueHint>();
            for (var shard = 0; shard < 8; shard++) due.AddRange(await store.DueAsync(shard, hints[0].At, default));
            return due;
        }

        await DueAsync();
        Assert.Equal(hints.ToHashSet(), (await DueAsync()).ToHashSet());
        Assert.Equal(hints.Length, (await DueAsync()).Count);
        foreach (var hint in hints) await store.SettleAsync(hint.Cohort, [hint], null, default);
        Assert.Empty(await DueAsync());
    }

    [Fact]
    public async Task A_store_in_order_is_only_read()
    {
        var world = await BusyAsync();
        var bot = world.Start();
        await bot.Store.SweepAsync(world.Now, default);
        Assert.DoesNotContain(bot.Table.Calls, call => call.Kind == "write");
    }

    [Theory]
    [InlineData(6, 23, true)]
    [InlineData(7, 1, false)]
    public async Task What_was_handled_is_remembered_for_seven_days(int days, int hours, bool remembered)
    {
        var world = await BusyAsync();
        await world.Store.FirstTimeAsync("event elsewhere", world.Now, default);
        await world.Store.ResolveDirectAsync(new("slack", "T1", "U5"), "direct", World.Mornings, world.Now, default);
        world.Pass(Duration.FromDays(days) + Duration.FromHours(hours));
        await world.Store.BeatAsync(world.Now, default);
        await world.Start().Store.SweepAsync(world.Now, default);

        var rows = world.Rows();
        Assert.Equal(remembered, rows.Any(row => row.Key.StartsWith("seen|", StringComparison.Ordinal) && row.Partition.StartsWith("cohort|", StringComparison.Ordinal)));
        Assert.Equal(remembered, rows.Any(row => row.Partition == "events"));
        Assert.Equal(remembered, rows.Any(row => row.Key.StartsWith("meant|", StringComparison.Ordinal)));
        Assert.NotEmpty(await world.Store.CheckInsAsync(World.Mornings, 1, 1, 1, default));
    }

    [Fact]
    public async Task What_a_message_said_is_remembered_while_it_can_still_be_taken_back()
    {
        var world = await new World().WithAsync(World.Mornings, c => c with { Schedule = c.Schedule with { Days = Cohorts.StudyDays.Monday } });
        world.MoveTo("2026-03-02T09:00:00Z");
        var bot = world.Start();
        await bot.TickAsync();
        await bot.HearAsync(world.Does("U5", new Did.Said("p1", "done")));

        // The next lesson is a week later, so this one closes after seven and a half days.
        world.MoveTo("2026-03-09T20:00:00Z");
        await bot.Store.SweepAsync(world.Now, default);
        await bot.HearAsync(world.Does("U5", new Did.Edited("p1", "not yet")));
        Assert.Equal("", (await world.MemberAsync(World.Mornings, "U5"))!.Ledger.Marks);
    }

    [Fact]
    public async Task What_is_said_anew_while_the_sweep_is_about_to_forget_it_is_remembered_and_the_rest_is_forgotten()
    {
        var world = await BusyAsync();
        world.Pass(Duration.FromDays(30));
        await world.Store.BeatAsync(world.Now, default);
        var bot = world.Start();
        string[] keys = ["old 1", "old 2", "old 3"];
        foreach (var key in keys) await world.Store.CommitAsync(World.Mornings, [new Change.MarkSeen(Said(key, Duration.FromDays(-10)))], default);
        bot.Table.Meanwhile = async call =>
        {
            if (!call.Key.StartsWith("seen|", StringComparison.Ordinal)) return;
            bot.Table.Meanwhile = null;
            var stored = (await world.Store.FindSeenAsync(World.Mornings, "old 2", default))!;
            await world.Store.CommitAsync(World.Mornings, [new Change.PutSeen(Said("old 2", Duration.FromDays(7)), stored.ETag)], default);
        };

        await bot.Store.SweepAsync(world.Now, default);

        var isKept = await Task.WhenAll(keys.Select(async key => await world.Store.FindSeenAsync(World.Mornings, key, default) is not null));
        Assert.Equal([false, true, false], isKept);

        Ports.Seen Said(string key, Duration keep) => new(key, world.Now, [], world.Now, world.Now + keep);
    }

    /// <summary>How long it can be taken back is not known when it is said.</summary>
    [Fact]
    public async Task What_a_message_said_of_a_lesson_ahead_is_remembered_until_that_one_closes()
    {
        var world = await new World().WithAsync(World.Mornings, c => c with { Schedule = c.Schedule with { Days = Cohorts.StudyDays.Monday } });
        world.MoveTo("2026-03-02T09:00:00Z");
        var bot = world.Start();
        await bot.TickAsync();
        await bot.HearAsync(world.Does("U5", new Did.Said("p1", "done 2")));
        world.MoveTo("2026-03-09T09:00:00Z");
        await bot.TickAsync();
        world.MoveTo("2026-03-10T01:00:00Z");
        await bot.Store.SweepAsync(world.Now, default);

        await bot.HearAsync(world.Does("U5", new Did.Edited("p1", "not yet")));
        Assert.Equal("", (await world.MemberAsync(World.Mornings, "U5"))!.Ledger.Marks);
    }

    /// <summary>A check mark stays on a post also where its check-in was withdrawn by words, so an outage that is read back finds it again, long after.
    /// A sweep may be as quick as the round that marks the outage, or as the reading.</summary>
    [Theory]
    [InlineData("swept before the outage is marked")]
    [InlineData("swept before it is read back")]
    public async Task What_was_undone_before_an_outage_stays_undone_when_the_mark_is_read_back(string when)
    {
        var world = await new World().WithAsync(World.Mornings);
        world.Slack.CanReadBack = true;
        world.MoveTo("2026-03-02T09:00:00Z");
        var before = world.Start();
        await before.RoundAsync();
        await before.HearAsync(world.Does("U5", new Did.Reacted("m1", "white_check_mark", true)));
        await before.HearAsync(world.Says("U5", "undo"));

        world.Pass(Duration.FromDays(8));
        var bot = world.Start();
        world.Slack.Heard = (_, _, _) => throw new HttpRequestException("ratelimited");
        if (when == "swept before it is read back") await bot.RoundAsync();
        await bot.Store.SweepAsync(world.Now, default);
        world.Slack.Heard = async (_, since, posts) =>
        {
            Assert.Contains("m1", posts);
            await bot.HearAsync(world.Does("U5", new Did.Reacted("m1", "white_check_mark", true)) with { Key = "read back", At = since });
        };
        world.Pass(Duration.FromMinutes(1));
        await bot.RoundAsync();
        Assert.Null((await world.CohortAsync(World.Mornings)).UnheardSince);
        Assert.Equal("", (await world.MemberAsync(World.Mornings, "U5"))!.Ledger.Marks);

        await bot.Store.SweepAsync(world.Now, default);
        Assert.DoesNotContain(world.Rows(), row => row.Key.StartsWith("seen|", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_sweep_that_dies_halfway_has_done_no_harm()
    {
        for (var call = 1; call < 30; call++)
        {
            var world = await BusyAsync();
            world.Pass(Duration.FromDays(8));
            await world.Store.BeatAsync(world.Now, default);
            var bot = world.Start(new Fuse { At = call });
            await Record.ExceptionAsync(() => bot.Store.SweepAsync(world.Now, default));
            await world.Start().Store.SweepAsync(world.Now, default);
            await world.CheckAsync(World.Mornings);
            if (!bot.Fuse.IsBlown) return;
        }
    }

    private static async Task<World> BusyAsync()
    {
        var world = await new World().WithAsync(World.Mornings);
        world.MoveTo("2026-03-02T09:00:00Z");
        var bot = world.Start();
        await bot.TickAsync();
        await bot.HearAsync(world.Says("U5", "remind me at 12:00", mentioned: true));
        await bot.HearAsync(world.Says("U5", "join", mentioned: true));
        await bot.HearAsync(world.Says("U6", "done"));
        Assert.NotEmpty(await world.Store.DeliveriesAsync(World.Mornings, 1, DeliveryKind.Reminder, default));
        return world;
    }
}
