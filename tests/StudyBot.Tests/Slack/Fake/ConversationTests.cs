namespace StudyBot.Tests.Slack.Fake;

/// <summary>What a bot says and people answer, in the fake's memory and in what the app is told.</summary>
public class ConversationTests
{
    private const string Button = """[{"type":"actions","elements":[{"type":"button","text":{"type":"plain_text","text":"Done"},"value":"done 1","action_id":"say"}]}]""";

    [Fact]
    public async Task A_post_is_kept_and_comes_back_as_a_message_with_our_bot_id()
    {
        await using var workspace = await Workspace.StartAsync();

        var answer = await workspace.PostAsync();
        await workspace.Slack.SettledAsync();

        Assert.True(answer["ok"]!.GetValue<bool>());
        var message = Assert.Single(workspace.Learn.Messages);
        Assert.Equal(answer["ts"]!.ToString(), message.Ts);
        Assert.Equal(workspace.Team.Bot.BotId, workspace.App.LastEvent["bot_id"]!.ToString());
        Assert.Equal("Lesson 1", workspace.App.LastEvent["text"]!.ToString());
    }

    [Fact]
    public async Task Metadata_is_read_back_by_who_asks_for_it()
    {
        await using var workspace = await Workspace.StartAsync();
        await workspace.CallJsonAsync("chat.postMessage", new { channel = workspace.Learn.Id, text = "Lesson 1", metadata = new { event_type = "lesson", event_payload = new { id = "c1/1" } } });

        var asked = await workspace.CallAsync("conversations.history", ("channel", workspace.Learn.Id), ("include_all_metadata", "true"));
        var not = await workspace.CallAsync("conversations.history", ("channel", workspace.Learn.Id));

        Assert.Equal("c1/1", asked["messages"]![0]!["metadata"]!["event_payload"]!["id"]!.ToString());
        Assert.Null(not["messages"]![0]!["metadata"]);
        await workspace.Slack.SettledAsync();
        Assert.Null(workspace.App.LastEvent["metadata"]);
    }

    [Fact]
    public async Task A_thread_is_read_from_its_parent_and_history_holds_no_replies()
    {
        await using var workspace = await Workspace.StartAsync();
        await workspace.PostAsync();
        var lesson = workspace.Learn.Messages[0];
        var reply = await workspace.Ana.RepliesAsync(lesson, "done");
        await workspace.Ana.RepliesAsync(lesson, "look", broadcast: true);

        var thread = await workspace.CallAsync("conversations.replies", ("channel", workspace.Learn.Id), ("ts", lesson.Ts));
        var history = await workspace.CallAsync("conversations.history", ("channel", workspace.Learn.Id));

        Assert.Equal(["Lesson 1", "done", "look"], thread["messages"]!.AsArray().Select(m => m!["text"]!.ToString()));
        Assert.Equal(2, thread["messages"]![0]!["reply_count"]!.GetValue<int>());
        Assert.Equal(lesson.Ts, thread["messages"]![1]!["thread_ts"]!.ToString());
        Assert.Equal(["look", "Lesson 1"], history["messages"]!.AsArray().Select(m => m!["text"]!.ToString()));
        Assert.Equal(lesson.Ts, reply.ThreadTs);
        Assert.Equal("thread_broadcast", workspace.App.LastEvent["subtype"]!.ToString());
        Assert.Equal(lesson.Ts, workspace.App.LastEvent["root"]!["ts"]!.ToString());
    }

    /// <summary>With blocks it is no edit; with text alone it is one, and the blocks go.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_update_with_blocks_leaves_no_mark(bool withBlocks)
    {
        await using var workspace = await Workspace.StartAsync();
        var ts = (await workspace.PostAsync(blocks: Button))["ts"]!.ToString();

        (string, string)[] update = [("channel", workspace.Learn.Id), ("ts", ts), ("text", "1 of 8 done")];
        await workspace.CallAsync("chat.update", withBlocks ? [.. update, ("blocks", Button)] : update);

        await workspace.Slack.SettledAsync();
        Assert.Equal(withBlocks, workspace.App.LastEvent["message"]!["edited"] is null);
        Assert.Equal(withBlocks ? 1 : 0, workspace.Learn.Messages[0].Buttons.Count);
        Assert.Equal("1 of 8 done", workspace.Learn.Messages[0].Text);
    }

