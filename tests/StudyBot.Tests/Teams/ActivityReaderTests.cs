using System.Text.Json;
using NodaTime;
using NodaTime.Text;
using StudyBot.Cohorts;
using StudyBot.Ports;
using StudyBot.Teams;

namespace StudyBot.Tests.Teams;

public class ActivityReaderTests
{
    private const string Channel = "19:abc@thread.tacv2";
    private static readonly Instant Now = InstantPattern.General.Parse("2026-03-05T08:00:00Z").Value;

    private static readonly Activity Message = new(
        "message",
        Id: "1772697600000",
        ChannelId: "msteams",
        ServiceUrl: "https://smba.trafficmanager.net/emea/",
        Timestamp: Now.ToDateTimeOffset(),
        LocalTimezone: "Europe/Berlin",
        From: new("29:ana", "Ana", "aad-ana"),
        Recipient: new("28:bot", "StudyBot"),
        Conversation: new($"{Channel};messageid=1772697600000", "channel", "tenant"),
        Text: "done");

    [Fact]
    public void A_message_at_the_top_of_a_channel_is_in_no_thread()
    {
        var heard = One(Message);

        Assert.Equal(new Place("teams", "tenant", Channel), heard.Where);
        Assert.Equal(new Did.Said("1772697600000", "done"), heard.What);
        Assert.Equal((Now, "Europe/Berlin"), (heard.At, heard.Zone));
    }

    [Theory]
    [InlineData("Europe/Berlin", "America/New_York", "Europe/Berlin")]
    [InlineData(null, "America/New_York", "America/New_York")]
    [InlineData(null, null, null)]
    public void The_zone_is_told_by_the_activity_or_by_what_it_says_of_the_client(string? activity, string? client, string? zone) =>
        Assert.Equal(zone, One(Message with { LocalTimezone = activity, Entities = [new("clientInfo", Timezone: client)] }).Zone);

    [Fact]
    public void A_reply_is_in_the_thread_of_the_first_message() =>
        Assert.Equal("1772690000000", One(Message with { Conversation = new($"{Channel};messageid=1772690000000", "channel", "tenant") }).Where.Thread);

    /// <summary>A turn that was not answered comes again, with another activity id.</summary>
    [Fact]
    public void The_same_turn_with_another_id_is_the_same_thing()
    {
        Assert.Equal(One(Message).Key, One(Message with { Id = "other" }).Key);
        Assert.NotEqual(One(Message).Key, One(Message with { Text = "done 4" }).Key);
        Assert.NotEqual(One(Message).Key, One(Message with { From = new("29:ben") }).Key);
        Assert.NotEqual(One(Message).Key, One(Message with { Timestamp = (Now + Duration.FromMilliseconds(1)).ToDateTimeOffset() }).Key);
        Assert.NotEqual(One(Message).Key, One(Message with { Conversation = new("19:other@thread.tacv2", "channel", "tenant") }).Key);
    }

    [Fact]
    public void An_edit_and_a_deletion_know_when_the_message_was_written()
    {
        var written = Instant.FromUnixTimeMilliseconds(1772697600000);

        Assert.Equal(written, Assert.IsType<Did.Edited>(One(Message with { Type = "messageUpdate", ChannelData = new("editMessage") }).What).WrittenAt);
        Assert.Equal(written, Assert.IsType<Did.Edited>(One(Message with { Type = "messageUpdate", ChannelData = new("undeleteMessage") }).What).WrittenAt);
        Assert.Equal(written, Assert.IsType<Did.Deleted>(One(Message with { Type = "messageDelete", ChannelData = new("softDeleteMessage") }).What).WrittenAt);
        Assert.Empty(ActivityReader.Read(Message with { Type = "messageUpdate", ChannelData = new("other") }, Now));
    }

