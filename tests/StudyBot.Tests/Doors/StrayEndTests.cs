using NodaTime;
using StudyBot.Agendas;
using StudyBot.Doors;
using StudyBot.Ports;

namespace StudyBot.Tests.Doors;

/// <summary>A post that may be there twice: what stays, what goes, and when nobody asks any more.</summary>
public class StrayEndTests
{
    private const string Slot = "2026-03-02T09:00:00Z";

    /// <summary>The look did not find the first one yet, which had arrived: so the second was sent.</summary>
    [Fact]
    public async Task Of_two_tries_that_were_not_answered_and_both_arrived_one_is_recorded_and_the_other_goes()
    {
        var world = await new World().WithAsync(World.Mornings);
        var bot = world.Start();
        for (var post = 0; post < 2; post++) world.Slack.Next.Enqueue(world.Slack.TakenUnanswered);
        world.Slack.NextFound.Enqueue(new Found.Nowhere());

        await MinutesAsync(world, bot, Slot, 6);

        Assert.Equal("m1", Assert.Single(world.Slack.Posts).Id);
        Assert.Equal(1, world.Slack.Count("delete"));
        await world.CheckAsync(World.Mornings);
        await AsksNothingMoreAsync(world, bot);
    }

    /// <summary>The store did not answer either, so that only this process knows of the first try.</summary>
    [Fact]
    public async Task A_post_that_is_answered_after_one_that_was_not_is_recorded_and_the_other_is_looked_for_and_goes()
    {
        var world = await new World().WithAsync(World.Mornings);
        var bot = world.Start();
        world.Slack.Next.Enqueue(post =>
        {
            bot.Table.Meets = _ => Fault.Down;
            return world.Slack.TakenUnanswered(post);
        });
        world.Slack.NextFound.Enqueue(new Found.Nowhere());
        world.MoveTo(Slot);
        await bot.TickAsync();
        bot.Table.Meets = _ => Fault.None;

        await MinutesAsync(world, bot, "2026-03-02T09:01:00Z", 4);

        Assert.Equal("m2", Assert.Single(world.Slack.Posts).Id);
        await world.CheckAsync(World.Mornings);
        await AsksNothingMoreAsync(world, bot);
    }

    /// <summary>What was sent before its process stood still arrives at once or never: three looks, a tick apart, are enough.</summary>
    [Fact]
    public async Task A_post_that_never_arrived_is_looked_for_three_times()
    {
        var (world, paused, other) = await StrayTests.TwoAsync();
        world.Slack.Next.Enqueue(StrayTests.Late(world, other, _ => new Sending.Unknown("timeout")));

        await MinutesAsync(world, paused, Slot, 6);

        // The first look was the other one's, who took it over.
        Assert.Equal(1 + 3, world.Slack.Count("find"));
        Assert.Equal(0, world.Slack.Count("delete"));
        await AsksNothingMoreAsync(world, paused);
    }

    [Fact]
    public async Task Where_the_platform_cannot_tell_a_post_that_was_not_answered_is_asked_for_once()
    {
        var (world, paused, other) = await StrayTests.TwoAsync();
        world.Slack.CanFind = false;
        world.Slack.Next.Enqueue(StrayTests.Late(world, other, _ => new Sending.Unknown("timeout")));

        await MinutesAsync(world, paused, Slot, 3);

        Assert.Equal(1 + 1, world.Slack.Count("find"));
        await AsksNothingMoreAsync(world, paused);
    }

    [Fact]
    public async Task While_nobody_can_look_it_is_asked_for_again_and_removed_once_it_is_found()
    {
        var (world, paused, other) = await StrayTests.TwoAsync();
        world.Slack.Next.Enqueue(StrayTests.Late(world, other, post =>
        {
            world.Slack.Take(post);
            for (var look = 0; look < 2; look++) world.Slack.NextFound.Enqueue(new Found.NotNow("ratelimited"));
            return new Sending.Unknown("timeout");
        }));

        await MinutesAsync(world, paused, Slot, 2);
        Assert.Equal(2, world.Slack.Posts.Count);
        await MinutesAsync(world, paused, null, 2);

        Assert.Equal("m1", Assert.Single(world.Slack.Posts).Id);
        await AsksNothingMoreAsync(world, paused);
    }

