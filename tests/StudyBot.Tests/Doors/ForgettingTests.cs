using System.Text;
using NodaTime;
using StudyBot.Agendas;
using StudyBot.Cards;
using StudyBot.Ports;

namespace StudyBot.Tests.Doors;

/// <summary>What a person is promised: that nothing of them is left, in any row.</summary>
public class ForgettingTests
{
    private const string User = "U5FORGETME";

    [Fact]
    public async Task Forgotten_no_row_anywhere_holds_the_persons_id_or_name()
    {
        var world = await BusyAsync();
        Assert.NotEmpty(Traces(world));

        var bot = world.Start();
        await bot.HearAsync(world.Says(User, "forget me now", mentioned: true));

        Assert.Empty(Traces(world));
        await world.CheckAsync(World.Mornings);
        await world.CheckAsync(World.Evenings);
        Assert.Equal("U6", Assert.Single(await world.Store.MembersAsync(World.Mornings, 1, default)).Value.Id.User);
    }

    [Fact]
    public async Task A_removed_cohort_leaves_no_row_and_no_hint_and_its_people_stay_where_else_they_are()
    {
        var world = await BusyAsync();
        await world.Start().Store.RemoveCohortAsync(World.Mornings, default);

        Assert.DoesNotContain(world.Rows(), row => row.Partition == "cohort|slack|T1|C1" || (row.Partition.StartsWith("due|", StringComparison.Ordinal) && row.Key.Contains("C1", StringComparison.Ordinal)));
        Assert.Equal([World.Evenings], await world.Store.CohortsOfAsync(new("slack", "T1", User), default));
        await world.CheckAsync(World.Evenings);
        await world.Start().Store.RemoveCohortAsync(World.Evenings, default);
        Assert.Empty(Traces(world));
    }

    [Fact]
    public async Task Who_checks_in_while_they_are_forgotten_leaves_no_half_of_a_record()
    {
        var world = await new World().WithAsync(World.Mornings);
        world.MoveTo("2026-03-02T09:00:00Z");
        var (bot, other) = (world.Start(), world.Start());
        await bot.TickAsync();
        await bot.HearAsync(world.Says(User, "done"));
        bot.Table.Meanwhile = async call =>
        {
            if (!call.Partition.StartsWith("cohort", StringComparison.Ordinal)) return;
            bot.Table.Meanwhile = null;
            await other.HearAsync(world.Says(User, "done 2"));
        };

        await bot.HearAsync(world.Says(User, "forget me now", mentioned: true));
        Assert.Empty(await world.Store.CheckInsAsync(World.Mornings, 1, 1, 9, default));
        Assert.Empty(Traces(world));
    }

    /// <summary>The event was done, its acknowledgement was lost, and it comes once more after they have been forgotten.</summary>
    [Theory]
    [InlineData("mute", true)]
    [InlineData("done", false)]
    public async Task What_is_delivered_again_after_somebody_was_forgotten_names_them_nowhere(string words, bool mentioned)
    {
        var world = await new World().WithAsync(World.Mornings);
        world.MoveTo("2026-03-02T09:00:00Z");
        var bot = world.Start();
        await bot.TickAsync();
        var said = world.Says(User, words, mentioned: mentioned);
        await bot.HearAsync(said);
        await bot.HearAsync(world.Says(User, "forget me now", mentioned: true));

        await bot.HearAsync(said);

        Assert.Empty(await world.Store.CohortsOfAsync(new("slack", "T1", User), default));
    }

    [Fact]
    public async Task A_nudge_that_is_on_its_way_to_somebody_who_is_forgotten_leaves_nothing_behind()
    {
        var world = await new World().WithAsync(World.Mornings);
        world.MoveTo("2026-03-02T09:00:00Z");
        var bot = world.Start();
        await bot.TickAsync();
        await bot.HearAsync(world.Says(User, "join", mentioned: true));
        world.MoveTo("2026-03-02T18:00:00Z");
        world.Slack.Next.Enqueue(async post =>
        {
            await bot.HearAsync(world.Says(User, "forget me now", mentioned: true));
            return world.Slack.Take(post);
        });
        await bot.TickAsync();
        Assert.Empty(Traces(world));
    }

