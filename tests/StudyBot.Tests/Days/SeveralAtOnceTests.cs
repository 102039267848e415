namespace StudyBot.Tests.Days;

/// <summary>Check-ins that name their lessons: several, too many, ahead, not there.</summary>
public class SeveralAtOnceTests
{
    [Fact]
    public async Task Each_lesson_that_is_named_counts_and_each_that_cannot_is_told_why()
    {
        await using var app = await App.StartAsync();
        await app.NextMorningAsync();
        await app.NextMorningAsync();

        Assert.Equal(["1 late", "2 on-time"], Classes(await app.SaysAsync("ana", "done 1, done 2")));

        var ahead = await app.SaysAsync("ana", "Day 4 done, what a lesson");
        Assert.Equal(["4 on-time"], ahead.Receipts);
        Assert.Empty(ahead.Replies);

        var mixed = await app.SaysAsync("ana", "done 3, 6 and 31");
        Assert.Equal(["3 on-time"], mixed.Receipts);
        var told = Assert.Single(mixed.Replies);
        Assert.Equal("ana", told.PrivateTo);
        Assert.Contains("Counted: day 3.", told.Text);
        Assert.Contains("Day 6 is still some way ahead. For now you can do up to day 4", told.Text);
        Assert.Contains("There is no day 31 in this plan; its days run from 1 to 30.", told.Text);

        Assert.Contains("Completed: 4 lessons, 3 posted so far", await app.AsksAsync("ana", "me"));
    }

    [Fact]
    public async Task More_than_seven_at_once_are_refused_whole()
    {
        await using var app = await App.StartAsync();
        foreach (var text in new[] { "done 1-8", "done 1, 2, 3, 4, 5, 6, 7 and 8", "done 1-5\ndone 6-9" })
        {
            var heard = await app.SaysAsync("ana", text);
            Assert.Empty(heard.Receipts);
            Assert.Contains("nothing was counted", heard.Reply);
        }

        Assert.Contains("You have not joined", await app.AsksAsync("ana", "me"));
    }

    [Fact]
    public async Task Before_the_first_lesson_a_bare_done_is_told_when_it_comes()
    {
        await using var app = await App.StartAsync("2026-03-02T09:00:00Z");
        await SecondCohort.SetUpAsync(app, "ben", "bakers", start: "2026-03-04");

        var early = await app.SaysAsync("ben", "done", channel: "bakers");
        Assert.Empty(early.Receipts);
        Assert.Contains("The first lesson comes on Wed 4 Mar, 09:00 (UTC).", early.Reply);

        Assert.Equal(["1 on-time"], (await app.SaysAsync("ben", "done 1", channel: "bakers")).Receipts);
    }

    private static IEnumerable<string> Classes(Heard heard) => heard.Receipts.Order(StringComparer.Ordinal);
}
