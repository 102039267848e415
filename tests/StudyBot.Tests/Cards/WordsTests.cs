using StudyBot.Cards;

namespace StudyBot.Tests.Cards;

/// <summary>Strings as platforms take them.</summary>
public class WordsTests
{
    [Theory]
    [InlineData("plain words", "plain words")]
    [InlineData("two\nlines\tand a tab", "two\nlines\tand a tab")]
    [InlineData("a\r\nb", "a\nb")]
    [InlineData("a\u0000b\u001Fc\u007Fd\u0080e\u009Ff", "abcdef")]
    [InlineData("\u00A0\u202F", "\u00A0\u202F")] // blanks of other kinds are words' own
    [InlineData("a\u202Ab\u202Ec\u2066d\u2069e", "abcde")] // what turns a line around
    [InlineData("\u2029\u2065\u206A", "\u2029\u2065\u206A")] // their neighbours do not
    [InlineData("💪 done", "💪 done")]
    public void Clean_words_hold_nothing_that_reaches_beyond_them(string words, string clean) => Assert.Equal(clean, Words.Clean(words));

    [Theory]
    [InlineData('\u0000')]
    [InlineData('\u001F')]
    [InlineData('\u007F')]
    [InlineData('\u009F')]
    [InlineData('\u202A')]
    [InlineData('\u202E')]
    [InlineData('\u2066')]
    [InlineData('\u2069')]
    public void One_such_character_alone_is_enough(char c) => Assert.Equal("ab", Words.Clean($"a{c}b"));

    [Fact]
    public void Half_a_character_is_shown_as_what_cannot_be_read() => Assert.Equal("a\uFFFDb", Words.Clean("a\uD83Db"));

    [Theory]
    [InlineData(" a\nb\tc ", "a b c")]
    [InlineData("a\u0007b", "ab")]
    public void One_line_is_one_line(string words, string line) => Assert.Equal(line, Words.OneLine(words));

    [Theory]
    [InlineData("", false)]
    [InlineData(" \u00A0\u3000", false)]
    [InlineData("\u2028\u2029", false)]
    [InlineData("\n\t", false)]
    [InlineData("\u200B\u200D\u2060", false)]
    [InlineData("\u0378", false)] // no character at all
    [InlineData("a", true)]
    [InlineData(" . ", true)]
    [InlineData("✅", true)]
    public void Spaces_and_joiners_alone_are_no_words(string words, bool seen) => Assert.Equal(seen, Words.Seen(words));

    [Fact]
    public void The_first_that_can_be_seen_is_taken_and_else_the_last()
    {
        Assert.Equal("a b", Words.FirstSeen("a\nb", "c", "d"));
        Assert.Equal("c", Words.FirstSeen(" \u200B", " c ", "d"));
        Assert.Equal("d", Words.FirstSeen("", "\t", "d"));
        Assert.Equal(" ", Words.FirstSeen("", " "));
    }

    [Theory]
    [InlineData("12345", 5, "12345")]
    [InlineData("123456", 5, "1234…")]
    [InlineData("one two three", 9, "one two…")]
    [InlineData("one twothree", 9, "one twot…")] // the space comes too early: too much would go
    public void What_is_cut_says_so_and_fits(string words, int most, string cut) => Assert.Equal(cut, Words.Cut(words, most));

    [Theory]
    [InlineData("day 7", 5, "day 7")]
    [InlineData("day 7", 4, "day ")]
    [InlineData("ok 🎉", 4, "ok ")]
    [InlineData("ok 🎉", 5, "ok 🎉")]
    [InlineData("", 3, "")]
    public void A_beginning_has_whole_characters(string words, int most, string start) => Assert.Equal(start, Words.Start(words, most));

    [Fact]
    public void A_cut_may_end_in_other_words() => Assert.Equal("12 and more", Words.Cut("1234567890 and a lot besides", 11, " and more"));

    [Theory]
    // text, room → where it breaks
    [InlineData("12345", 5, 5)]
    [InlineData("123456", 5, 5)]
    [InlineData("1234\n6789 ab", 8, 8)] // the line ends in the first half
    [InlineData("12345\n789 ab", 8, 6)] // after the line
    [InlineData("1234 6789ab", 8, 8)]
    [InlineData("12345 789ab", 8, 6)] // after the word
    [InlineData("12345\n7 9ab", 8, 6)] // a line before a word
    [InlineData("12💪456", 3, 2)] // between characters
    [InlineData("12💪456", 4, 4)]
    [InlineData("💪456", 1, 1)] // there is no room for less
    public void A_long_text_breaks_after_a_line_or_a_word_or_a_character(string words, int room, int at) => Assert.Equal(at, Words.Break(words, room));

    [Theory]
    [InlineData("Ana", "Ana")]
    [InlineData(" Ana\nB ", "Ana B")]
    [InlineData("\u0590", "\u2068\u0590\u2069")]
    [InlineData("Ana \u05D0", "\u2068Ana \u05D0\u2069")]
    [InlineData("\u08FF", "\u2068\u08FF\u2069")]
    [InlineData("\u058F\u0900\uFB1C\uFEFD", "\u058F\u0900\uFB1C\uFEFD")]
    [InlineData("\uFB1D", "\u2068\uFB1D\u2069")]
    [InlineData("\uFEFC", "\u2068\uFEFC\u2069")]
    [InlineData("\u200F", "\u2068\u200F\u2069")]
    [InlineData("\U00010800", "\u2068\U00010800\u2069")]
    [InlineData("\U00010C00", "\u2068\U00010C00\u2069")]
    [InlineData("\U0001E800", "\u2068\U0001E800\u2069")]
    public void A_name_that_is_written_from_right_to_left_turns_nothing_around_it(string name, string shown) => Assert.Equal(shown, Words.Name(name));
}
