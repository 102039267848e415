using System.Net;

namespace StudyBot.Tests.Local;

/// <summary>Reactions, buttons, forms, and being forgotten.</summary>
public class DeedCallTests
{
    [Fact]
    public async Task A_check_mark_on_a_lesson_counts_and_comes_off_again()
    {
        await using var chat = await Chat.StartAsync();

        var on = await React(chat, "ben", on: true);
        Assert.Equal(1, Assert.Single(on.GetProperty("receipts").EnumerateArray()).GetProperty("lesson").GetInt32());

        await React(chat, "ben", on: false);
        var lesson = Assert.Single(await chat.MessagesAsync());
        Assert.Empty(lesson.GetProperty("reactions").EnumerateArray());
        Assert.Empty(lesson.GetProperty("receipts").EnumerateArray());
    }

    [Fact]
    public async Task The_same_reaction_twice_is_one()
    {
        await using var chat = await Chat.StartAsync();

        await React(chat, "ben", on: true);
        var again = await React(chat, "ben", on: true);

        Assert.Empty(again.GetProperty("receipts").EnumerateArray());
        var reaction = Assert.Single((await chat.MessagesAsync())[0].GetProperty("reactions").EnumerateArray());
        Assert.Equal(["ben"], reaction.GetProperty("from").EnumerateArray().Select(f => f.GetString()));
    }

    [Fact]
    public async Task A_button_says_its_command()
    {
        await using var chat = await Chat.StartAsync();

        var pressed = await chat.PostAsync("/local/press", new { from = "ben", message = "m1", command = "done 1" });

        Assert.Equal("ben", Assert.Single(pressed.GetProperty("receipts").EnumerateArray()).Text("from"));
    }

    [Fact]
    public async Task Only_a_messages_own_buttons_can_be_pressed()
    {
        await using var chat = await Chat.StartAsync();

        await chat.PostAsync("/local/press", new { from = "ben", message = "m1", command = "forget me yes" }, HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task A_question_is_answered_where_it_stands()
    {
        await using var chat = await Chat.StartAsync();
        var asked = await chat.SayAsync("ana", "done-ish", thread: "m1");
        var question = Assert.Single(asked.GetProperty("replies").EnumerateArray());
        var count = (await chat.MessagesAsync()).Length;

        await chat.PostAsync("/local/press", new { from = "ana", message = question.Text("id"), command = "keep" });

        var messages = await chat.MessagesAsync();
        Assert.Equal(count, messages.Length);
        Assert.Empty(messages.Single(m => m.Text("id") == question.Text("id")).GetProperty("buttons").EnumerateArray());
    }

    [Fact]
    public async Task Nobody_presses_what_is_private_to_another()
    {
        await using var chat = await Chat.StartAsync();
        var asked = await chat.SayAsync("ana", "done-ish", thread: "m1");
        var question = Assert.Single(asked.GetProperty("replies").EnumerateArray()).Text("id");

        await chat.PostAsync("/local/press", new { from = "ben", message = question, command = "done 1" }, HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_second_channel_is_set_up_by_a_form()
    {
        await using var chat = await Chat.StartAsync();
        var asked = await chat.PostAsync("/local/messages", new { from = "ben", text = "@StudyBot setup", channel = "evenings" }, HttpStatusCode.Created);
        var form = Assert.Single(asked.GetProperty("replies").EnumerateArray());
        Assert.Contains("data-form=\"setup\"", form.Text("html"));
        Assert.Contains("value=\"Europe/Berlin\"", form.Text("html")); // The machine's, to begin with.

        var wrong = await Submit(chat, form.Text("id")!, new { curriculum = "month-3", time = "25:00" });
        Assert.Contains("aria-invalid=\"true\"", Assert.Single(wrong.GetProperty("replies").EnumerateArray()).Text("html"));

        var right = await Submit(chat, form.Text("id")!, new { curriculum = "month-3", start = "2026-11-30", time = "19:30", zone = "America/New_York", days = "mon-fri", holidays = "", nudge = "", summary = "" });
        var done = Assert.Single(right.GetProperty("replies").EnumerateArray());
        Assert.Equal(form.Text("id"), done.Text("id"));
        Assert.DoesNotContain("<form", done.Text("html"));
        Assert.Contains("(America/New_York)", Only(await chat.PostAsync("/local/messages", new { from = "ben", text = "@StudyBot next", channel = "evenings" }, HttpStatusCode.Created)));
        Assert.Equal(["evenings", "study"], (await chat.ReadAsync("/local/channels")).EnumerateArray().Select(c => c.GetString()));
    }

    [Fact]
    public async Task Times_are_told_in_the_cohorts_zone_and_not_the_machines()
    {
        await using var chat = await Chat.StartAsync();
        await chat.SayAsync("ana", "done");
        await chat.SayAsync("ana", "@StudyBot zone America/New_York");
        await chat.SayAsync("ben", "@StudyBot join");

        Assert.Contains("(America/New_York)", Only(await chat.SayAsync("ana", "@StudyBot next")));
        Assert.Contains("23:00 (America/New_York)", Only(await chat.SayAsync("ben", "@StudyBot remind me at 23:00")));
    }

    [Fact]
    public async Task Files_come_with_an_answer()
    {
        await using var chat = await Chat.StartAsync();
        await chat.SayAsync("ana", "done");

        var said = await chat.SayAsync("ana", "my data", direct: true);

        var file = Assert.Single(said.GetProperty("replies").EnumerateArray()).GetProperty("files").EnumerateArray().First();
        var response = await chat.Http.GetAsync(file.Text("url"));
        Assert.Equal("attachment", response.Content.Headers.ContentDisposition!.DispositionType);
        Assert.Contains("ana", await response.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task Whoever_is_forgotten_leaves_nothing_behind()
    {
        await using var chat = await Chat.StartAsync();
        await chat.SayAsync("zoe", "done");
        await chat.PostAsync("/local/reactions", new { from = "zoe", message = "m1", name = "heart", on = true });
        var asked = await chat.SayAsync("zoe", "@StudyBot forget me");
        var question = Assert.Single(asked.GetProperty("replies").EnumerateArray());
        var sure = question.GetProperty("buttons").EnumerateArray().First(b => b.Text("command")!.StartsWith("forget me", StringComparison.Ordinal));

        var forgotten = await chat.PostAsync("/local/press", new { from = "zoe", message = question.Text("id"), command = sure.Text("command") });
        await chat.SettleAsync();

        Assert.Single(forgotten.GetProperty("replies").EnumerateArray());
        Assert.DoesNotContain("zoe", (await chat.ReadAsync("/local/messages")).GetRawText());
        Assert.DoesNotContain("zoe", (await chat.ReadAsync("/local/people")).GetRawText());
        Assert.DoesNotContain("zoe", (await chat.ReadAsync("/local/board")).GetRawText());
    }

    private static Task<System.Text.Json.JsonElement> React(Chat chat, string from, bool on) =>
        chat.PostAsync("/local/reactions", new { from, message = "m1", name = "white_check_mark", on });

    private static string Only(System.Text.Json.JsonElement heard) => Assert.Single(heard.GetProperty("replies").EnumerateArray()).Text("text")!;

    private static Task<System.Text.Json.JsonElement> Submit(Chat chat, string message, object values) =>
        chat.PostAsync("/local/forms", new { from = "ben", message, form = "setup", values });
}
