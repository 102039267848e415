using System.Text.Json;
using CsCheck;
using StudyBot.Cards;
using StudyBot.Cohorts;
using StudyBot.Teams;
using StudyBot.Tests.Slack;

namespace StudyBot.Tests.Teams;

public class CardActionTests
{
    private static readonly CohortId Bakers = new("teams", "tenant-1", "19:bakers@thread.tacv2");

    [Fact]
    public void A_button_says_its_command_and_its_cohort_or_the_one_the_card_is_about()
    {
        var card = Card.Of(new Part.Buttons([new("Done", "done 6"), new("Bread", "done 6", Cohort: new("teams", "tenant-1", "19:bread@thread.v2"))]));

        Assert.Equal([(null, "done 6"), ("19:bread@thread.v2", "done 6")], Pressed(card, null));
        Assert.Equal([("19:bakers@thread.tacv2", "done 6"), ("19:bread@thread.v2", "done 6")], Pressed(card, Bakers));

        static IEnumerable<(string?, string?)> Pressed(Card card, CohortId? about) =>
            AdaptiveCards.RenderOne(card, about)["body"]![0]!["actions"]!.AsArray().Select(action => Read(action!["data"]!.ToJsonString())!).Select(action => (action.In?.Channel, action.Say));
    }

    [Fact]
    public void Commands_come_back_or_lose_their_end() => AnyCards.Words.Sample(command =>
    {
        var read = Read(CardAction.OfButton(command, Bakers).ToJsonString())!;
        return read.In == Bakers && read.Form is null && read.Values.Count == 0 && read.Say!.Length <= 2_000 && (command.Length > 1_000 || read.Say == Words.Clean(command)) && Words.Clean(command).StartsWith(read.Say, StringComparison.Ordinal);
    });

    [Fact]
    public void A_forms_values_come_by_field()
    {
        var read = Read("""{"studybot":{"form":"setup","in":"teams/tenant-1/a:1/2"},"plan":"bread","start":"2026-12-01","holidays":"","notes":null,"odd":1,"deep":{"studybot":"x"}}""")!;

        Assert.Equal(("setup", null, new CohortId("teams", "tenant-1", "a:1/2")), (read.Form, read.Say, read.In));
        Assert.Equal(["plan=bread", "start=2026-12-01", "holidays="], read.Values.Select(value => $"{value.Key}={value.Value}"));
    }

    [Theory]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("\"done\"")]
    [InlineData("{}")]
    [InlineData("""{"say":"done"}""")]
    [InlineData("""{"studybot":null}""")]
    [InlineData("""{"studybot":"done"}""")]
    [InlineData("""{"studybot":[]}""")]
    [InlineData("""{"studybot":{}}""")]
    [InlineData("""{"studybot":{"say":1}}""")]
    [InlineData("""{"studybot":{"say":null,"form":null}}""")]
    [InlineData("""{"studybot":{"say":"done","form":"setup"}}""")]
    [InlineData("""{"studybot":{"say":"\ud800"}}""")]
    [InlineData("""{"studybot":{"form":"\udc00"}}""")]
    [InlineData("""{"studybot":{"form":"setup"},"a":"\ud800"}""")]
    [InlineData("""{"studybot":{"form":"setup"},"\ud800":"a"}""")]
    public void Data_we_did_not_write_is_none(string data) => Assert.Null(Read(data));

    [Fact]
    public void A_command_longer_than_any_of_ours_is_none() => Assert.Null(Read(JsonSerializer.Serialize(new { studybot = new { say = new string('x', 2_001) } })));

    [Theory]
    [InlineData("teams")]
    [InlineData("teams/")]
    [InlineData("//")]
    [InlineData("teams/tenant-1/")]
    [InlineData("")]
    public void A_cohort_that_is_none_is_left_out(string cohort) => Assert.Null(Read(JsonSerializer.Serialize(new { studybot = new { say = "done", @in = cohort } }))!.In);

    private static CardAction? Read(string data) => CardAction.Read(JsonDocument.Parse(data).RootElement);
}
