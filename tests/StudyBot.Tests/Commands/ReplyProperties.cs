using CsCheck;
using StudyBot.Commands;
using StudyBot.Tests.Fuzz;

namespace StudyBot.Tests.Commands;

/// <summary>What holds for every text, whatever it says.</summary>
public class ReplyProperties
{
    private static readonly Gen<string> Piece = Gen.OneOf<string>(
        "done", "Finished", "completed", "did it", "✅", ":white_check_mark:", "not ", "day ", "lesson", "4", "5", "12", "0", "#", "-", ", ", " and ", "&", " to ", "/", "%", " of ",
        "?", "!", ".", "…", "(", ")", "\"", "\n", "\r\n", " ", "\t", "> ", "- ", "1. ", "I'm ", "all ", "with ", "for ", "but ", "when ", "n't ", "min", "h", "-ish", "’", "💪", "👍🏽", "❌", ":muscle:", ":four:", ":x:", "~", "、", "also ", "it", "complete ",
        "@StudyBot ", "@bob", "https://example.org/a?utm_source=b", "<https://example.org|x>", "*", "_", "word", "é", "漢", "\u0301", "\uFE0F", "\u200D", "\uD83D", "\uE000");

    private static readonly Gen<string> Chatter = Piece.Array[0, 14].Select(string.Concat);

    private static readonly Gen<string> Any = Gen.OneOf(Gen.String, Gen.String[Gen.Char["doneDONE 45-,&\n>`.?!😀✅\uD83D\u200D"], 0, 60], Chatter);

    private static readonly string[] DoneWords = ["done", "finished", "complete", "completed", "did it"];

    [Fact]
    public void No_input_throws_or_takes_more_than_its_length_allows() => Any.Sample(ReadAll, iter: 2_000);

