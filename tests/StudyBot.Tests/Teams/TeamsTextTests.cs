using System.Text.Json;
using StudyBot.Commands;
using StudyBot.Teams;

namespace StudyBot.Tests.Teams;

public class TeamsTextTests
{
    private static readonly Account Bot = new("28:bot", "StudyBot");

    [Theory]
    [InlineData("<p>done</p>", "done")]
    [InlineData("<div><div>done</div></div>", "done")]
    [InlineData("<p>done&nbsp;4</p>", "done 4")]
    [InlineData("<p>day 5</p>\n<p>done</p>", "day 5\n \ndone")]
    [InlineData("<p>done<br>took me 40 min</p>", "done\ntook me 40 min")]
    [InlineData("<p><strong>done</strong></p>", "done")]
    [InlineData("<p><s>done</s></p>", "")]
    [InlineData("<p>&lt;b&gt; is a tag</p>", "<b> is a tag")]
    [InlineData("<p><emoji id=\"2705_whiteheavycheckmark\" alt=\"✅\" title=\"Check\"></emoji></p>", "✅")]
    [InlineData("<p>done <img alt=\"💪\" src=\"https://statics.teams.cdn.office.net/x.png\"></p>", "done 💪")]
    [InlineData("<p>done <img alt=\"image\" src=\"https://eu-api.asm.skype.com/x\" itemtype=\"http://schema.skype.com/AMSImage\"></p>", "done ")]
    [InlineData("<p><img alt=\"Done (GIF Image)\" src=\"https://media.example/x.gif\"></p>", "")]
    [InlineData("<p>done <img alt=\"4\u20e3\" src=\"https://statics.teams.cdn.office.net/x.png\" itemtype=\"http://schema.skype.com/Emoji\"></p>", "done 4\u20e3")]
    [InlineData("<p>type <code>done</code></p>", "type `done`")]
    [InlineData("<blockquote>done</blockquote><p>you say</p>", "> done\nyou say")]
    [InlineData("<ul><li>done</li></ul>", "done")]
    [InlineData("<p>done: <a href=\"https://example.org/x\">https://example.org/x</a></p>", "done: https://example.org/x")]
    [InlineData("<p>done: <a href=\"https://example.org/x\">my notebook</a></p>", "done: https://example.org/x my notebook")]
    [InlineData("<p><a href=\"https://example.org/x\">done</a></p>", "done https://example.org/x")]
    [InlineData("<p>done <a href=\"https://eur01.safelinks.protection.outlook.com/?url=https%3A%2F%2Fexample.org%2Fx%3Fa%3D1&amp;data=05\">https://example.org/x?a=1</a></p>", "done https://example.org/x?a=1")]
    [InlineData("<p><script>alert(1)</script>done</p>", "done")]
    [InlineData("<attachment id=\"x\"></attachment><p>done</p>", "done")]
    public void Html_is_read_as_its_words(string html, string words) => Assert.Equal(words, TeamsText.Read(Html(html)).Text);

    [Theory]
    [InlineData("<div><span itemscope=\"\" itemtype=\"http://schema.skype.com/Mention\" itemid=\"0\">StudyBot</span> done</div>")]
    [InlineData("<p><at id=\"0\">StudyBot</at>&nbsp;done</p>")]
    public void The_bots_own_mention_is_told_and_gone(string html)
    {
        var (text, mentioned, _) = TeamsText.Read(Html(html, new Entity("mention", Bot, "<at>StudyBot</at>")));

        Assert.Equal("done", text);
        Assert.True(mentioned);
    }

    /// <summary>Words alone are read without a parser, and as it would read them.</summary>
    [Theory]
    [InlineData("done")]
    [InlineData(" done \n4 ")]
    [InlineData("\ndone\n")]
    [InlineData("done > not done \"quoted\" \u00A0 \uD83D\uDCAA")]
    [InlineData(" ")]
    public void A_paragraph_of_words_alone_says_what_it_says_beside_others(string words) =>
        Assert.Equal(TeamsText.Read(Html($"<div><p>{words}</p></div>")).Text, TeamsText.Read(Html($"<p>{words}</p>")).Text);

    [Fact]
    public void Without_html_the_plain_text_stands()
    {
        var activity = new Activity("message", Text: "<at>StudyBot</at> lead <at>Ben Bo</at>\u00a0off", Recipient: Bot, Entities:
            [new("mention", Bot, "<at>StudyBot</at>"), new("mention", new("29:ben", "Ben Bo"), "<at>Ben Bo</at>"), new("mention", new("29:eve", "Eve"), ""), new("clientInfo")]);

        Assert.Equal(("lead <@29:ben|Ben Bo> off", true, null), TeamsText.Read(activity));
    }

