using System.Net;
using System.Net.Http.Json;

namespace StudyBot.Tests.Local;

/// <summary>What scripts may rely on.</summary>
public class MessageCallTests
{
    [Fact]
    public async Task The_first_start_posts_lesson_1_at_once()
    {
        await using var chat = await Chat.StartAsync();

        var lesson = Assert.Single(await chat.MessagesAsync());

        Assert.Equal(["id", "at", "from", "kind", "lesson", "thread", "private_to", "text", "html"], lesson.Names()[..9]);
        Assert.Equal("m1", lesson.Text("id"));
        Assert.Equal("2026-11-24T07:00:00Z", lesson.Text("at"));
        Assert.Equal("StudyBot", lesson.Text("from"));
        Assert.Equal("lesson", lesson.Text("kind"));
        Assert.Equal(1, lesson.GetProperty("lesson").GetInt32());
        Assert.Null(lesson.Text("thread"));
        Assert.Null(lesson.Text("private_to"));
        Assert.StartsWith("Day 1 · ", lesson.Text("text"));
        Assert.StartsWith("<h3>Day 1 · ", lesson.Text("html"));
    }

    [Fact]
    public async Task A_second_start_posts_nothing_again_and_loses_nothing()
    {
        await using var first = await Chat.StartAsync();
        await first.SayAsync("ana", "done");
        var before = await first.MessagesAsync();

        await using var second = await Chat.StartAsync(first.Table, Chat.FirstMorning.AddMinutes(3));

        Assert.Equal(before.Select(m => m.Text("text")), (await second.MessagesAsync()).Select(m => m.Text("text")));
    }

    [Fact]
    public async Task Done_is_receipted_privately_and_marked_for_all()
    {
        await using var chat = await Chat.StartAsync();

        var said = await chat.SayAsync("ana", "done");
        await chat.SettleAsync();

        Assert.Equal("m2", said.Text("id"));
        Assert.Empty(said.GetProperty("replies").EnumerateArray());
        var receipt = Assert.Single(said.GetProperty("receipts").EnumerateArray());
        Assert.Equal("on-time", receipt.Text("class"));
        Assert.Equal("Counted for day 1, on time. Streak 1.", receipt.Text("text"));
        var mine = (await chat.MessagesAsync("ana"))[1];
        var others = (await chat.MessagesAsync("ben"))[1];
        Assert.Equal("white_check_mark", Assert.Single(others.GetProperty("reactions").EnumerateArray()).Text("name"));
        Assert.Single(mine.GetProperty("receipts").EnumerateArray());
        Assert.Empty(others.GetProperty("receipts").EnumerateArray());
        Assert.Contains("1 of 1 done", (await chat.MessagesAsync())[0].Text("text"));
    }

    [Fact]
    public async Task What_the_bot_answers_comes_with_the_answer_and_stays()
    {
        await using var chat = await Chat.StartAsync();
        await chat.SayAsync("ana", "done");

        var said = await chat.SayAsync("ana", "@StudyBot me");

        var reply = Assert.Single(said.GetProperty("replies").EnumerateArray());
        Assert.Equal("reply", reply.Text("kind"));
        Assert.Equal("ana", reply.Text("private_to"));
        Assert.Contains("Streak: 1", reply.Text("text"));
        Assert.Equal(reply.Names(), (await chat.MessagesAsync())[^1].Names());
        Assert.Contains(await chat.MessagesAsync("ana"), m => m.Text("id") == reply.Text("id"));
        Assert.DoesNotContain(await chat.MessagesAsync("ben"), m => m.Text("id") == reply.Text("id"));
    }

    [Fact]
    public async Task In_a_direct_message_a_bare_command_is_one_and_nobody_else_sees_it()
    {
        await using var chat = await Chat.StartAsync();

        var said = await chat.SayAsync("ana", "today", direct: true);

        Assert.Contains("Day 1", Assert.Single(said.GetProperty("replies").EnumerateArray()).Text("text"));
        Assert.Single(await chat.MessagesAsync("ben"));
    }

