namespace StudyBot.Judges;

/// <summary>The power goes: what was answered is kept, and what was posted is not posted again.</summary>
public class KillTests
{
    [Fact]
    public async Task What_was_answered_survives_a_kill_and_no_lesson_comes_twice()
    {
        await using var host = await HostProcess.StartAsync();
        Assert.Equal(1, Assert.Single(await host.LessonsAsync()));

        foreach (var who in new[] { "ana", "ben", "chloe", "dev", "eve" })
        {
            var answer = await host.SayAsync(who, "done");
            Assert.Equal(1, answer.GetProperty("receipts").GetArrayLength());
            await host.KillAsync();
            await host.StartAgainAsync();
        }

        Assert.Equal(1, Assert.Single(await host.LessonsAsync()));
        var board = (await host.SayAsync("ana", "@StudyBot leaderboard all")).GetProperty("replies")[0].GetProperty("text").GetString()!;
        Assert.All(["ana", "ben", "chloe", "dev", "eve"], who => Assert.Contains($"1. {who}", board));
        Assert.Contains("Streak: 1", (await host.SayAsync("eve", "@StudyBot me")).GetProperty("replies")[0].GetProperty("text").GetString()!);
    }

    [Fact]
    public async Task A_start_that_is_killed_at_any_moment_leaves_a_store_that_starts()
    {
        await using var host = await HostProcess.StartAsync();
        for (var wait = 0; wait < 100; wait += 20)
        {
            await host.KillAsync();
            await host.StartAgainAsync();
            await Task.Delay(TimeSpan.FromMilliseconds(wait), TimeProvider.System);
        }

        // What was under way when the process went may be taken over once its lease is over.
        await host.PassAsync(TimeSpan.FromMinutes(3));
        Assert.Equal(1, Assert.Single(await host.LessonsAsync()));
    }
}
