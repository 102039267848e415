using NodaTime;
using StudyBot.Agendas;
using StudyBot.Ports;

namespace StudyBot.Tests.Doors;

/// <summary>Whoever stood still for longer than their lease finds that somebody else has posted: their own post goes, whenever they learn of it.</summary>
public class StrayTests
{
    private const string Slot = "2026-03-02T09:00:00Z";

    [Fact]
    public async Task An_owner_that_was_paused_past_its_lease_removes_its_own_post()
    {
        var (world, paused, other) = await TwoAsync();
        world.Slack.Next.Enqueue(Late(world, other, post => world.Slack.Take(post)));

        world.MoveTo(Slot);
        await paused.TickAsync();

        Assert.Equal(2, world.Slack.Count("post"));
        Assert.Equal(["lesson 0001"], world.Slack.Of(World.Mornings));
        await world.CheckAsync(World.Mornings);
    }

    /// <summary>When its process goes on, the time the call was given is over before its answer can be read.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_owner_that_was_paused_past_its_lease_and_never_heard_whether_its_post_arrived_removes_it_where_it_did(bool arrived)
    {
        var (world, paused, other) = await TwoAsync();
        world.Slack.Next.Enqueue(Late(world, other, post =>
        {
            if (arrived) world.Slack.Take(post);
            return new Sending.Unknown("timeout");
        }));

        world.MoveTo(Slot);
        await paused.TickAsync();

        Assert.Equal(arrived ? 1 : 0, world.Slack.Count("delete"));
        Assert.Equal(["lesson 0001"], world.Slack.Of(World.Mornings));
        await world.CheckAsync(World.Mornings);
    }

    [Fact]
    public async Task A_paused_owners_post_that_arrives_only_after_it_looked_is_removed_with_the_next_tick()
    {
        var (world, paused, other) = await TwoAsync();
        Post? late = null;
        world.Slack.Next.Enqueue(Late(world, other, post =>
        {
            late = post;
            return new Sending.Unknown("timeout");
        }));

        world.MoveTo(Slot);
        await paused.TickAsync();
        world.Slack.Take(late!);
        world.Pass(Duration.FromMinutes(1));
        await paused.TickAsync();

        Assert.Equal(1, world.Slack.Count("delete"));
        await world.CheckAsync(World.Mornings);
        for (var minute = 1; minute <= 5; minute++)
        {
            world.Pass(Duration.FromMinutes(1));
            await paused.TickAsync();
        }

        Assert.Equal(1, world.Slack.Count("delete"));
    }

    [Fact]
    public async Task An_owner_that_was_paused_and_got_no_answer_removes_its_own_post_where_it_can_be_found()
    {
        var (world, paused, other) = await TwoAsync();
        world.Slack.Next.Enqueue(Late(world, other, post =>
        {
            world.Slack.Take(post);
            world.Slack.NextFound.Enqueue(new Found.Here("m2", world.Now));
            return new Sending.Unknown("The connection was reset.");
        }));

        world.MoveTo(Slot);
        await paused.TickAsync();

        Assert.Equal("m1", Assert.Single(world.Slack.Posts).Id);
        await world.CheckAsync(World.Mornings);
    }

    [Fact]
    public async Task What_cannot_be_removed_at_once_is_removed_a_little_later()
    {
        var (world, paused, other) = await TwoAsync();
        world.Slack.DeletesRefused = 2;
        world.Slack.Next.Enqueue(Late(world, other, post => world.Slack.Take(post)));
        world.MoveTo(Slot);

        await paused.TickAsync();
        Assert.Equal(2, world.Slack.Posts.Count);
        for (var minute = 1; minute <= 2; minute++)
        {
            world.Pass(Duration.FromMinutes(1));
            await paused.TickAsync();
        }

        Assert.Equal(3, world.Slack.Count("delete"));
        Assert.Equal("m1", Assert.Single(world.Slack.Posts).Id);
    }