    [Fact]
    public async Task A_reply_in_a_lessons_thread_counts_for_that_lesson()
    {
        await using var chat = await Chat.StartAsync();
        await chat.NextMorningAsync();

        var said = await chat.SayAsync("ana", "I'm done", thread: "m1");

        Assert.Equal(1, Assert.Single(said.GetProperty("receipts").EnumerateArray()).GetProperty("lesson").GetInt32());
        Assert.Equal("m1", (await chat.MessagesAsync()).Single(m => m.Text("id") == said.Text("id")).Text("thread"));
    }

    [Fact]
    public async Task An_answer_to_a_reply_hangs_under_the_same_post()
    {
        await using var chat = await Chat.StartAsync();
        var asked = await chat.SayAsync("ana", "done-ish", thread: "m1");

        var question = Assert.Single(asked.GetProperty("replies").EnumerateArray());
        var deeper = await chat.SayAsync("ben", "same here", thread: asked.Text("id"));

        Assert.Equal("m1", question.Text("thread"));
        Assert.Equal("m1", (await chat.MessagesAsync()).Single(m => m.Text("id") == deeper.Text("id")).Text("thread"));
    }

    [Fact]
    public async Task A_reply_under_what_is_private_is_private_too()
    {
        await using var chat = await Chat.StartAsync();
        var asked = await chat.SayAsync("ana", "@StudyBot me");

        await chat.SayAsync("ana", "oh, good", thread: Assert.Single(asked.GetProperty("replies").EnumerateArray()).Text("id"));

        Assert.Equal("ana", (await chat.MessagesAsync())[^1].Text("private_to"));
    }

    [Fact]
    public async Task Editing_done_away_takes_the_receipt_and_the_mark_back()
    {
        await using var chat = await Chat.StartAsync();
        var said = await chat.SayAsync("ana", "done");

        await chat.EditAsync("ana", said.Text("id")!, "not yet");

        var message = (await chat.MessagesAsync())[1];
        Assert.Equal("not yet", message.Text("text"));
        Assert.Equal("2026-11-24T07:00:00Z", message.Text("edited"));
        Assert.Empty(message.GetProperty("receipts").EnumerateArray());
        Assert.Empty(message.GetProperty("reactions").EnumerateArray());
    }

    [Fact]
    public async Task Editing_done_in_counts_it()
    {
        await using var chat = await Chat.StartAsync();
        var said = await chat.SayAsync("ana", "dnoe");

        var edited = await chat.EditAsync("ana", said.Text("id")!, "done");

        Assert.Single(edited.GetProperty("receipts").EnumerateArray());
    }

    [Fact]
    public async Task Deleting_takes_the_words_and_the_check_in_back()
    {
        await using var chat = await Chat.StartAsync();
        var said = await chat.SayAsync("ana", "done");

        await chat.DeleteAsync("ana", said.Text("id")!);
        await chat.SettleAsync();

        var lesson = Assert.Single(await chat.MessagesAsync());
        Assert.Contains("0 of 1 done", lesson.Text("text"));
    }

    [Fact]
    public async Task Only_whoever_wrote_a_message_changes_it()
    {
        await using var chat = await Chat.StartAsync();
        var id = (await chat.SayAsync("ana", "done")).Text("id")!;

        await chat.EditAsync("ben", id, "hm", HttpStatusCode.Forbidden);
        await chat.DeleteAsync("ben", id, HttpStatusCode.Forbidden);
        await chat.EditAsync("ana", "m1", "a lesson of mine", HttpStatusCode.Forbidden);

        Assert.Equal("done", (await chat.MessagesAsync())[1].Text("text"));
    }

