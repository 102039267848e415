using StudyBot.Commands;

namespace StudyBot.Tests.Commands;

/// <summary>What is taken for the same: emoji in their spellings, links in theirs, words with a slip.</summary>
public class SpellingTests
{
    [Theory]
    [InlineData("white_check_mark", "white_check_mark")]
    [InlineData(":white_check_mark:", "white_check_mark")]
    [InlineData("White_Check_Mark", "white_check_mark")]
    [InlineData("white_check_mark::skin-tone-2", "white_check_mark")]
    [InlineData("\u2705", "white_check_mark")]
    [InlineData("heavy_check_mark", "heavy_check_mark")]
    [InlineData("\u2714\uFE0F", "heavy_check_mark")]
    [InlineData("ballot_box_with_check", "ballot_box_with_check")]
    [InlineData("\u2611\uFE0F", "ballot_box_with_check")]
    public void A_done_emoji_has_one_name_however_it_comes(string emoji, string name)
    {
        Assert.True(Emoji.IsDone(emoji));
        Assert.Equal(name, Emoji.Name(emoji));
    }

    [Theory]
    [InlineData("\u2705\U0001F3FB", "\u2705")]
    [InlineData("\u2705\U0001F3FF", "\u2705")]
    [InlineData("\u2714\uFE0F \u2611", "\u2705 \u2705")]
    [InlineData("I\u2019m \u2018in\u02BC\uFF07", "I'm 'in''")]
    [InlineData("a\rb\u2028c\u2029d\ne", "a\nb\nc\nd\ne")]
    [InlineData("a\u0000b\u001Fc\u007Fd\u00A0e", "a b c d e")]
    [InlineData("a\u200Bb\u2060c\uFEFFd", "abcd")]
    [InlineData("a `b` c", "a   c")]
    [InlineData("a\n```\nb\n```\nc", "a\n\n\nc")]
    public void A_message_is_read_in_one_spelling(string written, string read) => Assert.Equal(read, Normalise.Of(written));

    [Theory]
    [InlineData("tada")]
    [InlineData("")]
    [InlineData("::skin-tone-2")]
    [InlineData("check")]
    public void Any_other_is_none(string emoji) => Assert.False(Emoji.IsDone(emoji));

    [Theory]
    [InlineData("http://b.example/a", "http://b.example/a")]
    [InlineData("https://b.example/a?x=1&&y=2&utm_source=chat&fbclid=7", "https://b.example/a?x=1&y=2")]
    [InlineData("https://b.example/a?UTM_Medium=x", "https://b.example/a")]
    [InlineData("https://b.example/a?", "https://b.example/a?")]
    [InlineData("https://b.example/a?&", "https://b.example/a")]
    [InlineData("https://ana@b.example/a", null)]
    [InlineData("ftp://b.example/a", null)]
    [InlineData("b.example/a", null)]
    public void A_link_is_kept_without_what_follows_people_around(string url, string? kept) => Assert.Equal(kept, Evidence.Clean(url));

    [Theory]
    [InlineData("fbclid"), InlineData("gclid"), InlineData("dclid"), InlineData("gbraid"), InlineData("wbraid"), InlineData("msclkid")]
    [InlineData("mc_eid"), InlineData("mc_cid"), InlineData("igshid"), InlineData("igsh"), InlineData("yclid"), InlineData("twclid")]
    [InlineData("ttclid"), InlineData("li_fat_id"), InlineData("_hsenc"), InlineData("_hsmi"), InlineData("ref_src"), InlineData("si")]
    public void And_that_is_each_of_these(string name) => Assert.Equal("https://b.example/a?x=1", Evidence.Clean($"https://b.example/a?{name}=7&x=1"));

    [Theory]
    [InlineData(2_000, true)]
    [InlineData(2_001, false)]
    public void A_link_may_be_long_but_not_endless(int length, bool kept) => Assert.Equal(kept, Evidence.Clean("https://b.example/".PadRight(length, 'a')) is not null);

    [Theory]
    [InlineData("see https://b.example/a.", "https://b.example/a")]
    [InlineData("(https://b.example/a)", "https://b.example/a")]
    [InlineData("https://b.example/a_(b)", "https://b.example/a_(b)")]
    [InlineData("<https://b.example/a.|a>", "https://b.example/a.")] // how it is wrapped says where it ends
    [InlineData("[a](https://b.example/a.)", "https://b.example/a.")]
    public void A_sentences_end_is_no_part_of_a_link(string text, string link) => Assert.Equal([link], Evidence.TakeOut(text).Links);

    [Theory]
    [InlineData("", "", 0)]
    [InlineData("week", "week", 0)]
    [InlineData("", "week", 4)]
    [InlineData("week", "", 4)]
    [InlineData("wek", "week", 1)] // missing
    [InlineData("weeek", "week", 1)] // too many
    [InlineData("weak", "week", 1)] // wrong
    [InlineData("ewek", "week", 1)] // swapped
    [InlineData("wkee", "week", 2)]
    [InlineData("kitten", "sitting", 3)]
    [InlineData("settings", "me", 1073741823)] // too far apart to look
    [InlineData("unmute", "me", 4)]
    public void Words_are_as_far_apart_as_there_are_slips(string said, string meant, int slips) => Assert.Equal(slips, Nearest.Distance(said, meant));

    [Theory]
    [InlineData(60, "")]
    [InlineData(61, "…")]
    public void What_was_said_is_told_back_up_to_sixty_letters(int length, string end) =>
        Assert.Equal(new string('x', 60) + end, Assert.IsType<Parsed.Unknown>(CommandGrammar.Read(new string('x', length), default)).Word);

    [Fact]
    public void And_never_half_a_character() =>
        Assert.Equal(new string('x', 59) + "…", Assert.IsType<Parsed.Unknown>(CommandGrammar.Read(new string('x', 59) + "💪 x", default)).Word);

    [Fact]
    public void What_is_behind_the_four_hundredth_letter_of_a_command_is_not_read()
    {
        Assert.Equal(new Parsed.Ok(new Command.Me()), CommandGrammar.Read("me".PadRight(400) + "too", default));
        Assert.IsType<Parsed.Unknown>(CommandGrammar.Read("me".PadRight(399) + "too", default));
    }

    [Fact]
    public void A_message_is_read_up_to_four_thousand_letters()
    {
        Assert.Equal(4_000, Normalise.Of(new string('x', 4_001)).Length);
        Assert.Empty(Assert.IsType<Reading.CheckIn>(ReplyGrammar.Read("done ".PadRight(4_000) + "https://b.example/", inThread: false)).Links);
    }

    [Theory]
    [InlineData(500, 500)]
    [InlineData(501, 500)]
    public void A_note_is_kept_up_to_five_hundred_letters(int length, int kept) => Assert.Equal(kept, Note(new string('x', length)).Length);

    [Fact]
    public void And_ends_with_a_whole_character() => Assert.Equal(new string('x', 499), Note(new string('x', 499) + "💪"));

    [Fact]
    public void Too_many_days_in_what_is_nearly_a_check_in_are_none() =>
        Assert.Empty(Assert.IsType<Reading.Almost>(ReplyGrammar.Read("done 1-9 I think", inThread: true)).Days);

    private static string Note(string note) => Assert.IsType<Reading.CheckIn>(ReplyGrammar.Read($"done: {note}", inThread: false)).Note!;
}