    /// <summary>Asked again, nothing leads to the cohort that they were taken out of before.</summary>
    [Fact]
    public async Task A_card_tells_one_fewer_though_the_store_lost_its_answer()
    {
        var world = await new World().WithAsync(World.Mornings);
        await world.WithAsync(World.Evenings);
        world.MoveTo("2026-03-02T09:00:00Z");
        var bot = world.Start();
        await bot.TickAsync();
        foreach (var user in (string[])["U5", "U6"]) await bot.HearAsync(world.Says(user, "done"));
        await bot.TickAsync();
        var asked = world.Says("U5", "forget me now", World.Evenings, mentioned: true);
        bot.Table.Meets = call => call.Kind == "write" && call.Partition.StartsWith("person|", StringComparison.Ordinal) ? Fault.ReplyLost : Fault.None;
        await Assert.ThrowsAsync<TableUnavailableException>(() => bot.HearAsync(asked));
        bot.Table.Meets = _ => Fault.None;
        await bot.HearAsync(asked);

        world.Pass(Duration.FromMinutes(1));
        await bot.TickAsync();

        var card = world.Slack.Posts.Single(post => post.Post.Cohort == World.Mornings).Card;
        Assert.Contains("1 of 1 done", StudyBot.Cards.PlainText.Render(card));
    }

    /// <summary>A platform that had no answer tells it again, and after an outage it is read back: by then the person may be here anew.</summary>
    [Fact]
    public async Task Told_again_it_takes_nothing_that_was_done_since()
    {
        var (world, bot) = await World.MorningAsync();
        await bot.HearAsync(world.Says("U5", "done"));
        world.Pass(Duration.FromMinutes(1));
        var asked = world.Says("U5", "forget me now", mentioned: true);
        Assert.True((await bot.HearAsync(asked)).Forgotten);
        Assert.Null(await world.MemberAsync(World.Mornings, "U5"));
        world.Pass(Duration.FromMinutes(1));
        await bot.HearAsync(world.Says("U5", "done"));

        var again = await bot.HearAsync(asked);

        Assert.True(again is { Duplicate: true, Replies: [] });

        Assert.Equal("o", (await world.MemberAsync(World.Mornings, "U5"))!.Ledger.Marks);
        await world.CheckAsync(World.Mornings);
        world.Pass(Duration.FromMinutes(1));
        Assert.True((await bot.HearAsync(world.Says("U5", "forget me now", mentioned: true))).Forgotten);
        Assert.Null(await world.MemberAsync(World.Mornings, "U5"));
    }

    [Fact]
    public async Task The_last_lead_may_be_forgotten_too_over_a_change_of_somebody_else()
    {
        var world = await new World().WithAsync(World.Mornings);
        var (bot, other) = (world.Start(), world.Start());
        var races = 0;
        bot.Table.Meanwhile = async call =>
        {
            if (call.Partition.StartsWith("cohort", StringComparison.Ordinal) && races++ == 0)
                await other.HearAsync(world.Says("U1", "nudge 19:00", mentioned: true));
        };
        await bot.HearAsync(world.Says("U1", "forget me now", mentioned: true));

        var cohort = await world.CohortAsync(World.Mornings);
        Assert.Empty(cohort.Leads);
        Assert.Equal(new LocalTime(19, 0), cohort.Schedule.Nudge);
    }

    /// <summary>Mornings is led by U1 alone.</summary>
    [Theory]
    [InlineData("C1", false)] // in its channel
    [InlineData("C9", false)] // where there is no cohort
    [InlineData("D1", true)]
    public async Task The_last_lead_is_told_so_before_they_go_wherever_they_ask(string channel, bool direct)
    {
        const string Told = "You are the last lead of Bread.";
        var world = await new World().WithAsync(World.Mornings);
        var bot = world.Start();
        await bot.HearAsync(world.Says("U1", "join", mentioned: true));

        Assert.Contains(Told, await AskedAsync(), StringComparison.Ordinal);
        await bot.HearAsync(world.Says("U1", "lead <@U2>", mentioned: true));
        Assert.DoesNotContain(Told, await AskedAsync(), StringComparison.Ordinal);

        async Task<string> AskedAsync()
        {
            var said = world.Says("U1", "forget me", mentioned: true);
            return PlainText.Render(Assert.Single((await bot.HearAsync(said with { Where = said.Where with { Channel = channel, Direct = direct } })).Replies).Card);
        }
    }

