using NodaTime;

namespace StudyBot.Tests.Days;

/// <summary>A week in the channel, morning by morning. The first one is Monday 2 March 2026, 09:00.</summary>
public class WeekTests
{
    [Fact]
    public async Task A_week_of_mornings_ends_with_a_summary_on_sunday()
    {
        await using var app = await App.StartAsync();
        for (var day = 1; day <= 7; day++)
        {
            Assert.Equal([$"{day} on-time"], (await app.SaysAsync("ana", "done")).Receipts);
            if (day < 4) await app.SaysAsync("ben", $"done, took me {day * 10} min");
            if (day < 7) await app.NextMorningAsync();
        }

        await app.PassAsync(Duration.FromHours(9));

        var summary = Assert.Single(await app.PostsAsync("summary"));
        Assert.Contains("ana", summary.Text);
        Assert.Contains("7", summary.Text);
        Assert.Equal("2026-03-08T17:00:00Z", summary.At[..19] + "Z");
        Assert.Contains("Freezes held: 1", (await app.SaysAsync("ana", "@StudyBot me")).Reply);
    }

    [Fact]
    public async Task Nudges_are_private_and_stop_after_three_that_were_ignored()
    {
        await using var app = await App.StartAsync();
        await app.SaysAsync("ana", "done");
        for (var day = 2; day <= 8; day++) await app.NextMorningAsync();

        var nudges = await app.PostsAsync("nudge");
        Assert.All(nudges, nudge => Assert.Equal("ana", nudge.PrivateTo));
        Assert.Equal([2, 3, 4, 5], nudges.Select(n => n.Lesson));
        Assert.Contains(nudges[^1].Buttons, command => command.StartsWith("pause until", StringComparison.Ordinal));

        await app.SaysAsync("ana", "done");
        await app.NextMorningAsync();
        await app.NextMorningAsync();
        Assert.Equal(5, (await app.PostsAsync("nudge")).Count);
    }

    [Fact]
    public async Task A_streak_lives_in_grace_and_ends_after_it()
    {
        await using var app = await App.StartAsync();
        await app.SaysAsync("ana", "done");
        await app.NextMorningAsync();
        await app.PassAsync(Duration.FromHours(24 + 11));
        Assert.Equal(["2 grace"], (await app.SaysAsync("ana", "done 2")).Receipts);
        Assert.Contains("Streak: 2", (await app.SaysAsync("ana", "@StudyBot me")).Reply);

        await app.PassAsync(Duration.FromHours(48));
        Assert.Equal(["3 late"], (await app.SaysAsync("ana", "done 3")).Receipts);
        Assert.Contains("Streak: 0", (await app.SaysAsync("ana", "@StudyBot me")).Reply);
        Assert.Contains("day 3", (await app.SaysAsync("ana", "@StudyBot why")).Reply, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task A_receipt_that_may_mean_the_lesson_before_can_be_moved()
    {
        await using var app = await App.StartAsync();
        await app.SaysAsync("ana", "done");
        await app.NextMorningAsync();
        await app.NextMorningAsync();

        var heard = await app.SaysAsync("ana", "done");
        Assert.Equal(["3 on-time"], heard.Receipts);
        var question = Assert.Single(heard.Replies);
        Assert.Contains("Was it day 2?", question.Text);

        await app.PressesAsync("ana", question.Id, Assert.Single(question.Buttons, command => command == "move 3 to 2"));
        var why = (await app.SaysAsync("ana", "@StudyBot me")).Reply;
        Assert.Contains("Streak: 2", why);
    }

    [Fact]
    public async Task Thirty_mornings_end_with_a_finish_card()
    {
        await using var app = await App.StartAsync();
        Heard last = await app.SaysAsync("ana", "done");
        for (var day = 2; day <= 30; day++)
        {
            await app.NextMorningAsync();
            last = await app.SaysAsync("ana", "done https://example.org/notes");
        }

        Assert.Equal(["30 on-time"], last.Receipts);
        Assert.Contains("30", last.Reply);
        await app.PassAsync(Duration.FromDays(8));
        Assert.Equal(30, (await app.PostsAsync("lesson")).Count);
    }
}
