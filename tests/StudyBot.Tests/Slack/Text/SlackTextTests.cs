using CsCheck;
using StudyBot.Commands;
using StudyBot.Slack;

namespace StudyBot.Tests.Slack;

/// <summary>What Slack sends, what a person meant by it. A line more is a case more.</summary>
public class SlackTextTests
{
    private const string Bot = "UBOT";

    public static TheoryData<string, string> Texts => new()
    {
        // As it stands
        { "done", "done" },
        { "", "" },
        { "  done\n", "  done\n" },
        { "Done! 💪", "Done! 💪" },
        { "done with day 4, took me 40 min", "done with day 4, took me 40 min" },
        { ":white_check_mark:", ":white_check_mark:" },
        { ":white_check_mark::skin-tone-3: done", ":white_check_mark::skin-tone-3: done" },
        { "a_b and c_d", "a_b and c_d" },
        { "snake_case_name", "snake_case_name" },
        { "2*3*4 and 5 * 6", "2*3*4 and 5 * 6" },
        { "* done", "* done" },
        { "- done\n- and this", "- done\n- and this" },
        { "~40 min", "~40 min" },
        { "took ~40 min and ~20 more", "took ~40 min and ~20 more" },
        { "¯\\_(ツ)_/¯", "¯\\(ツ)/¯" },
        { "1 < 2", "1 < 2" },
        { "unclosed <https://a.example", "unclosed <https://a.example" },
        { "<>", "<>" },

        // People
        { "thanks <@U2>", "thanks <@U2>" },
        { "thanks <@U2|ana>", "thanks <@U2|ana>" },
        { "<@W9> and <@U2>", "<@W9> and <@U2>" },
        { "lead <@U2> off", "lead <@U2> off" },
        { "excuse <@U2> 4", "excuse <@U2> 4" },
        { "excuse <@U2> 4 off", "excuse <@U2> 4 off" },

        // Channels, groups, everybody
        { "see <#C1|general>", "see #general" },
        { "see <#C1>", "see #C1" },
        { "see <#C1|>", "see #C1" },
        { "<!channel> done", "@channel done" },
        { "<!here> done", "@here done" },
        { "<!here|here> done", "@here done" },
        { "<!everyone>", "@everyone" },
        { "<!subteam^S1|@bakers> done", "@bakers done" },
        { "<!subteam^S1|bakers> done", "@bakers done" },
        { "<!subteam^S1>", "@S1" },

        // Dates
        { "by <!date^1392734382^{date_short}|Feb 18, 2014>", "by Feb 18, 2014" },
        { "by <!date^1392734382^{date}^https://a.example/|Feb 18>", "by Feb 18" },
        { "by <!date^1392734382^{date}>", "by " },

        // Links
        { "done: <https://a.example/x>", "done: https://a.example/x" },
        { "done <https://a.example/x|https://a.example/x>", "done https://a.example/x" },
        { "done <http://a.example|a.example>", "done http://a.example" },
        { "done <https://a.example|a.example>", "done https://a.example" },
        { "done <https://a.example/x|my notes>", "done https://a.example/x my notes" },
        { "<https://a.example/x|Done>", "Done https://a.example/x" },
        { "<https://a.example/x|Done> at last", "Done https://a.example/x at last" },
        { "*<https://a.example/x|Done>*", "Done https://a.example/x" },
        { "first\n<https://a.example/x|Done>", "first\nDone https://a.example/x" },
        { "done <https://a.example/x|>", "done https://a.example/x" },
        { "done <https://a.example/?a=1&amp;b=2>", "done https://a.example/?a=1&b=2" },
        { "done <https://a.example/?a=1&amp;b=2|a &amp; b>", "done https://a.example/?a=1&b=2 a & b" },
        { "done <https://a.example/a_b_c*d*>", "done https://a.example/a_b_c*d*" },
        { "done _<https://a.example/_x_|x>_", "done https://a.example/_x_ x" },
        { "mail <mailto:ana@a.example|ana@a.example>", "mail ana@a.example" },
        { "call <tel:+49123|+49 123>", "call +49 123" },
        { "<https://a.example|one> <https://b.example|two>", "one https://a.example https://b.example two" },

        // Escapes, taken off once and last
        { "a &amp; b", "a & b" },
        { "1 &lt; 2 &gt; 0", "1 < 2 > 0" },
        { "&amp;lt;", "&lt;" },
        { "&amp;amp;", "&amp;" },
        { "&lt;@UBOT&gt; done", "<@UBOT> done" },
        { "&lt;!channel&gt;", "<!channel>" },
        { "&quot;done&quot; &copy;", "&quot;done&quot; &copy;" },
        { "&gt; done", "> done" },
        { "&gt; is it done?\nyes", "> is it done?\nyes" },

        // Bold, italic, struck out
        { "*done*", "done" },
        { "_done_", "done" },
        { "*_done_*", "done" },
        { "_*done*_", "done" },
        { "**done**", "done" },
        { "__done__", "done" },
        { "*done* with _day 4_", "done with day 4" },
        { "*done*, finally", "done, finally" },
        { "(*done*)", "(done)" },
        { "*day 4 done*\n*day 5 done*", "day 4 done\nday 5 done" },
        { "*two\nlines*", "*two\nlines*" },
        { "_:white_check_mark:_", ":white_check_mark:" },
        { "*:white_check_mark:* 4", ":white_check_mark: 4" },
        { "*done*4", "*done*4" },
        { "x*done*", "x*done*" },
        { "~done~", "" },
        { "~done~ not yet", "not yet" },
        { "~not~ done", "done" },
        { "done ~day 4~ day 5", "done day 5" },
        { "~see <https://a.example|x>~ done <https://b.example>", "done https://b.example" },
        { "~_*done*_~", "" },
        { "*~done~*", "" },
        { "~~done~~", "" },

        // Code stays code
        { "`done`", "`done`" },
        { "`*done*`", "`*done*`" },
        { "`a_b` _done_", "`a_b` done" },
        { "```\n*done* ~x~\n```", "```\n*done* ~x~\n```" },
        { "```if a &lt; b```", "```if a < b```" },
        { "```never closed *done*", "```never closed *done*" },
        { "`<https://a.example>`", "`https://a.example`" },
    };