    [Fact]
    public async Task A_private_reply_is_seen_only_in_a_thread_that_has_begun()
    {
        await using var workspace = await Workspace.StartAsync();
        var ts = (await workspace.PostAsync())["ts"]!.ToString();
        (string, string)[] receipt = [("channel", workspace.Learn.Id), ("user", workspace.Ana.Id), ("thread_ts", ts), ("text", "Counted")];

        Assert.True((await workspace.CallAsync("chat.postEphemeral", receipt))["ok"]!.GetValue<bool>());
        Assert.Single(workspace.Learn.SeenBy(workspace.Ana));
        await workspace.Ana.RepliesAsync(workspace.Learn.Messages[0], "done");
        await workspace.CallAsync("chat.postEphemeral", receipt);
        Assert.Equal("Counted", workspace.Learn.SeenBy(workspace.Ana)[^1].Text);
        Assert.DoesNotContain(workspace.Learn.SeenBy(workspace.Team.User("ben")), message => message.Text == "Counted");
    }

    [Fact]
    public async Task Edits_deletions_and_unfurls_say_what_was_there_before()
    {
        await using var workspace = await Workspace.StartAsync();
        var said = await workspace.Ana.SaysAsync(workspace.Learn, "done https://example.org");

        await workspace.Team.UnfurlsAsync(said, "https://example.org");
        var unfurl = workspace.App.LastEvent;
        await workspace.Ana.EditsAsync(said, "not yet");
        var edit = workspace.App.LastEvent;
        await workspace.Ana.DeletesAsync(said);
        var deletion = workspace.App.LastEvent;

        Assert.Equal("message_changed", unfurl["subtype"]!.ToString());
        Assert.Equal(unfurl["message"]!["text"]!.ToString(), unfurl["previous_message"]!["text"]!.ToString());
        Assert.Null(unfurl["message"]!["edited"]);
        Assert.Equal(("not yet", "done https://example.org"), (edit["message"]!["text"]!.ToString(), edit["previous_message"]!["text"]!.ToString()));
        Assert.Equal(edit["ts"]!.ToString(), edit["message"]!["edited"]!["ts"]!.ToString());
        Assert.Equal(("message_deleted", said.Ts), (deletion["subtype"]!.ToString(), deletion["deleted_ts"]!.ToString()));
        Assert.Empty(workspace.Learn.Messages);
    }

    [Fact]
    public async Task A_deleted_parent_with_replies_leaves_a_tombstone()
    {
        await using var workspace = await Workspace.StartAsync();
        var parent = await workspace.Ana.SaysAsync(workspace.Learn, "a question");
        await workspace.Ana.RepliesAsync(parent, "done");

        await workspace.Ana.DeletesAsync(parent);

        Assert.Equal(("message_changed", "tombstone"), (workspace.App.LastEvent["subtype"]!.ToString(), workspace.App.LastEvent["message"]!["subtype"]!.ToString()));
        Assert.Equal("a question", workspace.App.LastEvent["previous_message"]!["text"]!.ToString());
    }

    [Fact]
    public async Task Reactions_come_and_go_with_whose_message_it_is()
    {
        await using var workspace = await Workspace.StartAsync();
        await workspace.PostAsync();
        var lesson = workspace.Learn.Messages[0];

        await workspace.Ana.ReactsAsync(lesson, "white_check_mark");
        await workspace.Ana.TakesBackAsync(lesson, "white_check_mark");

        await workspace.Slack.SettledAsync();
        var reactions = workspace.App.Events.Where(e => e["type"]!.ToString().StartsWith("reaction", StringComparison.Ordinal)).ToList();
        Assert.Equal(["reaction_added", "reaction_removed"], reactions.Select(e => e["type"]!.ToString()));
        Assert.All(reactions, e => Assert.Equal((workspace.Ana.Id, workspace.Team.Bot.Id, lesson.Ts), (e["user"]!.ToString(), e["item_user"]!.ToString(), e["item"]!["ts"]!.ToString())));
    }