    [Fact]
    public async Task Older_messages_are_a_link_away()
    {
        await using var chat = await Chat.StartAsync();
        for (var i = 2; i <= 10; i++) await chat.SayAsync("ana", $"word {i}");

        var response = await chat.Http.GetAsync("/local/messages?limit=4");
        var link = response.Headers.GetValues("Link").Single();
        var page = (await response.Content.ReadFromJsonAsync<System.Text.Json.JsonElement[]>())!;

        Assert.Equal(["word 7", "word 8", "word 9", "word 10"], page.Select(m => m.Text("text")));
        Assert.Equal("</local/messages?before=m7&limit=4>; rel=\"next\"", link);
        Assert.Equal(["m3", "m4", "m5", "m6"], (await chat.ReadAsync("/local/messages?before=m7&limit=4")).EnumerateArray().Select(m => m.Text("id")));
        Assert.Equal(["m1", "m2"], (await chat.ReadAsync("/local/messages?before=m3&limit=4")).EnumerateArray().Select(m => m.Text("id")));
    }

    [Fact]
    public async Task Of_one_channel_a_page_is_full_of_its_own_and_leads_to_its_own_alone()
    {
        await using var chat = await Chat.StartAsync();
        for (var i = 1; i <= 3; i++) await chat.PostAsync("/local/messages", new { from = "ana", text = $"evening {i}", channel = "evenings" }, HttpStatusCode.Created);
        for (var i = 1; i <= 5; i++) await chat.SayAsync("ana", $"word {i}");

        var response = await chat.Http.GetAsync("/local/messages?limit=2&channel=evenings");
        var page = (await response.Content.ReadFromJsonAsync<System.Text.Json.JsonElement[]>())!;

        Assert.Equal(["evening 2", "evening 3"], page.Select(m => m.Text("text")));
        Assert.Equal("</local/messages?before=m3&limit=2&channel=evenings>; rel=\"next\"", response.Headers.GetValues("Link").Single());
        var asSomebody = await chat.Http.GetAsync("/local/messages?limit=2&channel=evenings&as=ana");
        Assert.Equal("</local/messages?before=m3&limit=2&channel=evenings&as=ana>; rel=\"next\"", asSomebody.Headers.GetValues("Link").Single());
        Assert.False((await chat.Http.GetAsync("/local/messages?limit=3&channel=evenings")).Headers.Contains("Link"));
        Assert.False((await chat.Http.GetAsync("/local/messages?before=m3&limit=2&channel=evenings")).Headers.Contains("Link"));
    }

    [Theory]
    [InlineData("limit=0", "limit")]
    [InlineData("limit=1001", "limit")]
    [InlineData("limit=many", "limit")]
    [InlineData("before=12", "before")]
    [InlineData("before=m0", "before")]
    public async Task A_page_that_nobody_can_turn_is_refused(string query, string member)
    {
        await using var chat = await Chat.StartAsync();

        var response = await chat.Http.GetAsync($"/local/messages?{query}");

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal([member], (await response.Content.ReadFromJsonAsync<System.Text.Json.JsonElement>()).GetProperty("errors").Names());
    }

    /// <summary>A month of a small cohort comes in one call.</summary>
    [Fact]
    public async Task Nothing_is_left_out_where_no_limit_is_named()
    {
        await using var chat = await Chat.StartAsync();
        for (var i = 2; i <= 300; i++) await chat.SayAsync("ana", $"word {i}");

        var response = await chat.Http.GetAsync("/local/messages");

        Assert.False((await chat.Http.GetAsync("/local/messages?limit=300")).Headers.Contains("Link")); // The last page is full, and the last all the same.
        Assert.Equal(300, (await response.Content.ReadFromJsonAsync<System.Text.Json.JsonElement[]>())!.Length);
        Assert.False(response.Headers.Contains("Link"));
    }

