using System.Text.Json.Nodes;
using StudyBot.Fakes.Teams;

namespace StudyBot.Tests.Teams.Fake;

/// <summary>What people and a bot say, in the fake's memory and in what the bot is told.</summary>
public class TalkTests
{
    [Fact]
    public async Task An_installation_comes_as_two_activities_that_name_the_team()
    {
        await using var there = await Organisation.StartAsync(installed: false);

        await there.Ana.InstallsAsync(there.Team);

        Assert.Equal(["conversationUpdate", "installationUpdate"], there.Bot.All.Select(came => came.Activity["type"]!.ToString()));
        var (added, installed) = (there.Bot.All[0].Activity, there.Bot.All[1].Activity);
        Assert.Equal(there.Fake.App.BotId, added["membersAdded"]![0]!["id"]!.ToString());
        Assert.Equal(there.Team.GroupId, added["channelData"]!["team"]!["aadGroupId"]!.ToString());
        Assert.Equal(there.Team.Id, added["conversation"]!["id"]!.ToString());
        Assert.Equal("add", installed["action"]!.ToString());
        Assert.Equal("http://bot.test/api/messages", there.Bot.All[0].Address.AbsoluteUri);
    }

    [Fact]
    public async Task A_post_is_a_thread_and_replies_to_it_name_its_root()
    {
        await using var there = await Organisation.StartAsync();
        var lesson = await there.PostsAsync();

        var reply = await there.Ben.RepliesAsync(lesson, "done");

        Assert.Equal($"{there.Learn.Id};messageid={lesson.Id}", there.Bot.Last["conversation"]!["id"]!.ToString());
        Assert.Equal(reply.Id, there.Bot.Last["id"]!.ToString());
        Assert.Equal("done", there.Bot.Last["text"]!.ToString());
        Assert.Equal("<p>done</p>", there.Bot.Last["attachments"]![0]!["content"]!.ToString());
        Assert.Equal([reply], lesson.Replies);
        Assert.Equal(there.Clock.GetUtcNow().ToUnixTimeMilliseconds().ToString(System.Globalization.CultureInfo.InvariantCulture), lesson.Id);
    }

    [Fact]
    public async Task Without_consent_only_what_mentions_the_bot_reaches_it()
    {
        await using var there = await Organisation.StartAsync();
        there.Team.GrantsMessages = false;

        await there.Ben.SaysAsync(there.Learn, "done");
        Assert.Empty(there.Bot.All);
        await there.Ben.MentionsAsync(there.Learn, "done @Ana Lima");

        Assert.Equal("<at>StudyBot</at> done <at>Ana Lima</at>", there.Bot.Last["text"]!.ToString());
        var mentions = there.Bot.Last["entities"]!.AsArray().Where(entity => entity!["type"]!.ToString() == "mention").Select(entity => entity!["mentioned"]!["id"]!.ToString());
        Assert.Equal([there.Fake.App.BotId, there.Ana.Id], mentions.Order());
        Assert.Contains("""<span itemtype="http://schema.skype.com/Mention" itemscope="" itemid="0">StudyBot</span>&nbsp;done""", there.Bot.Last["attachments"]![0]!["content"]!.ToString());
    }

    [Fact]
    public async Task Edits_deletions_and_their_undoing_say_which()
    {
        await using var there = await Organisation.StartAsync();
        var said = await there.Ben.SaysAsync(there.Learn, "done");

        await there.Ben.EditsAsync(said, "not yet");
        await there.Ben.DeletesAsync(said);
        await there.Ben.UndeletesAsync(said);

        Assert.Equal(
            ["message  done", "messageUpdate editMessage not yet", "messageDelete softDeleteMessage ", "messageUpdate undeleteMessage not yet"],
            there.Bot.All.Select(came => $"{came.Activity["type"]} {came.Activity["channelData"]!["eventType"]} {came.Activity["text"]}"));
        Assert.All(there.Bot.All, came => Assert.Equal(said.Id, came.Activity["id"]!.ToString()));
    }

    [Fact]
    public async Task A_reply_in_a_group_chat_quotes()
    {
        await using var there = await Organisation.StartAsync();
        var chat = there.Fake.Tenant.GroupChat("Study", there.Ana, there.Ben);
        await there.Ana.InstallsAsync(chat);
        await there.CallAsync(HttpMethod.Post, $"conversations/{Organisation.Escaped(chat.Id)}/activities", there.Message());

        await there.Ben.RepliesAsync(chat.LastOfBot, "done");

        Assert.Contains($"""itemtype="http://schema.skype.com/Reply" itemid="{chat.LastOfBot.Id}">""", there.Bot.Last["attachments"]![0]!["content"]!.ToString());
        Assert.Equal(chat.Id, there.Bot.Last["conversation"]!["id"]!.ToString());
        Assert.Equal("groupChat", there.Bot.Last["conversation"]!["conversationType"]!.ToString());
    }

    [Fact]
    public async Task Reactions_to_the_bots_own_messages_are_told_and_its_own_are_seen()
    {
        await using var there = await Organisation.StartAsync();
        var lesson = await there.PostsAsync();
        var said = await there.Ben.SaysAsync(there.Learn, "hello");
        there.Bot.Forget();

        await there.Ben.ReactsAsync(lesson, "✅");
        await there.Ana.ReactsAsync(said, "heart");
        await there.Ben.TakesBackAsync(lesson, "✅");
        var reacted = await there.CallAsync(HttpMethod.Put, $"conversations/{Organisation.Escaped(there.Learn.Id)}/activities/{said.Id}/reactions/2705_whiteheavycheckmark");

        Assert.Equal(["reactionsAdded", "reactionsRemoved"], there.Bot.All.Select(came => came.Activity.First(field => field.Key.StartsWith("reactions", StringComparison.Ordinal)).Key));
        Assert.Equal(lesson.Id, there.Bot.Last["replyToId"]!.ToString());
        Assert.Equal(200, reacted.Status);
        Assert.Equal([new TeamsReaction(there.Ana, "heart"), new TeamsReaction(null, "2705_whiteheavycheckmark")], said.Reactions);
    }

    [Fact]
    public async Task A_personal_chat_is_opened_for_who_shares_a_team_with_the_bot_and_nobody_else()
    {
        await using var there = await Organisation.StartAsync();
        var stranger = there.Fake.Tenant.Person("Cleo");

        var (status, opened) = await there.CallAsync(HttpMethod.Post, "conversations", Personal(there.Ben.Id));
        var refused = await there.CallAsync(HttpMethod.Post, "conversations", Personal(stranger.Id));
        var unknown = await there.CallAsync(HttpMethod.Post, "conversations", Personal("29:nobody"));

        Assert.Equal((201, there.Ben.Chat.Id), (status, opened["id"]!.ToString()));
        Assert.Equal(403, refused.Status);
        Assert.Equal(400, unknown.Status);
        Assert.Equal(201, (await there.CallAsync(HttpMethod.Post, $"conversations/{Organisation.Escaped(there.Ben.Chat.Id)}/activities", there.Message())).Status);
        Assert.Equal("Lesson 1", there.Ben.Chat.LastOfBot.CardFor(there.Ben)!["body"]![0]!["text"]!.ToString());

        JsonObject Personal(string id) => new()
        {
            ["isGroup"] = false, ["bot"] = new JsonObject { ["id"] = there.Fake.App.BotId }, ["tenantId"] = there.Fake.Tenant.Id, ["members"] = new JsonArray(new JsonObject { ["id"] = id }),
        };
    }
}
