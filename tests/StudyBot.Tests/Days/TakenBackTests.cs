using NodaTime;

namespace StudyBot.Tests.Days;

/// <summary>Edits that add and remove, deletions late and later, reactions of two kinds, <c>undo</c> and <c>move</c>.</summary>
public class TakenBackTests
{
    [Fact]
    public async Task An_edit_adds_a_lesson_and_takes_one_away_and_leaves_the_others_instants()
    {
        await using var app = await App.StartAsync();
        await app.SaysAsync("ana", "@StudyBot join");
        await app.NextMorningAsync();
        var said = await app.SaysAsync("ana", "done 1");
        await app.PassAsync(Duration.FromHours(2));

        var more = await app.EditsAsync("ana", said.Id, "done 1 and 2 https://example.org/two");
        Assert.Contains("2 on-time", more.Receipts);
        Assert.Contains(more.Told, told => told.StartsWith("2026-03-03T11:00", StringComparison.Ordinal) && told.Contains(" 2 "));
        Assert.Contains("Completed: 2", await app.AsksAsync("ana", "me"));

        await app.EditsAsync("ana", said.Id, "done 2");
        var me = await app.AsksAsync("ana", "me");
        Assert.Contains("Completed: 1", me);
        Assert.Contains("Open: day 1", me);

        // Far too late to take day 2 back: it stands, and is told so.
        await app.PassAsync(Duration.FromHours(48));
        Assert.Contains("so it stands now", (await app.EditsAsync("ana", said.Id, "never mind")).Reply);
        Assert.Contains("Completed: 1", await app.AsksAsync("ana", "me"));
    }

    [Fact]
    public async Task A_late_deletion_is_asked_about_and_the_answer_counts()
    {
        await using var app = await App.StartAsync();
        var first = await app.SaysAsync("ana", "done");
        await app.PassAsync(Duration.FromHours(2));

        var asked = Assert.Single((await app.DeletesAsync("ana", first.Id)).Replies);
        Assert.Equal(["undo 1", "keep"], asked.Buttons);
        Assert.Contains("Everything stays as it is.", (await app.PressesAsync("ana", asked.Id, "keep")).Reply);
        Assert.Contains("Completed: 1", await app.AsksAsync("ana", "me"));

        var second = await app.SaysAsync("ben", "done");
        await app.PassAsync(Duration.FromMinutes(61));
        var question = Assert.Single((await app.DeletesAsync("ben", second.Id)).Replies);
        Assert.Contains("Taken back: day 1.", (await app.PressesAsync("ben", question.Id, "undo 1")).Reply);
        Assert.Contains("Completed: 0", await app.AsksAsync("ben", "me"));

        // A message that counted nothing goes without a word.
        var chatter = await app.SaysAsync("ben", "good morning");
        await app.PassAsync(Duration.FromHours(2));
        Assert.Empty((await app.DeletesAsync("ben", chatter.Id)).Replies);
    }

    [Fact]
    public async Task Reactions_count_on_a_lesson_with_a_done_emoji_alone_and_stand_until_the_last_is_off()
    {
        await using var app = await App.StartAsync();
        var lesson = await app.LessonAsync(1);
        var chatter = await app.SaysAsync("ana", "good morning");

        Assert.Empty((await app.ReactsAsync("ben", lesson.Id, "tada")).Receipts);
        Assert.Empty((await app.ReactsAsync("ben", chatter.Id)).Receipts);
        Assert.Equal(["1 on-time"], (await app.ReactsAsync("ben", lesson.Id, "heavy_check_mark")).Receipts);
        await app.ReactsAsync("ben", lesson.Id, "white_check_mark");
        await app.ReactsAsync("ben", lesson.Id, "heavy_check_mark", on: false);
        Assert.Contains("Completed: 1", await app.AsksAsync("ben", "me"));
        await app.ReactsAsync("ben", lesson.Id, "white_check_mark", on: false);
        Assert.Contains("Completed: 0", await app.AsksAsync("ben", "me"));
    }

    [Fact]
    public async Task Undo_takes_the_latest_or_the_one_named_or_the_threads_and_not_done_only_where_it_is_clear()
    {
        await using var app = await App.StartAsync();
        await app.NextMorningAsync();
        var first = await app.LessonAsync(1);
        await app.SaysAsync("ana", "done 1");
        await app.PassAsync(Duration.FromMinutes(1));
        await app.SaysAsync("ana", "done 2");

        // Nowhere near a lesson "not done" takes nothing back, said to the channel or to us.
        Assert.Empty((await app.SaysAsync("ana", "not done yet")).Replies);
        Assert.Equal("Day 2 is already counted, on time. \"undo 2\" takes it back.", (await app.SaysAsync("ana", "not done yet", direct: true)).Reply);
        Assert.Contains("Completed: 2", await app.AsksAsync("ana", "me"));

        Assert.Contains("Taken back: day 2.", (await app.SaysAsync("ana", "undo")).Reply);
        Assert.Contains("Taken back: day 1.", (await app.SaysAsync("ana", "not done", thread: first.Id)).Reply);
        Assert.Contains("There is no check-in of yours to take back", (await app.SaysAsync("ana", "undo")).Reply);

        await app.SaysAsync("ana", "done 1 and 2");
        Assert.Contains("Taken back: day 1.", (await app.SaysAsync("ana", "undo", thread: first.Id)).Reply);
        Assert.Contains("Taken back: day 2.", (await app.SaysAsync("ana", "undo 2")).Reply);
    }

    [Fact]
    public async Task A_check_in_moves_with_its_instant_and_the_message_speaks_of_the_other_lesson_from_then_on()
    {
        await using var app = await App.StartAsync();
        await app.NextMorningAsync();
        await app.PassAsync(Duration.FromMinutes(1));
        var said = await app.SaysAsync("ana", "done 2");

        Assert.Contains("Moved from day 2 to day 1: counted within the grace period.", await app.AsksAsync("ana", "move 2 to 1"));
        Assert.Contains("There is no check-in of yours for day 2", await app.AsksAsync("ana", "move 2 to 1"));
        Assert.Contains("Day 9 is still some way ahead", await app.AsksAsync("ana", "move 1 to 9"));
        Assert.Contains("There is no day 40", await app.AsksAsync("ana", "move 1 to 40"));

        await app.DeletesAsync("ana", said.Id);
        Assert.Contains("Completed: 0", await app.AsksAsync("ana", "me"));
    }
}