    [Fact]
    public async Task A_pressed_button_brings_its_message_and_an_address_for_the_answer()
    {
        await using var workspace = await Workspace.StartAsync();
        await workspace.PostAsync(blocks: Button);
        var lesson = workspace.Learn.Messages[0];

        var pressed = await workspace.Ana.PressesAsync(lesson, "Done");

        var payload = workspace.App.All.Single(came => came.Path == "/slack/interactions").Json;
        Assert.True(pressed.Acknowledged);
        Assert.Equal(("block_actions", "done 1", "say"), (payload["type"]!.ToString(), payload["actions"]![0]!["value"]!.ToString(), payload["actions"]![0]!["action_id"]!.ToString()));
        Assert.Equal(lesson.Ts, payload["container"]!["message_ts"]!.ToString());
        Assert.Equal(lesson.Blocks[0]!["block_id"]!.ToString(), payload["actions"]![0]!["block_id"]!.ToString());
        using var answered = await workspace.Client.PostAsync(new Uri(payload["response_url"]!.ToString()), new StringContent("""{"text":"Counted"}""", null, "application/json"));
        Assert.Equal(200, (int)answered.StatusCode);
        Assert.Equal("Counted", Assert.Single(workspace.Learn.SeenBy(workspace.Ana), message => message.PrivateTo is not null).Text);
        Assert.Single(workspace.Learn.Messages);
    }

    [Fact]
    public async Task A_command_is_a_form_and_what_is_answered_at_once_is_private()
    {
        await using var workspace = await Workspace.StartAsync();
        workspace.App.Answers.Enqueue(new() { Content = new StringContent("""{"response_type":"ephemeral","text":"Your streak: 3"}""", null, "application/json") });

        await workspace.Ana.SlashAsync("/study", "me & you", workspace.Learn);

        var came = Assert.Single(workspace.App.All);
        Assert.Equal(("/study", "me &amp; you", workspace.Ana.Id, "learn"), (came.Field("command"), came.Field("text"), came.Field("user_id"), came.Field("channel_name")));
        Assert.Equal("Your streak: 3", Assert.Single(workspace.Learn.SeenBy(workspace.Ana)).Text);
        Assert.Empty(workspace.Learn.SeenBy(workspace.Team.User("ben")));
    }

    /// <summary>ana is U000000002, learn is C000000001.</summary>
    [Theory]
    [InlineData("@StudyBot done", "<@U000000001> done", "<@U000000001|studybot> done")]
    [InlineData("lead @ana, not @nobody", "lead <@U000000002>, not @nobody", "lead <@U000000002|ana>, not @nobody")]
    [InlineData("see #learn and #9", "see <#C000000001|learn> and #9", "see <#C000000001|learn> and #9")]
    [InlineData("done: https://example.org/x?a=1&b=2.", "done: <https://example.org/x?a=1&amp;b=2>.", "done: <https://example.org/x?a=1&amp;b=2>.")]
    [InlineData("✅ a <b> & c", ":white_check_mark: a &lt;b&gt; &amp; c", ":white_check_mark: a &lt;b&gt; &amp; c")]
    [InlineData("@channel me@example.org", "<!channel> me@example.org", "<!channel> me@example.org")]
    public async Task Typed_words_travel_as_markup(string typed, string message, string command)
    {
        await using var workspace = await Workspace.StartAsync();

        Assert.Equal(message, (await workspace.Ana.TypesAsync(workspace.Learn, typed)).Text);
        Assert.Equal(command, (await workspace.Ana.SlashAsync("/study", typed, workspace.Learn)).Payload["text"]!.ToString());
    }

