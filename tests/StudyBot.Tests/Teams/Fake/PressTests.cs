using System.Text.Json.Nodes;

namespace StudyBot.Tests.Teams.Fake;

/// <summary>What people do with cards.</summary>
public class PressTests
{
    private const string Form =
        """
        {"type":"AdaptiveCard","version":"1.5","body":[
          {"type":"Input.Text","id":"title","label":"Title","value":"Tour","isRequired":true,"errorMessage":"A title, please","maxLength":10},
          {"type":"Input.ChoiceSet","id":"zone","label":"Zone","choices":[{"title":"Berlin","value":"Europe/Berlin"},{"title":"Lima","value":"America/Lima"}],"value":"Europe/Berlin"},
          {"type":"Input.Date","id":"start","label":"Start"},
          {"type":"Input.Toggle","id":"weekends","title":"Weekends too","valueOn":"yes","valueOff":"no"}],
         "actions":[{"type":"Action.Execute","title":"Help","verb":"say","data":{"say":"help"},"associatedInputs":"none"},
                    {"type":"Action.Execute","title":"Set up","verb":"form","data":{"form":"setup"}}]}
        """;

    [Fact]
    public async Task A_press_brings_the_buttons_data_and_its_answer_is_the_pressers_card()
    {
        await using var there = await Organisation.StartAsync();
        var lesson = await there.PostsAsync();
        there.Bot.AnswersWith(Shows("You did it"));

        var answer = await there.Ben.PressesAsync(lesson, "Done");

        Assert.Equal("adaptiveCard/action", there.Bot.Last["name"]!.ToString());
        Assert.Equal("""{"say":"done 1"}""", there.Bot.Last["value"]!["action"]!["data"]!.ToJsonString());
        Assert.Equal((lesson.Id, "Action.Execute", "say"), (there.Bot.Last["replyToId"]!.ToString(), there.Bot.Last["value"]!["action"]!["type"]!.ToString(), there.Bot.Last["value"]!["action"]!["verb"]!.ToString()));
        Assert.Null(answer.Failure);
        Assert.Equal("You did it", Words(lesson.CardFor(there.Ben)));
        Assert.Equal("Lesson 1", Words(lesson.CardFor(there.Ana)));
    }

    [Fact]
    public async Task An_update_ends_what_single_people_saw()
    {
        await using var there = await Organisation.StartAsync();
        var lesson = await there.PostsAsync();
        there.Bot.AnswersWith(Shows("You did it"));
        await there.Ben.PressesAsync(lesson, "Done");

        var (status, _) = await there.CallAsync(HttpMethod.Put, $"conversations/{Organisation.Escaped(there.Learn.Id)};messageid={lesson.Id}/activities/{lesson.Id}", there.Message(Organisation.Lesson.Replace("Lesson 1", "1 of 2 done")));

        Assert.Equal((200, 1), (status, lesson.Updates));
        Assert.Equal("1 of 2 done", Words(lesson.CardFor(there.Ben)));
    }

    [Fact]
    public async Task An_old_client_sends_the_fallback_as_a_message()
    {
        await using var there = await Organisation.StartAsync();
        var lesson = await there.PostsAsync();
        there.Ben.OldClient = true;

        await there.Ben.PressesAsync(lesson, "Done");

        Assert.Equal(("message", """{"say":"done 1"}"""), (there.Bot.Last["type"]!.ToString(), there.Bot.Last["value"]!.ToJsonString()));
        Assert.Null(there.Bot.Last["text"]);
    }

    [Fact]
    public async Task A_form_is_sent_with_what_was_typed_over_what_stood_there()
    {
        await using var there = await Organisation.StartAsync();
        var form = await there.PostsAsync(Form);
        there.Bot.AnswersWith(new() { ["statusCode"] = 200, ["type"] = "application/vnd.microsoft.activity.message", ["value"] = "Noted" });

        var answer = await there.Ana.SubmitsAsync(form, new Dictionary<string, string> { ["zone"] = "Lima", ["start"] = "2026-12-01" });

        Assert.Equal("Noted", answer.Text);
        Assert.Equal(
            """{"form":"setup","title":"Tour","zone":"America/Lima","start":"2026-12-01","weekends":"no"}""",
            there.Bot.Last["value"]!["action"]!["data"]!.ToJsonString());
    }

