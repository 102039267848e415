using NodaTime;

namespace StudyBot.Tests.Days;

/// <summary>What a newcomer sees.</summary>
public class FirstMorningTests
{
    [Fact]
    public async Task Lesson_1_is_there_and_done_is_enough()
    {
        await using var app = await App.StartAsync();

        Assert.Contains("Day 1", (await app.LessonAsync(1)).Text);
        Assert.Equal(["1 on-time"], (await app.SaysAsync("ana", "done")).Receipts);
        Assert.Contains("Streak: 1", (await app.SaysAsync("ana", "@StudyBot me")).Reply);
        Assert.Contains("1. ana", (await app.SaysAsync("ben", "@StudyBot leaderboard")).Reply);
    }

    [Fact]
    public async Task Chatter_is_left_alone()
    {
        await using var app = await App.StartAsync();

        foreach (var chatter in new[] { "good morning", "well done Ana", "almost done", "is anyone done?", "> done" })
        {
            var heard = await app.SaysAsync("ben", chatter);
            Assert.Empty(heard.Receipts);
            Assert.Empty(heard.Replies);
        }

        Assert.Contains("No check-ins here yet", (await app.SaysAsync("ben", "@StudyBot leaderboard")).Reply);
    }

    [Fact]
    public async Task The_lesson_s_own_card_counts_who_is_done()
    {
        await using var app = await App.StartAsync();

        await app.SaysAsync("ana", "done");
        await app.SaysAsync("ben", "@StudyBot join");
        await app.SaysAsync("chloe", "✅");

        await app.UntilAsync(async () => (await app.LessonAsync(1)).Text.Contains("2 of 3 done"));
    }

    [Fact]
    public async Task Said_twice_is_counted_once()
    {
        await using var app = await App.StartAsync();

        await app.SaysAsync("ana", "done");
        await app.PassAsync(Duration.FromHours(25));
        Assert.Equal(["1 on-time"], (await app.SaysAsync("ana", "done 1")).Receipts);
        Assert.Contains("Completed: 1 lesson", (await app.SaysAsync("ana", "@StudyBot me")).Reply);
    }

    [Fact]
    public async Task Nothing_is_lost_and_nothing_comes_twice_over_a_restart()
    {
        await using var app = await App.StartAsync();
        await app.SaysAsync("ana", "done");

        await app.RestartAsync(Duration.FromMinutes(2));

        Assert.Single(await app.PostsAsync("lesson"));
        Assert.Contains("Streak: 1", (await app.SaysAsync("ana", "@StudyBot me")).Reply);
    }
}