    [Fact]
    public async Task A_modal_opens_by_its_trigger_and_is_submitted_corrected_and_closed()
    {
        await using var workspace = await Workspace.StartAsync();
        var command = await workspace.Ana.SlashAsync("/study", "setup", workspace.Learn);
        const string View = """{"type":"modal","callback_id":"setup","private_metadata":"c1","title":{"type":"plain_text","text":"Set up"},"submit":{"type":"plain_text","text":"Start"},"blocks":[{"type":"input","block_id":"start","label":{"type":"plain_text","text":"First day"},"element":{"type":"datepicker","action_id":"value","initial_date":"2026-11-25"}},{"type":"input","block_id":"name","label":{"type":"plain_text","text":"Name"},"element":{"type":"plain_text_input","action_id":"value"}}]}""";

        var opened = await workspace.CallAsync("views.open", ("trigger_id", command.Id), ("view", View));
        Assert.Equal(opened["view"]!["id"]!.ToString(), workspace.Ana.Modal!.Id);

        Assert.Equal(["name"], (await workspace.Ana.SubmitsAsync(workspace.Ana.Modal, new Dictionary<string, string>())).Keys);
        Assert.DoesNotContain(workspace.App.All, came => came.Path == "/slack/interactions");

        workspace.App.Answers.Enqueue(new() { Content = new StringContent("""{"response_action":"errors","errors":{"start":"That day is over."}}""") });
        var errors = await workspace.Ana.SubmitsAsync(workspace.Ana.Modal, new Dictionary<string, string> { ["name"] = "Autumn", ["start"] = "2026-11-01" });
        Assert.Equal("That day is over.", errors["start"]);

        Assert.Empty(await workspace.Ana.SubmitsAsync(workspace.Ana.Modal, new Dictionary<string, string> { ["name"] = "Autumn" }));
        Assert.Null(workspace.Ana.Modal);
        var submission = workspace.App.All[^1].Json;
        Assert.Equal(("view_submission", "c1", "setup"), (submission["type"]!.ToString(), submission["view"]!["private_metadata"]!.ToString(), submission["view"]!["callback_id"]!.ToString()));
        Assert.Equal("2026-11-25", submission["view"]!["state"]!["values"]!["start"]!["value"]!["selected_date"]!.ToString());
        Assert.Equal("Autumn", submission["view"]!["state"]!["values"]!["name"]!["value"]!["value"]!.ToString());
    }

    [Fact]
    public async Task Home_is_published_for_a_person_and_shown_when_it_is_opened_again()
    {
        await using var workspace = await Workspace.StartAsync();
        await workspace.Ana.OpensHomeAsync();
        Assert.Null(workspace.App.LastEvent["view"]);

        await workspace.CallAsync("views.publish", ("user_id", workspace.Ana.Id), ("view", """{"type":"home","blocks":[{"type":"header","text":{"type":"plain_text","text":"Streak 3"}}]}"""));

        Assert.Equal("Streak 3", (await workspace.Ana.OpensHomeAsync())!.Shown);
        Assert.Equal("home", workspace.App.LastEvent["view"]!["type"]!.ToString());
    }

    [Fact]
    public async Task The_bot_hears_only_of_conversations_it_is_in()
    {
        await using var workspace = await Workspace.StartAsync();
        var other = workspace.Team.ChannelWithoutBot("other", workspace.Ana);

        await workspace.Ana.SaysAsync(other, "done");
        Assert.Empty(workspace.App.All);
        await workspace.Ana.InvitesAsync(other, workspace.Team.Bot);
        var joined = workspace.App.Events.Single(e => e["type"]!.ToString() == "member_joined_channel");
        Assert.Equal((workspace.Team.Bot.Id, workspace.Ana.Id), (joined["user"]!.ToString(), joined["inviter"]!.ToString()));
        await workspace.Ana.RemovesAsync(other, workspace.Team.Bot);
        Assert.Equal("channel_left", workspace.App.LastEvent["type"]!.ToString());
        var before = workspace.App.All.Count;
        await workspace.Ana.SaysAsync(other, "done");
        Assert.Equal(before, workspace.App.All.Count);
    }
}