    [Theory]
    [InlineData("like", "white_check_mark")]
    [InlineData("heart", "white_check_mark")]
    [InlineData("2705_whiteheavycheckmark", "white_check_mark")]
    [InlineData("✔️", "✔️")]
    [InlineData("laugh", "laugh")]
    [InlineData("1f440_eyes", "1f440_eyes")]
    public void Reactions_go_by_what_they_mean_here(string type, string emoji)
    {
        var both = ActivityReader.Read(Message with { Type = "messageReaction", ReplyToId = "77", ReactionsAdded = [new(type)], ReactionsRemoved = [new("like")] }, Now);

        Assert.Equal([new Did.Reacted("77", emoji, true, type), new Did.Reacted("77", "white_check_mark", false, "like")], both.Select(heard => heard.What));
        Assert.Equal(2, both.Select(heard => heard.Key).Distinct().Count());
    }

    [Fact]
    public void A_button_on_a_lesson_speaks_of_that_lesson()
    {
        var pressed = One(Press("""{"studybot":{"say":"done"}}""") with { Conversation = new($"{Channel};messageid=77", "channel", "tenant") });

        Assert.Equal(new Did.Pressed("done"), pressed.What);
        Assert.Equal(new Place("teams", "tenant", Channel, Thread: "77"), pressed.Where);
    }

    [Fact]
    public void A_button_in_a_persons_own_chat_says_which_cohort_it_is_of()
    {
        var place = One(Personal($$$"""{"studybot":{"say":"done","in":"teams/tenant/{{{Channel}}}"}}""")).Where;

        Assert.True(place.Direct);
        Assert.Equal(new CohortId("teams", "tenant", Channel), place.ChannelId);
    }

    [Theory]
    [InlineData("teams/another/19:abc@thread.tacv2")]
    [InlineData("slack/tenant/C1")]
    public void A_cohort_of_elsewhere_is_not_believed(string cohort) => Assert.Null(One(Personal($$$"""{"studybot":{"say":"done","in":"{{{cohort}}}"}}""")).Where.Cohort);

    [Fact]
    public void A_form_brings_its_fields()
    {
        var sent = Assert.IsType<Did.Submitted>(One(Press("""{"studybot":{"form":"setup"},"zone":"Europe/Berlin","time":"09:00"}""")).What);

        Assert.Equal("setup", sent.Form);
        Assert.Equal("Europe/Berlin", sent.Values["zone"]);
    }

    [Fact]
    public void An_older_Teams_sends_a_button_as_a_message() =>
        Assert.Equal(new Did.Pressed("done"), One(Message with { Text = null, ReplyToId = "77", Value = JsonDocument.Parse("""{"studybot":{"say":"done"}}""").RootElement }).What);

    /// <summary>What other bots and we ourselves write is never read.</summary>
    [Fact]
    public void Bots_are_not_read()
    {
        Assert.Empty(ActivityReader.Read(Message with { From = new("28:other", "Another bot") }, Now));
        Assert.Empty(ActivityReader.Read(Message with { From = new("29:x", "A bot", Role: "bot") }, Now));
        Assert.Empty(ActivityReader.Read(Message with { From = Message.Recipient }, Now));
    }

    [Fact]
    public void What_is_not_whole_asks_nothing()
    {
        Activity[] broken =
        [
            new(), Message with { From = null }, Message with { Conversation = null }, Message with { Id = null }, Message with { Conversation = new(Channel, "channel") },
            Message with { Type = "messageReaction", ReplyToId = null, ReactionsAdded = [new("like")] }, Message with { Type = "messageReaction", ReplyToId = "7", ReactionsAdded = [new(null)] },
            Message with { Type = "invoke", Name = "adaptiveCard/action", Value = JsonDocument.Parse("[1]").RootElement }, Message with { Type = "typing" },
        ];

        Assert.All(broken, activity => Assert.Empty(ActivityReader.Read(activity, Now)));
    }

    private static Activity Press(string data) => Message with
    {
        Type = "invoke",
        Name = "adaptiveCard/action",
        Text = null,
        ReplyToId = "77",
        Value = JsonDocument.Parse($$$"""{"action":{"type":"Action.Execute","verb":"say","data":{{{data}}}}}""").RootElement,
    };

    private static Activity Personal(string data) => Press(data) with { Conversation = new("a:1xyz", "personal", "tenant") };

    private static Heard One(Activity activity) => Assert.Single(ActivityReader.Read(activity, Now));
}
