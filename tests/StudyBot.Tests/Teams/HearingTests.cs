using NodaTime;
using StudyBot.CheckIns;
using StudyBot.Fakes.Teams;

namespace StudyBot.Tests.Teams;

/// <summary>What people do on a lesson, and how they are answered.</summary>
public class HearingTests
{
    [Fact]
    public async Task One_message_under_other_ids_and_once_more_is_one_check_in()
    {
        await using var school = await School.OpenAsync();
        await school.NineAsync();
        await school.DoAsync(() => school.Ana.RepliesAsync(school.Lesson, "done"));
        var said = school.Host.Teams.Deliveries[^1];

        for (var times = 0; times < 3; times++) await school.DoAsync(() => school.Host.Teams.RedeliverAsync(said, newId: true));
        await school.DoAsync(() => school.Host.Teams.RedeliverAsync(said));

        Assert.Single((await school.Host.CheckInAsync(school.Channel, school.Ana, 1))!.Sources);
        Assert.Single(school.Host.Teams.Calls, call => call.Method == "PUT" && call.Path.Contains("/reactions/"));
        Assert.Contains("1 of 1 done", school.Lesson.Words());
    }

    /// <summary>The instant is when Teams says they wrote it, not when it came.</summary>
    [Fact]
    public async Task A_done_that_was_delayed_counts_for_when_it_was_written()
    {
        await using var school = await School.OpenAsync();
        await school.NineAsync();
        var written = school.Host.Clock.GetUtcNow().AddMinutes(1);
        school.Host.Teams.App.MessagesUrl = new Uri("http://127.0.0.1:9/api/messages");
        await school.DoAsync(() => school.Ana.RepliesAsync(school.Lesson, "done"));
        Assert.Null(await school.Host.CheckInAsync(school.Channel, school.Ana, 1));

        await school.Host.JumpAsync(School.Nine + Duration.FromHours(30));
        school.Host.BeginHearing();
        await school.DoAsync(() => school.Host.Teams.RedeliverAsync(school.Host.Teams.Deliveries[^1], newId: true));

        var checkIn = await school.Host.CheckInAsync(school.Channel, school.Ana, 1);
        Assert.Equal((Instant.FromDateTimeOffset(written), CheckInClass.OnTime), (checkIn!.At, checkIn.Class));
    }

    [Theory]
    [InlineData("like")]
    [InlineData("heart")]
    [InlineData("✅")]
    public async Task A_reaction_counts_and_is_taken_back(string type)
    {
        await using var school = await School.OpenAsync();
        await school.NineAsync();

        await school.DoAsync(() => school.Ana.ReactsAsync(school.Lesson, type));
        Assert.NotNull(await school.Host.CheckInAsync(school.Channel, school.Ana, 1));

        await school.DoAsync(() => school.Ana.TakesBackAsync(school.Lesson, type));
        Assert.Null(await school.Host.CheckInAsync(school.Channel, school.Ana, 1));
    }

    /// <summary>Teams lets a person put several on one message.</summary>
    [Fact]
    public async Task Of_several_reactions_one_that_is_taken_back_leaves_the_others()
    {
        await using var school = await School.OpenAsync();
        await school.NineAsync();
        foreach (var type in (string[])["like", "heart"]) await school.DoAsync(() => school.Ana.ReactsAsync(school.Lesson, type));

        await school.DoAsync(() => school.Ana.TakesBackAsync(school.Lesson, "like"));
        Assert.NotNull(await school.Host.CheckInAsync(school.Channel, school.Ana, 1));

        await school.DoAsync(() => school.Ana.TakesBackAsync(school.Lesson, "heart"));
        Assert.Null(await school.Host.CheckInAsync(school.Channel, school.Ana, 1));
    }

    [Fact]
    public async Task A_reaction_of_another_kind_is_theirs()
    {
        await using var school = await School.OpenAsync();
        await school.NineAsync();

        await school.DoAsync(() => school.Ana.ReactsAsync(school.Lesson, "laugh"));

        Assert.Null(await school.Host.CheckInAsync(school.Channel, school.Ana, 1));
    }

    [Fact]
    public async Task Whoever_presses_Done_sees_that_it_counted_above_the_lesson_and_all_see_the_count()
    {
        await using var school = await School.OpenAsync();
        await school.NineAsync();
        CardAnswer? answer = null;

        await school.DoAsync(async () => answer = await school.Ana.PressesAsync(school.Lesson, "Done"));

        var seen = answer!.Card!["speak"]!.GetValue<string>();
        Assert.StartsWith("Counted for day 1, on time. Streak 1.", seen);
        Assert.Contains("Doable:", seen);
        Assert.Contains("1 of 1 done", school.Lesson.Words());
        Assert.DoesNotContain("Counted", school.Lesson.Words());
    }