    [Fact]
    public void What_is_read_can_be_stored() => Any.Sample(text =>
    {
        if (ReplyGrammar.Read(text, inThread: true) is not Reading.CheckIn said) return;
        Assert.InRange(said.Days.Count, 0, DayNumbers.Most);
        Assert.Equal(said.Days.Distinct().Order(), said.Days);
        Assert.InRange(said.Note?.Length ?? 1, 1, 500);
        Assert.DoesNotContain('\uE000', said.Note ?? "");
        Assert.All(said.Links, link => Assert.True(Uri.TryCreate(link, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https"));
    }, iter: 2_000);

    [Fact]
    public void A_done_word_inside_a_longer_word_never_matches() =>
        Gen.Select(Gen.OneOf<string>("", "un", "aban", "é", "漢", "𠀀", "x", "4", "ß"), Gen.OneOf<string>(DoneWords), Gen.OneOf<string>("", "ness", "s", "é", "\u0301", "漢", "𠀀", "4", "_", "'s", "ß"), Gen.OneOf<string>("", " 4", "!", " day 4", " ✅", "\ndone"))
            .Where((before, word, after, _) => before.Length + after.Length > 0)
            .Sample((before, word, after, rest) =>
            {
                foreach (var place in (bool[])[false, true])
                    Assert.False(ReplyGrammar.Read($"{before}{word}{after}{rest}", place) is Reading.CheckIn or Reading.NotDone or Reading.TooMany);
            });

    [Fact]
    public void Quoted_lines_and_code_below_change_nothing() =>
        Gen.Select(Chatter, Gen.OneOf<string>("\n> done 9", "\n>done", "\n`done 9`", "\n```\ndone 9\n```", "\n> not done\n> when?", "\n```day 9 done"), Gen.Bool).Sample((text, quoted, inThread) =>
            Assert.Equal(Tell(ReplyGrammar.Read(text, inThread)), Tell(ReplyGrammar.Read(text + quoted, inThread))), iter: 2_000);

    [Fact]
    public void Upper_and_lower_case_read_alike() => Gen.Select(Chatter, Gen.Bool).Sample((text, inThread) =>
        Assert.Equal(Days(ReplyGrammar.Read(text.ToLowerInvariant(), inThread)), Days(ReplyGrammar.Read(text.ToUpperInvariant(), inThread))), iter: 2_000);

    /// <summary>Links are taken out before, as they are.</summary>
    [Fact]
    public void Full_width_and_mathematical_letters_read_as_the_plain_ones() => Gen.Select(Chatter.Where(text => !text.Contains("http") && !text.Contains(":white")), Gen.Bool).Sample((text, inThread) =>
    {
        var plain = Days(ReplyGrammar.Read(text, inThread));
        Assert.Equal(plain, Days(ReplyGrammar.Read(string.Concat(text.Select(FullWidth)), inThread)));
        Assert.Equal(plain, Days(ReplyGrammar.Read(string.Concat(text.Select(Bold)), inThread)));
    }, iter: 2_000);

    [Theory]
    [InlineData("min"), InlineData(" min"), InlineData("mins"), InlineData(" minutes"), InlineData("m"), InlineData("h30"), InlineData("h"), InlineData("'"), InlineData(" h"), InlineData(" hrs"), InlineData(" hours"), InlineData("s"), InlineData(" sec")]
    [InlineData("%"), InlineData(" %"), InlineData(" percent"), InlineData("/5"), InlineData(" / 5"), InlineData(" of 5"), InlineData("am"), InlineData(" pm"), InlineData(":30"), InlineData(".5")]
    [InlineData(" pages"), InlineData(" chapters"), InlineData(" days"), InlineData(" weeks"), InlineData(" times"), InlineData("x"), InlineData(" commits"), InlineData("km"), InlineData("€"), InlineData("½")]
    public void A_number_with_a_unit_names_no_lesson(string unit) => Gen.OneOf(Gen.Int[0, 9], Gen.Int[0, 100_000]).Sample(number =>
    {
        foreach (var text in (string[])[$"done {number}{unit}", $"done, {number}{unit}", $"done: {number}{unit} today", $"done 1-{number}{unit}", $"finished ({number}{unit})", $"done with {number}{unit}"])
            Assert.True(ReplyGrammar.Read(text, inThread: true) is Reading.CheckIn { Days: [] } or Reading.Almost { Days: [] }, text);
    }, iter: 20);

    [Theory]
    [InlineData("done "), InlineData("done 4, "), InlineData("4 "), InlineData("4-"), InlineData("day 4 "), InlineData("> "), InlineData("`"), InlineData("``` "), InlineData("- "), InlineData("("), InlineData("*a"), InlineData("\"")]
    [InlineData("[x]("), InlineData("<http://a"), InlineData("https://example.org/"), InlineData("I'm "), InlineData("✅"), InlineData("🎉"), InlineData(":a:"), InlineData(":a"), InlineData("4 ~ "), InlineData("and "), InlineData("❌"), InlineData("not "), InlineData("\n"), InlineData("@StudyBot "), InlineData("a")]
    public void A_million_characters_read_as_their_first_4_000(string piece)
    {
        foreach (var start in (string[])["", "done 4 "])
        {
            var text = start + string.Concat(Enumerable.Repeat(piece, 1_000_000 / piece.Length));
            foreach (var place in (bool[])[false, true])
                Assert.Equal(Tell(ReplyGrammar.Read(text[..Normalise.Longest], place)), Tell(ReplyGrammar.Read(text, place)));
            ReadAll(text);
        }
    }

    private static void ReadAll(string text)
    {
        var most = 100_000 + (8_000L * Math.Min(text.Length, Normalise.Longest));
        Allocation.Within(most, () => (ReplyGrammar.Read(text, inThread: true), ReplyGrammar.Read(text, inThread: false), CommandGrammar.Read(text, new(2026, 11, 24))), () => text);
    }

    private static string Days(Reading reading) => reading switch
    {
        Reading.CheckIn said => $"done {string.Join(' ', said.Days)}",
        Reading.Almost almost => $"almost {string.Join(' ', almost.Days)}",
        _ => reading.ToString(),
    };

    private static string Tell(Reading reading) => reading is Reading.CheckIn said ? $"{Days(reading)} | {said.Note} | {string.Join(' ', said.Links)}" : Days(reading);

    private static string FullWidth(char c) => c is > '!' and <= 'z' and not '@' and not '<' and not '>' and not '`' ? ((char)(c + 0xFEE0)).ToString() : c.ToString();

    private static string Bold(char c) => c switch
    {
        >= 'a' and <= 'z' => char.ConvertFromUtf32(0x1D41A + c - 'a'),
        >= 'A' and <= 'Z' => char.ConvertFromUtf32(0x1D400 + c - 'A'),
        >= '0' and <= '9' => char.ConvertFromUtf32(0x1D7CE + c - '0'),
        _ => c.ToString(),
    };
}
