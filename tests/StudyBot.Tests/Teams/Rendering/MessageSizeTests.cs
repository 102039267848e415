using System.Text;
using System.Text.Json;
using CsCheck;
using StudyBot.Cards;
using StudyBot.Cohorts;
using StudyBot.Teams;

namespace StudyBot.Tests.Teams;

/// <summary>Teams counts a message in UTF-16, and refuses one of more than about 100 KB; a refused lesson or summary would stop its cohort.
/// So there is none: up to 80 KB Teams takes for certain. Source: "Format your bot messages".</summary>
public class MessageSizeTests
{
    private const int Most = 80 * 1024;
    private static readonly CohortId Bakers = new("teams", "0000000a-0000-4000-8000-00000000ac3e", $"19:{new string('c', 60)}@thread.tacv2");

    /// <summary>As many as may have a view of their own.</summary>
    private static readonly string[] Pressers = [.. Enumerable.Range(0, 60).Select(i => $"29:1{i:D6}{new string('x', 80)}")];

    /// <summary>Letters that JSON writes as they are, and others that it writes as six signs or twelve.</summary>
    private static readonly string[] Letters = ["a", "Ana ", "日", "學習", "é", "👩‍👩‍👧‍👦", "💪", "<", "\"", "'", "\\", "*_", "](", "&", "\n", "\u200D", "{{", "ש"];

    [Fact]
    public void No_lesson_or_summary_is_larger_than_Teams_takes_whoever_wrote_in_it() => Large().Sample(
        card =>
        {
            Assert.All(Messages.Of(card), message => Fits(message));
            Assert.All(Messages.Of(card, Bakers), message => Fits(message));
            Fits(Messages.One(card, Pressers));
        },
        iter: 15);

    [Theory]
    [InlineData("Somebody")]
    [InlineData("學習小組的成員")]
    [InlineData("👩‍👩‍👧‍👦💪")]
    [InlineData("<\"'&\\>")]
    public void Neither_is_a_table_of_250_people_with_long_names(string name)
    {
        var rows = Enumerable.Range(1, 250).Select(i => new RankedRow(i, string.Concat(Enumerable.Repeat($"{name} {i} ", 6)), 30, "28 in time")).ToArray();
        var card = Card.Of(new Part.Heading(Text.Plain("Week 2")), new Part.Ranking("This week", rows), new Part.Ranking("All lessons", rows), new Part.Buttons([new("Leaderboard", "leaderboard")]));

        var messages = Messages.Of(card);

        Assert.All(messages, message => Fits(message));
        Assert.Equal(500, messages.Sum(message => CardRules.Seen(message.Attachments![0].Content).Split("30 lessons, 28 in time").Length - 1));
        Fits(Messages.One(card, Pressers));
    }

    /// <summary>As it goes out: with the conversation it opens.</summary>
    private static void Fits(Message message)
    {
        var sent = JsonSerializer.Serialize(new(null, IsGroup: true, Bakers.Tenant, new(new(Bakers.Tenant), new(Bakers.Channel)), Activity: message), CallsJson.Sent.NewConversation);
        Assert.InRange(Encoding.Unicode.GetByteCount(sent), 0, Most);
    }

    private static Gen<Card> Large()
    {
        var words = Gen.Select(Gen.OneOf<string>(Letters).Array[1, 6], Gen.Int[1, 1_500], (letters, times) => string.Concat(Enumerable.Repeat(string.Concat(letters), times)));
        var name = Gen.Select(Gen.OneOf<string>(Letters).Array[1, 6], Gen.Int[1, 30], (letters, times) => string.Concat(Enumerable.Repeat(string.Concat(letters), times)));
        var part = Gen.Select(Gen.Int[0, 7], words, name, Gen.Int[1, 250], (kind, words, name, count) => (Part)(kind switch
        {
            0 => new Part.Heading(Text.Plain(words)),
            1 => new Part.Callout(name, Text.Plain(words)),
            2 => new Part.Bullets([.. Enumerable.Range(0, count).Select(i => Text.Of(name, Span.Link(name, $"https://a.example/{i}")))]),
            3 => new Part.Facts([.. Enumerable.Range(0, count).Select(_ => new Fact(name, Text.Plain(name))), new Fact(name, Text.Plain(words))]),
            4 => new Part.Ranking(name, [.. Enumerable.Range(1, count).Select(i => new RankedRow(i, name, 30, "28 in time"))]),
            5 => new Part.Note(Text.Plain(words)),
            6 => new Part.Buttons([.. Enumerable.Range(0, 1 + count % 12).Select(i => new Button(name, words, Primary: i == 0))]),
            _ => new Part.Paragraph(Text.Plain(words)),
        }));
        return part.Array[1, 8].Select(parts => new Card(parts));
    }
}