    [Fact]
    public async Task Of_a_cohort_that_is_over_nobody_is_the_last_lead()
    {
        var past = Instant.FromUtc(2026, 1, 5, 9, 0);
        var world = await new World().WithAsync(World.Mornings);
        var bot = world.Start();
        var running = (await world.Store.FindCohortAsync(World.Mornings, default))!;
        var over = running.Value with
        {
            Curriculum = running.Value.Curriculum with { Lessons = 1 },
            Schedule = running.Value.Schedule with { Summary = null },
            Posted = [new(1, new(2026, 1, 5), past, past, past, past, past, "m1")],
            NudgedThrough = 1,
        };
        Assert.Equal(Commit.Done, await world.Store.CommitAsync(over.Id, [new Change.PutCohort(over, running.ETag)], default));

        Assert.DoesNotContain("the last lead", PlainText.Render(Assert.Single((await bot.HearAsync(world.Says("U1", "forget me", mentioned: true))).Replies).Card), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_lead_who_never_spoke_is_found_when_they_ask_in_a_direct_message()
    {
        var world = await new World().WithAsync(World.Mornings);
        var bot = world.Start();
        await bot.HearAsync(world.Says("U1", $"lead <@{User}>", mentioned: true));
        Assert.Contains(User, (await world.CohortAsync(World.Mornings)).Leads);

        await bot.HearAsync(Direct(world, "forget me now"));
        Assert.DoesNotContain(User, (await world.CohortAsync(World.Mornings)).Leads);
        Assert.Empty(Traces(world));
    }

    [Fact]
    public async Task Who_left_all_their_cohorts_can_still_be_told_and_forgotten_in_a_direct_message()
    {
        var world = await BusyAsync();
        var bot = world.Start();
        foreach (var cohort in new[] { World.Mornings, World.Evenings }) await bot.HearAsync(world.Says(User, "leave", cohort, mentioned: true));
        Assert.NotEmpty((await bot.HearAsync(Direct(world, "my data"))).Replies[0].Files);
        await bot.HearAsync(Direct(world, "forget me now"));
        Assert.Empty(Traces(world));
    }

    private static Incoming Direct(World world, string text)
    {
        var said = world.Says(User, text);
        return said with { Where = said.Where with { Channel = "D5", Direct = true } };
    }

    /// <summary>Somebody who did all that can be done, in two cohorts, one of them in its second run.</summary>
    private static async Task<World> BusyAsync()
    {
        var world = await new World().WithAsync(World.Mornings, c => c with { NotesAllowed = true, Leads = ["U1", User] });
        await world.WithAsync(World.Evenings);
        world.MoveTo("2026-03-02T09:00:00Z");
        var bot = world.Start();
        await bot.TickAsync();
        foreach (var cohort in new[] { World.Mornings, World.Evenings })
        {
            await bot.HearAsync(world.Says("U6", "done", cohort));
            await bot.HearAsync(world.Says(User, "join", cohort, mentioned: true));
        }

        await bot.HearAsync(Direct(world, "remind me at 23:00"));
        world.MoveTo("2026-03-02T18:00:00Z");
        await bot.TickAsync();
        await bot.HearAsync(world.Says(User, $"done: as {User} by name said, https://example.org/{User}"));
        await bot.HearAsync(world.Does(User, new Did.Reacted("m1", "white_check_mark", true)));
        await bot.HearAsync(world.Does(User, new Did.Edited("p3", "done 2")));
        await bot.HearAsync(Direct(world, "done"));
        await bot.HearAsync(world.Says(User, "remind me at 22:00", World.Mornings, mentioned: true));
        await bot.HearAsync(world.Does("U9", new Did.ChannelGone("archived"), World.Mornings));
        Assert.NotEmpty(await world.Store.DeliveriesAsync(World.Mornings, 1, DeliveryKind.Notice, default));
        return world;
    }

    /// <summary>Rows in whose partition, key or value the id or the name stands.</summary>
    private static IReadOnlyList<string> Traces(World world) =>
        [.. world.Rows().Select(row => $"{row.Partition} {row.Key} {Encoding.UTF8.GetString(row.Value.Span)}").Where(text => text.Contains(User, StringComparison.OrdinalIgnoreCase))];
}