    [Fact]
    public async Task What_was_removed_is_not_removed_again()
    {
        var (world, paused, other) = await StrayTests.TwoAsync();
        world.Slack.DeletesRefused = 1;
        world.Slack.Next.Enqueue(StrayTests.Late(world, other, post => world.Slack.Take(post)));

        await MinutesAsync(world, paused, Slot, 5);

        Assert.Equal(2, world.Slack.Count("delete"));
        await AsksNothingMoreAsync(world, paused);
    }

    /// <summary>The other one took the lesson as sent and cannot say which post it is: it is this one.</summary>
    [Fact]
    public async Task The_only_post_stays_where_somebody_else_took_it_as_sent_without_having_seen_it()
    {
        var world = await new World().WithAsync(World.Mornings);
        world.Slack.CanFind = false;
        var (paused, other) = (world.Start(whenUnsure: WhenUnsure.Hold), world.Start(whenUnsure: WhenUnsure.Hold));
        world.Slack.Next.Enqueue(StrayTests.Late(world, other, post => world.Slack.Take(post)));

        await MinutesAsync(world, paused, Slot, 3);

        Assert.Equal(["lesson 0001"], world.Slack.Of(World.Mornings));
        Assert.Equal((1, 0), (world.Slack.Count("post"), world.Slack.Count("delete")));
        await AsksNothingMoreAsync(world, paused);
    }

    /// <summary>This process knows what a look may not find yet: whoever went by that would send it again.</summary>
    [Fact]
    public async Task A_late_post_of_a_delivery_that_another_owner_waits_with_is_recorded_also_where_no_look_finds_it()
    {
        var (world, paused, other) = await StrayTests.TwoAsync();
        for (var look = 0; look < 2; look++) world.Slack.NextFound.Enqueue(new Found.Nowhere());
        world.Slack.Next.Enqueue(StrayTests.Late(world, other, post => world.Slack.Take(post)));
        world.Slack.Next.Enqueue(_ => Task.FromResult<Sending>(new Sending.NotSent("ratelimited", Duration.FromHours(1))));

        await MinutesAsync(world, paused, Slot, 3);

        Assert.Equal("m1", Assert.Single(world.Slack.Posts).Id);
        Assert.Equal(2, world.Slack.Count("post"));
        await world.CheckAsync(World.Mornings);
    }

    [Fact]
    public async Task Where_the_platform_cannot_tell_a_reminder_that_somebody_else_has_said_too_goes()
    {
        var (world, paused, other) = await ReminderAsync();
        world.Slack.Next.Enqueue(StrayTests.Late(world, other, post => world.Slack.Take(post)));

        await MinutesAsync(world, paused, null, 3);

        Assert.Equal(["lesson 0001", "reminder 0001 u5"], world.Slack.Of(World.Mornings));
        Assert.Equal("m2", world.Slack.Posts[^1].Id);
        Assert.Equal(1, world.Slack.Count("delete"));
        await AsksNothingMoreAsync(world, paused);
    }