    /// <summary>The bot may be gone from the channel for good: nobody asks for ever.</summary>
    [Fact]
    public async Task What_can_never_be_removed_is_left_after_a_week()
    {
        var (world, paused, other) = await TwoAsync();
        world.Slack.DeletesRefused = int.MaxValue;
        world.Slack.Next.Enqueue(Late(world, other, post => world.Slack.Take(post)));
        world.MoveTo(Slot);
        await paused.TickAsync();

        foreach (var day in (int[])[6, 1, 1])
        {
            world.Pass(Duration.FromDays(day) + Duration.FromMinutes(1));
            await paused.TickAsync();
        }

        Assert.Equal(2, world.Slack.Count("delete"));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_reminder_of_an_owner_that_was_paused_is_removed_where_somebody_else_has_said_and_forgotten_it(bool answered)
    {
        var (world, paused, other) = await ReminderAsync();
        world.Slack.Next.Enqueue(Late(world, other, post =>
        {
            var sent = world.Slack.Take(post);
            return answered ? sent : new Sending.Unknown("timeout");
        }));

        await paused.TickAsync();

        Assert.Equal(["lesson 0001", "reminder 0001 u5"], world.Slack.Of(World.Mornings));
        Assert.Equal("m2", world.Slack.Posts[^1].Id);
        Assert.Empty(await world.Store.DeliveriesAsync(World.Mornings, 1, DeliveryKind.Reminder, default));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_reminder_that_somebody_else_found_and_forgot_stays(bool answered)
    {
        var (world, paused, other) = await ReminderAsync();
        world.Slack.Next.Enqueue(async post =>
        {
            var sent = world.Slack.Take(post);
            world.Pass(Duration.FromMinutes(3));
            await other.TickAsync();
            return answered ? sent : new Sending.Unknown("timeout");
        });

        for (var minute = 1; minute <= 5; minute++)
        {
            await paused.TickAsync();
            world.Pass(Duration.FromMinutes(1));
        }

        Assert.Equal(["lesson 0001", "reminder 0001 u5"], world.Slack.Of(World.Mornings));
        Assert.Empty(await world.Store.DeliveriesAsync(World.Mornings, 1, DeliveryKind.Reminder, default));
    }

    [Fact]
    public async Task What_an_owner_sent_and_could_not_record_is_removed_where_somebody_else_sent_it_again()
    {
        var world = await new World().WithAsync(World.Mornings);
        world.Slack.CanFind = false;
        var (first, other) = (world.Start(), world.Start());
        first.Table.Meets = _ => world.Slack.Posts.Count > 0 ? Fault.Down : Fault.None;
        world.MoveTo(Slot);
        await first.TickAsync();
        first.Table.Meets = _ => Fault.None;
        world.Pass(Duration.FromMinutes(3));
        await other.TickAsync();
        Assert.Equal(2, world.Slack.Posts.Count);

        world.Pass(Duration.FromMinutes(1));
        await first.TickAsync();

        Assert.Equal(["lesson 0001"], world.Slack.Of(World.Mornings));
        await world.CheckAsync(World.Mornings);
    }

    /// <summary>The worst that can meet whoever wakes: the answer of the post is lost, and so is the store's.</summary>
    [Fact]
    public async Task An_owner_that_was_paused_and_heard_neither_of_its_post_nor_of_its_delivery_removes_the_post_once_the_store_answers()
    {
        var (world, paused, other) = await TwoAsync();
        world.Slack.Next.Enqueue(Late(world, other, post =>
        {
            world.Slack.Take(post);
            paused.Table.Meets = _ => Fault.Down;
            return new Sending.Unknown("timeout");
        }));

        world.MoveTo(Slot);
        await paused.TickAsync();
        Assert.Equal(2, world.Slack.Posts.Count);
        paused.Table.Meets = _ => Fault.None;
        world.Pass(Duration.FromMinutes(1));
        await paused.TickAsync();

        Assert.Equal("m1", Assert.Single(world.Slack.Posts).Id);
        await world.CheckAsync(World.Mornings);
    }

    /// <summary>Who took it over was asked to wait and has certainly not sent it: so it is there once, and people reply to it.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_late_post_of_a_delivery_that_another_owner_waits_with_is_the_one_that_is_recorded(bool answered)
    {
        var (world, paused, other) = await TwoAsync();
        world.Slack.Next.Enqueue(Late(world, other, post =>
        {
            var sent = world.Slack.Take(post);
            return answered ? sent : new Sending.Unknown("timeout");
        }));
        world.Slack.Next.Enqueue(_ => Task.FromResult<Sending>(new Sending.NotSent("ratelimited", Duration.FromHours(1))));

        world.MoveTo(Slot);
        await paused.TickAsync();
        var done = world.Says("U5", "done");
        await other.HearAsync(done with { Where = done.Where with { Thread = "m1" } });
        world.Pass(Duration.FromMinutes(1));
        await paused.TickAsync();

        Assert.Equal("m1", Assert.Single(world.Slack.Posts).Id);
        Assert.NotNull((await world.MemberAsync(World.Mornings, "U5"))!.Ledger[1]);
        await world.CheckAsync(World.Mornings);
    }

    /// <summary>Nobody can say which of the two goes before one of them is recorded, however long that takes.</summary>
    [Fact]
    public async Task A_post_that_is_there_twice_stays_until_one_of_them_is_recorded()
    {
        var (world, paused, other) = await TwoAsync();
        other.Table.Meets = _ => world.Slack.Posts.Count > 0 ? Fault.Down : Fault.None;
        world.Slack.Next.Enqueue(Late(world, other, post =>
        {
            world.Slack.Take(post);
            return new Sending.Unknown("timeout");
        }));

        world.MoveTo(Slot);
        await paused.TickAsync();
        for (var second = 0; second < 50; second += 10)
        {
            world.Pass(Duration.FromSeconds(10));
            await paused.TickAsync();
        }

        Assert.Equal(["m1", "m2"], world.Slack.Posts.Select(post => post.Id));
        other.Table.Meets = _ => Fault.None;
        world.Pass(Duration.FromMinutes(1));
        await other.TickAsync();
        await paused.TickAsync();

        Assert.Single(world.Slack.Posts);
        await world.CheckAsync(World.Mornings);
    }

    /// <summary>The one it finds may be the other's, who died before it was recorded: its own may be there beside it.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_owner_that_was_paused_and_never_heard_of_its_post_looks_for_it_beside_the_one_that_a_dead_owner_left(bool arrived)
    {
        var (world, paused, other) = await TwoAsync();
        other.Table.Meets = _ => world.Slack.Posts.Count > 0 ? Fault.Down : Fault.None;
        world.Slack.Next.Enqueue(Late(world, other, post =>
        {
            if (arrived) world.Slack.Take(post);
            return new Sending.Unknown("timeout");
        }));

        world.MoveTo(Slot);
        for (var minute = 1; minute <= 8; minute++)
        {
            await paused.TickAsync();
            world.Pass(Duration.FromMinutes(1));
        }

        Assert.Equal("m1", Assert.Single(world.Slack.Posts).Id);
        Assert.Equal(arrived ? 1 : 0, world.Slack.Count("delete"));
        await world.CheckAsync(World.Mornings);
    }

    /// <summary>Its own is the one that is recorded, since it is there for certain; the other's try was not answered, and may have arrived before.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_owner_that_was_paused_records_its_own_post_and_removes_the_one_of_a_try_that_was_not_answered(bool arrived)
    {
        var (world, paused, other) = await TwoAsync();
        world.Slack.Next.Enqueue(Late(world, other, post => world.Slack.Take(post)));
        world.Slack.Next.Enqueue(arrived ? world.Slack.TakenUnanswered : world.Slack.LostOnTheWay);

        world.MoveTo(Slot);
        for (var minute = 1; minute <= 8; minute++)
        {
            await paused.TickAsync();
            world.Pass(Duration.FromMinutes(1));
        }

        Assert.Equal(arrived ? "m2" : "m1", Assert.Single(world.Slack.Posts).Id);
        await world.CheckAsync(World.Mornings);
    }

    [Fact]
    public async Task An_owner_that_was_paused_after_its_post_arrived_finds_it_recorded_and_leaves_it()
    {
        var (world, paused, other) = await TwoAsync();
        world.Slack.Next.Enqueue(async post =>
        {
            var sent = world.Slack.Take(post);
            world.Pass(Duration.FromMinutes(3));
            await other.TickAsync();
            return sent;
        });

        world.MoveTo(Slot);
        await paused.TickAsync();

        Assert.Equal(0, world.Slack.Count("delete"));
        Assert.Equal(["lesson 0001"], world.Slack.Of(World.Mornings));
        await world.CheckAsync(World.Mornings);
    }

    /// <summary>A cohort before its first lesson, and two bots that serve it.</summary>
    internal static async Task<(World World, World.Process Paused, World.Process Other)> TwoAsync()
    {
        var world = await new World().WithAsync(World.Mornings);
        return (world, world.Start(), world.Start());
    }

    /// <summary>The call is on its way out when its process sleeps; meanwhile the other one looks, finds nothing, and posts.</summary>
    /// <param name="wakes">What comes of the call then.</param>
    internal static Func<Post, Task<Sending>> Late(World world, World.Process other, Func<Post, Sending> wakes) => async post =>
    {
        world.Pass(Duration.FromMinutes(3));
        await other.TickAsync();
        return wakes(post);
    };

    /// <summary>It is noon, for when U5 asked to be reminded of the first lesson.</summary>
    private static async Task<(World World, World.Process Paused, World.Process Other)> ReminderAsync()
    {
        var (world, paused, other) = await TwoAsync();
        world.MoveTo(Slot);
        await other.TickAsync();
        await other.HearAsync(world.Says("U5", "remind me at 12:00", mentioned: true));
        world.MoveTo("2026-03-02T12:00:00Z");
        return (world, paused, other);
    }
}