    public static TheoryData<string, string> Mentions => new()
    {
        { "<@UBOT> done", "done" },
        { "<@UBOT>", "" },
        { "<@UBOT>done", "done" },
        { "<@UBOT>: done", "done" },
        { "<@UBOT>, done", "done" },
        { "<@UBOT|studybot> done", "done" },
        { "  <@UBOT> done ", "done" },
        { "<@UBOT> <@UBOT> done", "done" },
        { "done <@UBOT>", "done" },
        { "hey <@UBOT> done", "hey done" },
        { "hey <@UBOT>, done", "hey done" },
        { "<@UBOT>\ndone", "done" },
        { "*<@UBOT>* leaderboard", "leaderboard" },
        { "<@UBOT> lead <@U2>", "lead <@U2>" },
        { "<@U2> <@UBOT> done", "<@U2> done" },
        { "<@UBOT> remind me at 15:00", "remind me at 15:00" },
    };

    [Theory]
    [MemberData(nameof(Texts))]
    public void Words_are_read_as_the_person_saw_them(string sent, string read)
    {
        var (text, mentioned) = SlackText.Read(sent, Bot);

        Assert.Equal(read, text);
        Assert.False(mentioned);
    }

    [Theory]
    [MemberData(nameof(Mentions))]
    public void A_mention_of_the_bot_is_taken_out_and_told(string sent, string read)
    {
        var (text, mentioned) = SlackText.Read(sent, Bot);

        Assert.Equal(read, text);
        Assert.True(mentioned);
    }

    /// <summary>The two together: what people write in Slack, and whether it counts.</summary>
    [Theory]
    [InlineData("<@UBOT> *done*", true)]
    [InlineData("_done_ <https://a.example/x|my notes>", true)]
    [InlineData("<https://a.example/x|Done>", true)]
    [InlineData("done: <https://a.example/?a=1&amp;utm_source=x>", true)]
    [InlineData(":white_check_mark::skin-tone-2:", true)]
    [InlineData("~not~ done", true)]
    [InlineData("~done~", false)]
    [InlineData("~done~ not yet", false)]
    [InlineData("&gt; done", false)]
    [InlineData("`done`", false)]
    [InlineData("```done```", false)]
    [InlineData("<@U2> is done", false)]
    public void The_grammar_finds_a_check_in_where_people_meant_one(string sent, bool counts) =>
        Assert.Equal(counts, ReplyGrammar.Read(SlackText.Read(sent, Bot).Text, inThread: false) is Reading.CheckIn);

    [Fact]
    public void Whatever_is_sent_is_read_and_never_grows() =>
        Gen.OneOf(Gen.String, Pieces.Array[0, 40].Select(string.Concat)).Sample(sent =>
        {
            var (text, mentioned) = SlackText.Read(sent, Bot);
            return text.Length <= sent.Length && (!mentioned || sent.Contains("<@UBOT"));
        });

    [Fact]
    public void Text_without_marks_stays_as_it_is() =>
        Gen.String[Gen.Char["abc äß\n\t1.,:;!?-#@|&()💪"], 0, 200].Sample(plain =>
            SlackText.Read(plain, Bot) == (plain, false) && SlackText.Read(SlackText.Read(plain, Bot).Text, Bot).Text == plain);

    /// <summary>Openings without an end are what makes patterns slow: read whole, this would take minutes.</summary>
    [Theory]
    [InlineData(" _a")]
    [InlineData(" *a")]
    [InlineData(" ~a")]
    [InlineData("<a")]
    [InlineData(" ")]
    [InlineData("`")]
    [InlineData("*_~")]
    [InlineData("&amp;")]
    public void A_huge_message_of_openings_is_read_up_to_a_bound(string opening) =>
        Assert.InRange(SlackText.Read(string.Concat(Enumerable.Repeat(opening, 100_000)), Bot).Text.Length, 0, 12_000);

    private static Gen<string> Pieces => Gen.OneOf<string>(
        "<@UBOT>", "<@U2>", "<", ">", "|", "<#C1|x>", "<!date^1|", "<https://a.example|", "&lt;", "&amp;", "&", "*", "_", "~", "`", "```", " ", "\n", "done", "4", "\uFDD0", "0", "\uD83D", ":", "é");
}
