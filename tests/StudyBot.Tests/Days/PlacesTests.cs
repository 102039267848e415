using NodaTime;

namespace StudyBot.Tests.Days;

/// <summary>Threads, buttons, and direct messages with more than one cohort.</summary>
public class PlacesTests
{
    [Fact]
    public async Task Short_words_count_in_a_lessons_thread_and_in_no_other()
    {
        await using var app = await App.StartAsync();
        await app.NextMorningAsync();
        await app.PassAsync(Duration.FromMinutes(1));
        var chatter = await app.SaysAsync("ben", "are you through with your coffee?");

        foreach (var words in new[] { "I'm done", "all done", "done-ish" })
        {
            var heard = await app.SaysAsync("ana", words, thread: chatter.Id);
            Assert.Empty(heard.Receipts);
            Assert.Empty(heard.Replies);
        }

        Assert.Equal(["2 on-time"], (await app.SaysAsync("ana", "done", thread: chatter.Id)).Receipts);
        Assert.Equal(["1 grace"], (await app.SaysAsync("ana", "@StudyBot I'm done", thread: (await app.LessonAsync(1)).Id)).Receipts);
    }

    [Fact]
    public async Task What_is_almost_a_check_in_is_asked_about_once_and_about_the_lesson_it_names()
    {
        await using var app = await App.StartAsync();
        await app.NextMorningAsync();
        var second = await app.LessonAsync(2);

        var asked = Assert.Single((await app.SaysAsync("ana", "done I think", thread: second.Id)).Replies);
        Assert.Equal("ana", asked.PrivateTo);
        Assert.Equal(["done 2", "keep"], asked.Buttons);
        Assert.Empty((await app.SaysAsync("ana", "done-ish", thread: second.Id)).Replies);

        Assert.Equal(["done 1", "keep"], Assert.Single((await app.SaysAsync("ben", "done 1 I think", thread: second.Id)).Replies).Buttons);
        Assert.Empty((await app.SaysAsync("chloe", "done I think")).Replies);
    }

    [Fact]
    public async Task Said_to_the_bot_alone_it_is_asked_about_too_and_a_kind_word_is_answered()
    {
        await using var app = await App.StartAsync();
        await app.SaysAsync("ana", "done");
        await app.NextMorningAsync();

        var asked = Assert.Single((await app.SaysAsync("ana", "I'm done", direct: true)).Replies);
        Assert.Equal(["done 2", "keep"], asked.Buttons);
        Assert.Equal(["2 on-time"], (await app.PressesAsync("ana", asked.Id, "done 2")).Receipts);

        Assert.Equal("You are welcome.", (await app.SaysAsync("ana", "thanks!", direct: true)).Reply);
        Assert.Empty((await app.SaysAsync("ana", "ok", direct: true)).Replies);
        Assert.Contains("mute", Assert.Single((await app.SaysAsync("ana", "stop", direct: true)).Replies).Buttons);
    }

    [Fact]
    public async Task Buttons_count_once_and_a_reminder_comes_when_it_was_asked_for()
    {
        await using var app = await App.StartAsync();
        var lesson = await app.LessonAsync(1);
        Assert.Equal(["done 1", "remind me"], lesson.Buttons);

        var told = Assert.Single((await app.PressesAsync("ana", lesson.Id, "remind me")).Replies);
        Assert.Equal("ana", told.PrivateTo);
        Assert.Contains("I will remind you about day 1 on Mon 2 Mar, 18:00 (UTC)", told.Text);
        Assert.Contains("15:00", await app.AsksAsync("ana", "remind me at 15:00"));
        Assert.Contains("It is past 08:00 today.", await app.AsksAsync("ana", "remind me at 8am"));

        await app.ClockAsync("2026-03-02T14:59:00Z");
        Assert.Empty(await app.PostsAsync("nudge"));
        await app.ClockAsync("2026-03-02T17:00:00Z");
        var reminder = Assert.Single(await app.PostsAsync("nudge"));
        Assert.StartsWith("2026-03-02T15:00:00", reminder.At, StringComparison.Ordinal);
        Assert.Equal("ana", reminder.PrivateTo);
        Assert.Contains("Here is the reminder you asked for.", reminder.Text);

        Assert.Equal(["1 on-time"], (await app.PressesAsync("ana", reminder.Id, "done 1")).Receipts);
        var again = await app.PressesAsync("ana", lesson.Id, "done 1");
        Assert.Contains("Day 1 is already counted, on time.", again.Told[0]);
        Assert.Contains("nothing to remind you about", await app.AsksAsync("ana", "remind me"));
        await app.PassAsync(Duration.FromHours(10));
        Assert.Single(await app.PostsAsync("nudge"));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Whoever_has_not_joined_is_told_words_that_let_them_join_where_they_are(bool known)
    {
        await using var app = await App.StartAsync();
        if (known) await app.SaysAsync("ana", "@StudyBot lead @dora");
        var told = (await app.SaysAsync("dora", "me", direct: true)).Reply;
        Assert.StartsWith(known ? "You have not joined" : "You are not in a cohort yet.", told, StringComparison.Ordinal);

        var words = told[told.IndexOf("@StudyBot", StringComparison.Ordinal)..].Split('"')[0];
        Assert.Contains("Welcome to", (await app.SaysAsync("dora", words, direct: known)).Reply);
    }

    [Fact]
    public async Task In_a_direct_message_somebody_with_two_cohorts_is_asked_unless_only_one_is_open()
    {
        await using var app = await App.StartAsync();
        var setUp = await SecondCohort.SetUpAsync(app, "ben", "bakers", start: "2026-03-02", time: "09:30");
        Assert.Contains("is set up", setUp.Reply);
        Assert.Contains("ask ben", (await app.SaysAsync("chloe", "@StudyBot setup", channel: "bakers")).Reply);
        foreach (var channel in (string[])["study", "bakers"]) await app.SaysAsync("ben", "@StudyBot join", channel: channel);
        await app.ClockAsync("2026-03-02T09:30:00Z");
        await app.UntilAsync(async () => (await app.PostsAsync("lesson")).Count == 2);

        var which = Assert.Single((await app.SaysAsync("ben", "done", direct: true)).Replies);
        Assert.Contains("Which one do you mean?", which.Text);
        Assert.Equal(["done 1", "done 1"], which.Buttons);
        Assert.Contains("lessons at 09:30", which.Text);
        Assert.Equal(["1 on-time"], (await app.PressesAsync("ben", which.Id, "done 1")).Receipts);

        // Only one lesson is left open now.
        var other = await app.SaysAsync("ben", "done", direct: true);
        Assert.Equal(["1 on-time"], other.Receipts);
        Assert.Empty(other.Replies);
        Assert.Contains("Which one do you mean?", (await app.SaysAsync("ben", "me", direct: true)).Reply);
        Assert.Contains("Which one do you mean?", (await app.SaysAsync("ben", "resume", direct: true)).Reply);
        Assert.Contains("You are not in a cohort yet.", (await app.SaysAsync("dora", "me", direct: true)).Reply);
    }
}