    [Fact]
    public void Another_persons_mention_is_named_for_the_core_and_is_none_of_the_bot()
    {
        var (text, mentioned, _) = TeamsText.Read(Html(
            "<p>well done <span itemtype=\"http://schema.skype.com/Mention\" itemid=\"0\">Ana</span></p>",
            new Entity("mention", new("29:ana", "Ana"), "<at>Ana</at>")));

        Assert.Equal("well done <@29:ana|Ana>", text);
        Assert.False(mentioned);
    }

    /// <summary>Teams' clients send a name of several words as a mention each, or as one.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_name_that_comes_as_several_mentions_is_one_person(bool html)
    {
        static Entity Part(string name) => new("mention", new("29:ana", name), $"<at>{name}</at>");
        Entity[] entities = [new("mention", Bot, "<at>StudyBot</at>"), Part("Ana"), Part("Maria"), Part("Smith"), new("mention", new("29:ben", "Ben"), "<at>Ben</at>")];
        var plain = new Activity("message", Text: "<at>StudyBot</at> lead <at>Ana</at>&nbsp;<at>Maria</at> <at>Smith</at>", Recipient: Bot, Entities: entities);

        var (text, _, _) = TeamsText.Read(html ? Html("<p><at>StudyBot</at> lead <at>Ana</at>&nbsp;<at>Maria</at> <at>Smith</at></p>", entities) : plain);

        Assert.Equal("lead <@29:ana|Ana Maria Smith>", text);
        Assert.Equal("<@29:ana|Ana> <@29:ben|Ben>", TeamsText.Read(Html("<p><at>Ana</at> <at>Ben</at></p>", entities)).Text);
    }

    /// <summary>Where no HTML tells it, an entity does, and the text has a mark in its place.</summary>
    [Fact]
    public void What_a_plain_reply_quotes_is_known_and_no_part_of_what_it_says()
    {
        var activity = new Activity("message", Text: "<quoted messageId=\"1772700000000\"/> done", Recipient: Bot, Entities: [new("quotedReply", QuotedReply: new("1772700000000"))]);

        Assert.Equal((" done", false, "1772700000000"), TeamsText.Read(activity));
    }

    [Fact]
    public void A_mention_that_no_entity_backs_is_text() => Assert.Equal("@StudyBot done", TeamsText.Read(Html("<p><at>StudyBot</at> done</p>")).Text);

    /// <summary>In a chat without threads a reply quotes what it answers.</summary>
    [Fact]
    public void A_quoted_reply_tells_what_it_answers_and_not_what_that_said()
    {
        var (text, _, quoted) = TeamsText.Read(Html(
            "<blockquote itemscope itemtype=\"http://schema.skype.com/Reply\" itemid=\"1700000000001\"><strong>StudyBot</strong><p>done</p></blockquote><p>I'm done</p>"));

        Assert.Equal("I'm done", text);
        Assert.Equal("1700000000001", quoted);
    }

    [Fact]
    public void Nothing_throws()
    {
        string[] hostile = ["", "<", "<p", "</p></p>", new string('<', 50_000), string.Concat(Enumerable.Repeat("<div>", 10_000)) + "done", "<a href=\"javascript:alert(1)\">x</a>", "\ud800 <p>\0</p>"];

        foreach (var html in hostile) Assert.NotNull(TeamsText.Read(Html(html)).Text);
    }

    /// <summary>Each link is looked at once, not with all the words before it.</summary>
    [Fact]
    public void Many_links_cost_no_more_each_than_a_few()
    {
        static long Cost(int links)
        {
            var activity = Html($"<p>{string.Concat(Enumerable.Repeat("<a href=\"http://a.b\">c</a>", links))}</p>");
            var before = GC.GetAllocatedBytesForCurrentThread();
            TeamsText.Read(activity);
            return GC.GetAllocatedBytesForCurrentThread() - before;
        }

        Cost(1);

        Assert.InRange(Cost(900), 1, Cost(90) * 12);
    }

    [Fact]
    public void What_is_quoted_or_code_is_no_check_in()
    {
        Assert.IsType<Reading.Nothing>(ReplyGrammar.Read(TeamsText.Read(Html("<blockquote>done</blockquote>")).Text, inThread: false));
        Assert.IsType<Reading.Nothing>(ReplyGrammar.Read(TeamsText.Read(Html("<pre>done</pre>")).Text, inThread: false));
        Assert.IsType<Reading.CheckIn>(ReplyGrammar.Read(TeamsText.Read(Html("<p>Done!</p>")).Text, inThread: false));
    }

    private static Activity Html(string html, params Entity[] entities) =>
        new("message", Text: "plain", Recipient: Bot, Entities: entities, Attachments: [new("text/html", JsonSerializer.SerializeToElement(html))]);
}