    /// <summary>The shared card changed, and with it went Ana's own view: her client asks for it again.</summary>
    [Fact]
    public async Task Whoever_pressed_keeps_a_view_of_their_own_when_the_card_changes()
    {
        await using var school = await School.OpenAsync();
        await school.NineAsync();
        await school.DoAsync(() => school.Ana.PressesAsync(school.Lesson, "Done"));
        await school.DoAsync(() => school.Ben.RepliesAsync(school.Lesson, "done"));

        Assert.Equal([school.Ana.Id], school.Lesson.Card!["refresh"]!["userIds"]!.AsArray().Select(id => id!.GetValue<string>()));
        await school.DoAsync(() => school.Ana.SeesAsync(school.Lesson));
        var seen = school.Lesson.CardFor(school.Ana)!["speak"]!.GetValue<string>();
        Assert.StartsWith("Day 1 is already counted, on time.", seen);
        Assert.Contains("2 of 2 done", seen);
    }

    [Fact]
    public async Task An_older_Teams_presses_all_the_same_and_is_answered_alone()
    {
        await using var school = await School.OpenAsync();
        await school.NineAsync();
        school.Ana.OldClient = true;

        await school.DoAsync(() => school.Ana.PressesAsync(school.Lesson, "Done"));

        Assert.NotNull(await school.Host.CheckInAsync(school.Channel, school.Ana, 1));
        Assert.Equal(["Counted for day 1, on time. Streak 1."], School.Told(school.Ana));
    }

    [Fact]
    public async Task Where_the_bot_cannot_write_to_somebody_the_thread_says_that_and_nothing_of_theirs()
    {
        await using var school = await School.OpenAsync();
        await school.NineAsync();
        school.Ana.BlocksBot = true;

        await school.DoAsync(() => school.Ana.RepliesAsync(school.Lesson, "@StudyBot me"));

        Assert.Equal("Ana, I have an answer for you alone, but I cannot write to you. Add me to your chats, and ask me there.", school.Lesson.Replies[^1].Words());
    }

    [Fact]
    public async Task A_message_that_is_deleted_and_brought_back_counts_again()
    {
        await using var school = await School.OpenAsync();
        await school.NineAsync();
        TeamsMessage? said = null;
        await school.DoAsync(async () => said = await school.Ana.RepliesAsync(school.Lesson, "done"));

        await school.DoAsync(() => school.Ana.DeletesAsync(said!));
        Assert.Null(await school.Host.CheckInAsync(school.Channel, school.Ana, 1));

        await school.DoAsync(() => school.Ana.UndeletesAsync(said!));
        Assert.NotNull(await school.Host.CheckInAsync(school.Channel, school.Ana, 1));
    }

    [Fact]
    public async Task What_is_kept_of_somebody_comes_as_files_that_they_take_or_leave()
    {
        await using var school = await School.OpenAsync();
        await school.NineAsync();
        await school.DoAsync(() => school.Ana.RepliesAsync(school.Lesson, "done"));

        await school.DoAsync(() => school.Ana.MentionsAsync(school.Channel, "my data"));
        var offers = school.Ana.Chat.Messages.Where(message => message.From is null && message.Card is null).ToList();
        foreach (var offer in offers) await school.DoAsync(() => school.Ana.AcceptsFileAsync(offer));

        Assert.Equal(offers.Count, school.Ana.Files.Count);
        Assert.Contains("2026-03-05", school.Ana.Files["my-check-ins.csv"]);
        Assert.DoesNotContain("{", school.Ana.Files["my-check-ins.csv"]);
        Assert.StartsWith("{", school.Ana.Files["my-data.json"]);
    }

    /// <summary>A chat has no threads: a reply quotes what it answers.</summary>
    [Fact]
    public async Task In_a_group_chat_a_quoted_lesson_is_the_one_that_is_meant()
    {
        await using var school = await School.OpenAsync(cohort: false);
        var chat = school.Host.Teams.Tenant.GroupChat("Reading group", school.Lea, school.Ana);
        await school.DoAsync(() => school.Lea.InstallsAsync(chat));
        await school.Host.AddCohortAsync(chat, school.Lea, School.Start);
        await school.NineAsync();
        await school.Host.JumpAsync(School.Nine + Duration.FromHours(24));

        await school.DoAsync(() => school.Ana.RepliesAsync(Assert.Single(chat.Lessons(1)), "I'm done"));
        Assert.NotNull(await school.Host.CheckInAsync(chat, school.Ana, 1));
        Assert.Null(await school.Host.CheckInAsync(chat, school.Ana, 2));

        await school.DoAsync(() => school.Ana.PressesAsync(Assert.Single(chat.Lessons(2)), "Done"));
        Assert.NotNull(await school.Host.CheckInAsync(chat, school.Ana, 2));
    }

    [Fact]
    public async Task In_their_own_chat_people_ask_and_a_nudges_button_speaks_of_its_cohort()
    {
        await using var school = await School.OpenAsync();
        await school.DoAsync(() => school.Ana.MentionsAsync(school.Channel, "join"));
        await school.NineAsync();
        await school.Host.JumpAsync(School.Nine + Duration.FromHours(9));
        var nudge = school.Ana.Chat.LastOfBot;
        Assert.Contains("Still time for day 1", nudge.Words());

        await school.DoAsync(() => school.Ana.PressesAsync(nudge, "Done"));
        await school.DoAsync(() => school.Ana.SaysToBotAsync("why"));

        Assert.NotNull(await school.Host.CheckInAsync(school.Channel, school.Ana, 1));
        Assert.Contains("Day 1: on time. Streak 1.", school.Ana.Chat.LastOfBot.Words());
    }
}
