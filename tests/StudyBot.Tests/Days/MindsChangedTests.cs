using NodaTime;

namespace StudyBot.Tests.Days;

/// <summary>Edits, deletions, reactions, threads, direct messages.</summary>
public class MindsChangedTests
{
    [Fact]
    public async Task Editing_done_away_takes_the_check_in_back()
    {
        await using var app = await App.StartAsync();
        var said = await app.SaysAsync("ana", "done");
        await app.EditsAsync("ana", said.Id, "not quite, give me an hour");
        Assert.Contains("Completed: 0", (await app.SaysAsync("ana", "@StudyBot me")).Reply);

        Assert.Equal(["1 on-time"], (await app.EditsAsync("ana", said.Id, "done now")).Receipts);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Words_added_to_done_leave_the_check_in(bool inThread)
    {
        await using var app = await App.StartAsync();
        var said = await app.SaysAsync("ana", "done", thread: inThread ? (await app.LessonAsync(1)).Id : null);
        foreach (var text in (string[])["done this one was hard", "done really enjoyed it"])
        {
            Assert.Empty((await app.EditsAsync("ana", said.Id, text)).Replies);
            Assert.Contains("Completed: 1", await app.AsksAsync("ana", "me"));
        }

        await app.EditsAsync("ana", said.Id, "not quite, give me an hour");
        Assert.Contains("Completed: 0", await app.AsksAsync("ana", "me"));
        Assert.Equal(inThread ? 1 : 0, (await app.EditsAsync("ana", said.Id, "done really enjoyed it")).Replies.Count);
        Assert.Empty((await app.EditsAsync("ana", said.Id, "done this one was hard")).Replies);
    }

    [Fact]
    public async Task A_message_deleted_soon_is_taken_back_and_a_later_one_is_asked_about()
    {
        await using var app = await App.StartAsync();
        var slip = await app.SaysAsync("ana", "done");
        await app.DeletesAsync("ana", slip.Id);
        Assert.Contains("Completed: 0", (await app.SaysAsync("ana", "@StudyBot me")).Reply);

        var meant = await app.SaysAsync("ana", "done");
        await app.PassAsync(Duration.FromHours(2));
        var asked = Assert.Single((await app.DeletesAsync("ana", meant.Id)).Replies);
        Assert.NotEmpty(asked.Buttons);
        Assert.Contains("Completed: 1", (await app.SaysAsync("ana", "@StudyBot me")).Reply);
    }

    [Fact]
    public async Task A_check_mark_on_the_lesson_counts_until_it_is_taken_off()
    {
        await using var app = await App.StartAsync();
        var lesson = await app.LessonAsync(1);
        Assert.Equal(["1 on-time"], (await app.ReactsAsync("ben", lesson.Id)).Receipts);
        await app.ReactsAsync("ben", lesson.Id, on: false);
        Assert.Contains("Completed: 0", (await app.SaysAsync("ben", "@StudyBot me")).Reply);
    }

    [Fact]
    public async Task A_check_in_with_two_sources_stands_until_both_are_gone()
    {
        await using var app = await App.StartAsync();
        var lesson = await app.LessonAsync(1);
        var said = await app.SaysAsync("ben", "done");
        await app.ReactsAsync("ben", lesson.Id);
        await app.DeletesAsync("ben", said.Id);
        Assert.Contains("Completed: 1", (await app.SaysAsync("ben", "@StudyBot me")).Reply);
    }

    [Fact]
    public async Task In_a_lesson_s_thread_done_means_that_lesson_and_almost_is_asked_once()
    {
        await using var app = await App.StartAsync();
        await app.NextMorningAsync();
        var first = await app.LessonAsync(1);
        Assert.Equal(["1 on-time"], (await app.SaysAsync("ana", "I'm done", thread: first.Id)).Receipts);

        var almost = await app.SaysAsync("ben", "done-ish", thread: first.Id);
        Assert.Empty(almost.Receipts);
        Assert.Equal(2, Assert.Single(almost.Replies).Buttons.Count);
        Assert.Equal(["1 on-time"], (await app.PressesAsync("ben", almost.Replies[0].Id, almost.Replies[0].Buttons[0])).Receipts);
    }

    [Fact]
    public async Task A_direct_message_needs_no_mention()
    {
        await using var app = await App.StartAsync();
        Assert.Equal(["1 on-time"], (await app.SaysAsync("ana", "done", direct: true)).Receipts);
        Assert.Contains("Streak: 1", (await app.SaysAsync("ana", "me", direct: true)).Reply);
        Assert.Contains("leaderboard", (await app.SaysAsync("ana", "leaderbord", direct: true)).Reply);
    }

    [Fact]
    public async Task Forget_me_asks_and_then_leaves_no_trace()
    {
        await using var app = await App.StartAsync();
        await app.SaysAsync("Zebedee", "done https://example.org/zebedee");
        await app.SaysAsync("ben", "done");
        await app.SaysAsync("Zebedee", "@StudyBot forget me");
        Assert.Contains("Zebedee", (await app.SaysAsync("ben", "@StudyBot leaderboard")).Reply);

        await app.SaysAsync("Zebedee", "@StudyBot forget me now");

        Assert.DoesNotContain("Zebedee", (await app.SaysAsync("ben", "@StudyBot leaderboard all")).Reply);
        Assert.DoesNotContain(await app.MessagesAsync(), m => m.Text.Contains("zebedee", StringComparison.OrdinalIgnoreCase) && m.Kind != "reply");
        Assert.Contains("Completed: 1", (await app.SaysAsync("ben", "@StudyBot me")).Reply);
    }

    [Fact]
    public async Task Only_leads_change_the_plan()
    {
        await using var app = await App.StartAsync();
        Assert.Contains("ana", (await app.SaysAsync("ben", "@StudyBot time 10:00")).Reply);
        Assert.Contains("10:00", (await app.SaysAsync("ana", "@StudyBot time 10:00")).Reply);
        await app.SaysAsync("ben", "@StudyBot join");
        await app.SaysAsync("ana", "@StudyBot lead @ben");
        Assert.Contains("11:00", (await app.SaysAsync("ben", "@StudyBot time 11:00")).Reply);
        await app.NextMorningAsync();
        Assert.StartsWith("2026-03-03T11:00:00", (await app.LessonAsync(2)).At, StringComparison.Ordinal);
    }
}
