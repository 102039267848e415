using System.Text.RegularExpressions;
using StudyBot.Cards;
using StudyBot.Tests.House;

namespace StudyBot.Tests.Wording;

/// <summary>All the words live in Wording, and none of them leans on a picture.</summary>
public partial class PlaceOfWordsTests
{
    [Fact]
    public void Nobody_but_Wording_puts_words_on_a_card()
    {
        var elsewhere =
            from file in Files.Ending(".cs")
            where file.StartsWith("src/", StringComparison.Ordinal) && !file.StartsWith("src/StudyBot.Core/Wording/", StringComparison.Ordinal)
            from Match match in WordsOnACard().Matches(Files.Read(file))
            select $"{file}: {match.Value}";

        Assert.Empty(elsewhere);
    }

    [Theory]
    [InlineData("Card.Line(\"Done.\")")]
    [InlineData("Card.Line($\"Day {day}\")")]
    [InlineData("Text.Plain(\"Done.\")")]
    [InlineData("new Part.Paragraph(Text.Of(\"Done.\"))")]
    [InlineData("new Button(\"Done\", \"done\")")]
    [InlineData("new Span(\"Done.\")")]
    public void Words_on_a_card_would_be_found(string code) => Assert.Matches(WordsOnACard(), code);

    [Fact]
    public void No_label_is_a_picture_or_empty() => Assert.All(
        Spoken.All("Ana").SelectMany(spoken => spoken.Card.Parts.OfType<Part.Buttons>()).SelectMany(buttons => buttons.Items),
        button => Assert.Matches(@"^[\p{L}\p{N}\p{P} ]*\p{L}[\p{L}\p{N}\p{P} ]*$", button.Label));

    [GeneratedRegex("""(Card\.(Line|Of)|Text\.(Plain|Of)|Span\.(Bold|Link)|new (Part\.[A-Za-z]+|Button|Span|Fact))\(\s*\$?"[^"]*[A-Za-z]""")]
    private static partial Regex WordsOnACard();
}