    [Fact]
    public async Task What_the_client_itself_holds_back_is_never_sent()
    {
        await using var there = await Organisation.StartAsync();
        var form = await there.PostsAsync(Form);

        var empty = await there.Ana.SubmitsAsync(form, new Dictionary<string, string> { ["title"] = "" });
        var tooLong = await there.Ana.SubmitsAsync(form, new Dictionary<string, string> { ["title"] = "A very long title" });

        Assert.Equal("A title, please", empty.Held["title"]);
        Assert.Equal("A title, please", tooLong.Held["title"]);
        Assert.Empty(there.Bot.All);
        await Assert.ThrowsAsync<InvalidOperationException>(() => there.Ana.SubmitsAsync(form, new Dictionary<string, string> { ["zone"] = "Paris" }));
        await Assert.ThrowsAsync<InvalidOperationException>(() => there.Ana.SubmitsAsync(form, new Dictionary<string, string> { ["owner"] = "me" }));
        await Assert.ThrowsAsync<InvalidOperationException>(() => there.Ana.PressesAsync(form, "Cancel"));
    }

    [Fact]
    public async Task A_broken_answer_shows_that_something_went_wrong_and_changes_nothing()
    {
        await using var there = await Organisation.StartAsync();
        var lesson = await there.PostsAsync();
        there.Bot.AnswersWith(new() { ["statusCode"] = 200, ["type"] = "application/vnd.microsoft.card.adaptive", ["value"] = new JsonObject { ["type"] = "AdaptiveCard" } });
        there.Bot.Answers.Enqueue(new(System.Net.HttpStatusCode.ServiceUnavailable));

        var invalid = await there.Ben.PressesAsync(lesson, "Done");
        var refused = await there.Ben.PressesAsync(lesson, "Done");

        Assert.Contains("version", invalid.Failure);
        Assert.StartsWith("answered 503", refused.Failure);
        Assert.Equal("Lesson 1", Words(lesson.CardFor(there.Ben)));
        // Nobody waits for an invoke twice.
        Assert.Equal(2, there.Bot.All.Count);
    }

    [Fact]
    public async Task A_file_that_is_taken_is_put_where_the_person_keeps_theirs()
    {
        await using var there = await Organisation.StartAsync(installed: false);
        await there.Ben.InstallsAsync();
        var offer = new JsonObject
        {
            ["type"] = "message",
            ["attachments"] = new JsonArray(new JsonObject { ["contentType"] = "application/vnd.microsoft.teams.card.file.consent", ["name"] = "me.csv", ["content"] = new JsonObject { ["description"] = "yours", ["sizeInBytes"] = 4, ["acceptContext"] = new JsonObject { ["file"] = "me.csv" } } }),
        };
        await there.CallAsync(HttpMethod.Post, $"conversations/{Organisation.Escaped(there.Ben.Chat.Id)}/activities", offer);

        await there.Ben.AcceptsFileAsync(there.Ben.Chat.LastOfBot);
        var upload = there.Bot.Last["value"]!["uploadInfo"]!["uploadUrl"]!.ToString();
        using var content = new ByteArrayContent("a,b\n"u8.ToArray());
        content.Headers.ContentRange = new(0, 3, 4);
        using var put = await there.Client.PutAsync(upload, content);

        Assert.Equal("me.csv", there.Bot.Last["value"]!["context"]!["file"]!.ToString());
        Assert.True(put.IsSuccessStatusCode);
        Assert.Equal("a,b\n", there.Ben.Files["me.csv"]);
    }

    private static JsonObject Shows(string text) => new()
    {
        ["statusCode"] = 200, ["type"] = "application/vnd.microsoft.card.adaptive", ["value"] = JsonNode.Parse(Organisation.Lesson.Replace("Lesson 1", text)),
    };

    private static string Words(JsonObject? card) => card!["body"]![0]!["text"]!.ToString();
}
