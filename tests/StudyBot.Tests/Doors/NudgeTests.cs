using StudyBot.Agendas;
using StudyBot.Cards;

namespace StudyBot.Tests.Doors;

/// <summary>Whoever chose an hour of their own is not asked before it.</summary>
public class NudgeTests
{
    [Fact]
    public async Task Who_asked_to_be_reminded_later_is_reminded_then_and_not_nudged_before()
    {
        var world = await new World().WithAsync(World.Mornings);
        var bot = world.Start();
        world.MoveTo("2026-03-02T09:00:00Z");
        await bot.TickAsync();
        foreach (var (user, hour) in ((string, string)[])[("U5", "20:00"), ("U6", "14:00"), ("U7", "")])
            await bot.HearAsync(world.Says(user, hour.Length > 0 ? $"remind me at {hour}" : "join", mentioned: true));
        foreach (var user in (string[])["U5", "U6"]) await bot.HearAsync(world.Says(user, "join", mentioned: true));

        foreach (var hour in (int[])[14, 18, 20])
        {
            world.MoveTo($"2026-03-02T{hour}:00:00Z");
            await bot.TickAsync();
        }

        Assert.Equal(["lesson 0001", "reminder 0001 u6", "nudge 0001 u6", "nudge 0001 u7", "reminder 0001 u5"], world.Slack.Of(World.Mornings));
    }

    /// <summary>Two are done, the third is in grace: the fourth alone does not keep the streak.</summary>
    [Theory]
    [InlineData("18:00", "Day 3 still counts for your streak too, until Thu 5 Mar, 21:00 (UTC): say \"done 3\".")]
    [InlineData("21:01", "That would start a new streak.")] // it had to wait
    public async Task A_nudge_names_the_lesson_in_grace_that_the_streak_needs(string at, string words)
    {
        var world = await new World().WithAsync(World.Mornings);
        var bot = world.Start();
        for (var day = 2; day <= 5; day++)
        {
            world.MoveTo($"2026-03-0{day}T09:00:00Z");
            await bot.TickAsync();
            if (day is 2 or 3) await bot.HearAsync(world.Says("U5", "done"));
            if (day is 4) continue;
            world.MoveTo($"2026-03-0{day}T{at}:00Z");
            await bot.TickAsync();
        }

        var nudge = Assert.Single(world.Slack.Posts, post => post.Post.Delivery.Kind is DeliveryKind.Nudge);
        Assert.Contains(words, PlainText.Render(nudge.Card));
    }

    /// <summary>The platform had asked for a break.</summary>
    [Fact]
    public async Task A_nudge_that_had_to_wait_until_the_next_lesson_is_left_out()
    {
        var world = await new World().WithAsync(World.Mornings, cohort => cohort with { Schedule = cohort.Schedule with { Nudge = new(8, 30) } });
        var bot = world.Start();
        world.MoveTo("2026-03-02T09:00:00Z");
        await bot.TickAsync();
        await bot.HearAsync(world.Says("U5", "join", mentioned: true));
        world.MoveTo("2026-03-03T08:30:00Z");
        bot.Table.Meets = call =>
        {
            // The members are read, and their turn comes.
            if (call.Kind == "range" && call.Key.StartsWith("member|", StringComparison.Ordinal)) world.MoveTo("2026-03-03T09:00:00Z");
            return Fault.None;
        };

        await bot.TickAsync();

        Assert.DoesNotContain("nudge 0001 u5", world.Slack.Of(World.Mornings));
    }

    [Fact]
    public async Task A_reminder_at_the_nudges_own_hour_stands_for_the_nudge()
    {
        var world = await new World().WithAsync(World.Mornings);
        var bot = world.Start();
        world.MoveTo("2026-03-02T09:00:00Z");
        await bot.TickAsync();
        foreach (var words in (string[])["join", "remind me"]) await bot.HearAsync(world.Says("U5", words, mentioned: true));
        world.MoveTo("2026-03-02T18:00:00Z");
        await bot.TickAsync();

        Assert.Equal(["lesson 0001", "reminder 0001 u5"], world.Slack.Of(World.Mornings));
    }

    [Theory]
    [InlineData("2026-03-03T02:59:00Z", "join", true)]
    [InlineData("2026-03-03T03:00:00Z", "join", false)] // it was for yesterday
    [InlineData("2026-03-02T15:00:00Z", "leave", false)]
    public async Task A_reminder_is_for_its_day_and_for_who_is_still_here(string at, string last, bool comes)
    {
        var world = await new World().WithAsync(World.Mornings, cohort => cohort with { Schedule = cohort.Schedule with { Nudge = null } });
        var bot = world.Start();
        world.MoveTo("2026-03-02T09:00:00Z");
        await bot.TickAsync();
        foreach (var words in (string[])["join", "remind me at 15:00", last]) await bot.HearAsync(world.Says("U5", words, mentioned: true));
        world.MoveTo(at);
        await bot.TickAsync();

        Assert.Equal(comes, world.Slack.Of(World.Mornings).Contains("reminder 0001 u5"));
        Assert.Empty(await world.Store.DeliveriesAsync(World.Mornings, 1, DeliveryKind.Reminder, default));
    }

    [Fact]
    public async Task A_reminder_after_the_lesson_was_due_says_until_when_it_counts_now()
    {
        var world = await new World().WithAsync(World.Mornings);
        var bot = world.Start();
        world.MoveTo("2026-03-02T09:00:00Z");
        await bot.TickAsync();
        world.MoveTo("2026-03-03T08:30:00Z");
        await bot.HearAsync(world.Says("U5", "remind me at 10:00", mentioned: true));
        world.MoveTo("2026-03-03T10:00:00Z");
        await bot.TickAsync();

        var reminder = Assert.Single(world.Slack.Posts, post => post.Post.Delivery.Kind is DeliveryKind.Reminder);
        Assert.Contains("Here is the reminder you asked for. Grace period until Tue 3 Mar, 21:00", PlainText.Render(reminder.Card));
    }
}