    /// <summary>It was recorded, and only the store's answer was lost: somebody else found it settled and put its row away.</summary>
    [Fact]
    public async Task Where_the_platform_cannot_tell_a_reminder_whose_record_was_not_answered_stays()
    {
        var (world, bot, other) = await ReminderAsync();
        bot.Table.Meets = call => call.Kind == "write" && world.Slack.Posts.Count == 2 ? Fault.ReplyLost : Fault.None;
        await bot.TickAsync();
        bot.Table.Meets = _ => Fault.None;
        await other.TickAsync();
        Assert.Empty(await world.Store.DeliveriesAsync(World.Mornings, 1, DeliveryKind.Reminder, default));

        await MinutesAsync(world, bot, "2026-03-02T12:01:00Z", 3);

        Assert.Equal(["lesson 0001", "reminder 0001 u5"], world.Slack.Of(World.Mornings));
        Assert.Equal(0, world.Slack.Count("delete"));
        await AsksNothingMoreAsync(world, bot);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_reminder_that_may_be_there_beside_another_owners_is_not_asked_for_for_ever(bool canFind)
    {
        var (world, paused, other) = await ReminderAsync();
        world.Slack.CanFind = canFind;
        world.Slack.Next.Enqueue(StrayTests.Late(world, other, _ => new Sending.Unknown("timeout")));

        await MinutesAsync(world, paused, null, 6);

        Assert.Equal(["lesson 0001", "reminder 0001 u5"], world.Slack.Of(World.Mornings));
        await AsksNothingMoreAsync(world, paused);
    }

    [Fact]
    public async Task A_paused_owners_reminder_that_arrives_only_after_it_looked_makes_one_of_two_go()
    {
        var (world, paused, other) = await ReminderAsync();
        world.Slack.CanFind = true;
        Post? late = null;
        world.Slack.Next.Enqueue(StrayTests.Late(world, other, post =>
        {
            late = post;
            return new Sending.Unknown("timeout");
        }));
        await paused.TickAsync();
        world.Slack.Take(late!);

        await MinutesAsync(world, paused, "2026-03-02T12:04:00Z", 3);

        Assert.Equal(["lesson 0001", "reminder 0001 u5"], world.Slack.Of(World.Mornings));
        await AsksNothingMoreAsync(world, paused);
    }

    [Fact]
    public async Task A_reminder_that_cannot_be_looked_for_now_is_looked_for_again()
    {
        var (world, paused, other) = await ReminderAsync();
        world.Slack.CanFind = true;
        world.Slack.Next.Enqueue(StrayTests.Late(world, other, post =>
        {
            world.Slack.NextFound.Enqueue(new Found.NotNow("ratelimited"));
            return world.Slack.Take(post);
        }));

        await MinutesAsync(world, paused, null, 3);

        Assert.Equal(["lesson 0001", "reminder 0001 u5"], world.Slack.Of(World.Mornings));
        await AsksNothingMoreAsync(world, paused);
    }

    /// <summary>It arrives, and its sender finds that the call was given up: which of the two is its own cannot be told.</summary>
    [Fact]
    public async Task A_platform_that_answers_one_look_a_minute_tells_all_the_same_that_a_reminder_is_there_twice()
    {
        var (world, paused, other) = await ReminderAsync();
        world.Slack.CanFind = true;
        world.Slack.Next.Enqueue(StrayTests.Late(world, other, post =>
        {
            world.Slack.BetweenLooks = Duration.FromSeconds(50);
            world.Slack.Take(post);
            return new Sending.Unknown("timeout");
        }));

        await MinutesAsync(world, paused, null, 4);

        Assert.Equal(["lesson 0001", "reminder 0001 u5"], world.Slack.Of(World.Mornings));
        await AsksNothingMoreAsync(world, paused);
    }

    /// <summary>A look at an index in which nothing is due is all that a tick costs.</summary>
    private static async Task AsksNothingMoreAsync(World world, World.Process bot)
    {
        world.Pass(Duration.FromMinutes(1));
        await bot.TickAsync();
        var (calls, asked) = (bot.Table.Calls.Count, world.Slack.Calls.Count);
        for (var minute = 0; minute < 3; minute++)
        {
            world.Pass(Duration.FromMinutes(1));
            await bot.TickAsync();
        }

        Assert.Equal((calls + 3, asked), (bot.Table.Calls.Count, world.Slack.Calls.Count));
    }

    /// <param name="from">Null: now.</param>
    private static async Task MinutesAsync(World world, World.Process bot, string? from, int minutes)
    {
        if (from is not null) world.MoveTo(from);
        for (var minute = 0; minute < minutes; minute++)
        {
            await bot.TickAsync();
            world.Pass(Duration.FromMinutes(1));
        }
    }

    /// <summary>It is noon, for when U5 asked to be reminded, on a platform that cannot tell.</summary>
    private static async Task<(World World, World.Process Paused, World.Process Other)> ReminderAsync()
    {
        var (world, paused, other) = await StrayTests.TwoAsync();
        world.Slack.CanFind = false;
        world.MoveTo(Slot);
        await other.TickAsync();
        await other.HearAsync(world.Says("U5", "remind me at 12:00", mentioned: true));
        world.MoveTo("2026-03-02T12:00:00Z");
        return (world, paused, other);
    }
}