    [Theory]
    [InlineData("""{"text":"done"}""", "\"from\" is missing.")]
    [InlineData("""{"from":"  ","text":"done"}""", "\"from\" is empty.")]
    [InlineData("""{"from":"StudyBot","text":"done"}""", "StudyBot is the bot's own name; choose another one.")]
    [InlineData("""{"from":"@ana","text":"done"}""", "A name is one line of at most 40 characters and does not start with @.")]
    [InlineData("""{"from":"ana"}""", "\"text\" is missing.")]
    [InlineData("""{"from":"ana","text":5}""", "\"text\" is not a text.")]
    [InlineData("""{"from":"ana","text":"done","direct":"yes"}""", "\"direct\" is neither true nor false.")]
    [InlineData("""{"from":"ana","text":"\ud800"}""", "\"text\" is not a text.")]
    [InlineData("""{"from":"ana","text":"done","\ud800":1}""", "The body has a name in it that is not a text.")]
    [InlineData("""{"from":"ana","text":"done","more":[{"\udfff":1}]}""", "The body has a name in it that is not a text.")]
    [InlineData("""{"from":5,"text":5}""", "\"from\" is not a text. \"text\" is not a text.")]
    [InlineData("""["done"]""", "The body is not a JSON object.")]
    [InlineData("""{"from":""", "The body is not JSON: line 1")]
    [InlineData("", "The body is not JSON")]
    public async Task What_is_wrong_with_a_body_is_said(string body, string expected)
    {
        await using var chat = await Chat.StartAsync();

        var response = await chat.Http.PostAsync("/local/messages", new StringContent(body, System.Text.Encoding.UTF8, "application/json"));

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        var problem = await response.Content.ReadFromJsonAsync<System.Text.Json.JsonElement>();
        Assert.Contains(expected, problem.Text("detail"));
        Assert.Single(await chat.MessagesAsync());
    }

    [Fact]
    public async Task A_body_that_never_ends_is_cut_off()
    {
        await using var chat = await Chat.StartAsync();

        var text = new string('x', 100_000);

        await chat.PostAsync("/local/messages", new { from = "ana", text }, HttpStatusCode.RequestEntityTooLarge);
    }

    [Theory]
    [InlineData("m99")]
    [InlineData("12")]
    [InlineData("m01")]
    public async Task A_thread_that_is_not_there_is_refused(string thread)
    {
        await using var chat = await Chat.StartAsync();

        await chat.PostAsync("/local/messages", new { from = "ana", text = "done", thread }, HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_name_is_one_person_however_it_is_capitalised()
    {
        await using var chat = await Chat.StartAsync();

        await chat.SayAsync("Ana", "done");
        var reply = (await chat.SayAsync("ANA", "@StudyBot me")).GetProperty("replies")[0].Text("id");

        Assert.Equal("ana", (await chat.MessagesAsync())[1].Text("from"));
        Assert.Equal((await chat.MessagesAsync("ana")).Select(m => m.GetRawText()), (await chat.MessagesAsync("Ana")).Select(m => m.GetRawText()));
        Assert.Equal(reply, (await chat.ReadAsync($"/local/messages/{reply}?as=Ana")).Text("id"));
        Assert.True((await chat.ReadAsync("/local/board?as=Ana")).GetProperty("lead").GetBoolean());
        Assert.Equal(["ana", "ben", "chloe"], (await chat.ReadAsync("/local/people")).EnumerateArray().Select(p => p.Text("name")));
    }

    /// <summary>A name with a joiner in it is the same name without.</summary>
    [Fact]
    public async Task Whoever_wrote_a_message_changes_it_however_the_name_is_written()
    {
        await using var chat = await Chat.StartAsync();
        var id = (await chat.SayAsync("\u0645\u06CC\u200C\u0645", "done")).Text("id")!;

        await chat.EditAsync("\u0645\u06CC\u0645", id, "not yet");
        await chat.DeleteAsync("\u0645\u06CC\u0645", id);
        await chat.EditAsync("nobody", "m1", "hm", HttpStatusCode.Forbidden);

        Assert.Equal(4, (await chat.ReadAsync("/local/people")).GetArrayLength());
    }
}
