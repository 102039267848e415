using System.Text.Json.Nodes;
using StudyBot.Fakes.Slack;

namespace StudyBot.Tests.Slack.Fake;

/// <summary>What blocks may look like, one line a rule.</summary>
public class BlockRuleTests
{
    private const string Text = """{"type":"plain_text","text":"a"}""";

    private const string Button = """{"type":"button","text":{"type":"plain_text","text":"a"}}""";

    private const string Option = """{"text":{"type":"plain_text","text":"a"},"value":"a"}""";

    /// <summary>Where a text stands (§) and how long it may be: at the limit it passes, one more does not.</summary>
    [Theory]
    [InlineData("header", 1, 150, """{"type":"header","text":{"type":"plain_text","text":"§"}}""")]
    [InlineData("section", 1, 3000, """{"type":"section","text":{"type":"mrkdwn","text":"§"}}""")]
    [InlineData("field", 1, 2000, """{"type":"section","fields":[{"type":"plain_text","text":"§"}]}""")]
    [InlineData("block_id", 1, 255, """{"type":"divider","block_id":"§"}""")]
    [InlineData("action_id", 1, 255, """{"type":"actions","elements":[{"type":"button","action_id":"§","text":{"type":"plain_text","text":"a"}}]}""")]
    [InlineData("button", 1, 75, """{"type":"actions","elements":[{"type":"button","text":{"type":"plain_text","text":"§"}}]}""")]
    [InlineData("button value", 1, 2000, """{"type":"actions","elements":[{"type":"button","value":"§","text":{"type":"plain_text","text":"a"}}]}""")]
    [InlineData("button url", 1, 3000, """{"type":"actions","elements":[{"type":"button","url":"§","text":{"type":"plain_text","text":"a"}}]}""")]
    [InlineData("option", 1, 75, """{"type":"actions","elements":[{"type":"static_select","options":[{"text":{"type":"plain_text","text":"§"},"value":"a"}]}]}""")]
    [InlineData("option value", 1, 150, """{"type":"actions","elements":[{"type":"static_select","options":[{"text":{"type":"plain_text","text":"a"},"value":"§"}]}]}""")]
    [InlineData("placeholder", 1, 150, """{"type":"actions","elements":[{"type":"users_select","placeholder":{"type":"plain_text","text":"§"}}]}""")]
    [InlineData("label", 1, 2000, """{"type":"input","label":{"type":"plain_text","text":"§"},"element":{"type":"plain_text_input"}}""")]
    [InlineData("hint", 1, 2000, """{"type":"input","label":{"type":"plain_text","text":"a"},"hint":{"type":"plain_text","text":"§"},"element":{"type":"plain_text_input"}}""")]
    [InlineData("context", 1, 3000, """{"type":"context","elements":[{"type":"mrkdwn","text":"§"}]}""")]
    [InlineData("markdown", 1, 12_000, """{"type":"markdown","text":"§"}""")]
    [InlineData("alt text", 1, 2000, """{"type":"image","image_url":"https://a.example/a.png","alt_text":"§"}""")]
    public void A_text_has_a_limit(string what, int least, int most, string block)
    {
        Assert.Empty(Wrong(block.Replace("§", new string('x', least))));
        Assert.Empty(Wrong(block.Replace("§", new string('x', most))));
        Assert.Contains($"more than {least - 1} characters", Assert.Single(Wrong(block.Replace("§", new string('x', least - 1)))));
        Assert.Contains($"less than {most + 1} characters", Assert.Single(Wrong(block.Replace("§", new string('x', most + 1)))));
        Assert.NotEmpty(what);
    }

    /// <summary>Where things are listed (§) and how many there may be.</summary>
    [Theory]
    [InlineData(1, 10, Text, """{"type":"section","fields":[§]}""")]
    [InlineData(1, 25, Button, """{"type":"actions","elements":[§]}""")]
    [InlineData(1, 10, Text, """{"type":"context","elements":[§]}""")]
    [InlineData(1, 100, Option, """{"type":"actions","elements":[{"type":"static_select","options":[§]}]}""")]
    [InlineData(1, 10, Option, """{"type":"actions","elements":[{"type":"radio_buttons","options":[§]}]}""")]
    [InlineData(1, 5, Option, """{"type":"actions","elements":[{"type":"overflow","options":[§]}]}""")]
    [InlineData(1, 100, """[{"type":"raw_text","text":"a"}]""", """{"type":"table","rows":[§]}""")]
    [InlineData(1, 20, """{"type":"raw_text","text":"a"}""", """{"type":"table","rows":[[§]]}""")]
    public void A_list_has_a_limit(int least, int most, string one, string block)
    {
        Assert.Empty(Wrong(Times(least)));
        Assert.Empty(Wrong(Times(most)));
        Assert.NotEmpty(Wrong(Times(least - 1)));
        Assert.Contains($"no more than {most} items", Assert.Single(Wrong(Times(most + 1))));

        string Times(int count) => block.Replace("§", string.Join(',', Enumerable.Repeat(one, count)));
    }

    [Theory]
    [InlineData("unsupported type: scroll", """{"type":"scroll"}""")]
    [InlineData("missing required field: type", """{"text":"a"}""")]
    [InlineData("missing required field: text", """{"type":"header"}""")]
    [InlineData("must be one of plain_text", """{"type":"header","text":{"type":"mrkdwn","text":"a"}}""")]
    [InlineData("unknown field: colour", """{"type":"divider","colour":"red"}""")]
    [InlineData("unknown field: emoji", """{"type":"section","text":{"type":"mrkdwn","text":"a","emoji":true}}""")]
    [InlineData("must not be null", """{"type":"divider","block_id":null}""")]
    [InlineData("one of text and fields is required", """{"type":"section"}""")]
    [InlineData("must be one of primary, danger", """{"type":"actions","elements":[{"type":"button","style":"default","text":{"type":"plain_text","text":"a"}}]}""")]
    [InlineData("unsupported type: plain_text_input", """{"type":"actions","elements":[{"type":"plain_text_input"}]}""")]
    [InlineData("unsupported type: button", """{"type":"input","label":{"type":"plain_text","text":"a"},"element":{"type":"button","text":{"type":"plain_text","text":"a"}}}""")]
    [InlineData("unsupported type: button", """{"type":"context","elements":[{"type":"button","text":{"type":"plain_text","text":"a"}}]}""")]
    [InlineData("unsupported type: file_input", """{"type":"input","label":{"type":"plain_text","text":"a"},"element":{"type":"file_input"}}""")]
    [InlineData("must be formatted as yyyy-MM-dd", """{"type":"actions","elements":[{"type":"datepicker","initial_date":"24.11.2026"}]}""")]
    [InlineData("must be formatted as HH:mm", """{"type":"actions","elements":[{"type":"timepicker","initial_time":"9:00"}]}""")]
    [InlineData("initial_option must be among the options", """{"type":"actions","elements":[{"type":"static_select","options":[{"text":{"type":"plain_text","text":"a"},"value":"a"}],"initial_option":{"text":{"type":"plain_text","text":"b"},"value":"b"}}]}""")]
    [InlineData("one of options and option_groups is required", """{"type":"actions","elements":[{"type":"static_select"}]}""")]
    [InlineData("duplicate action_id: a", """{"type":"actions","elements":[{"type":"button","action_id":"a","text":{"type":"plain_text","text":"a"}},{"type":"button","action_id":"a","text":{"type":"plain_text","text":"b"}}]}""")]
    [InlineData("more than 0 characters", """{"type":"rich_text","elements":[{"type":"rich_text_section","elements":[{"type":"text","text":""}]}]}""")]
    [InlineData("no fewer than 1 items", """{"type":"rich_text","elements":[{"type":"rich_text_section","elements":[]}]}""")]
    [InlineData("must be one of rich_text_section", """{"type":"rich_text","elements":[{"type":"rich_text_list","style":"bullet","elements":[{"type":"rich_text_list","style":"bullet","elements":[]}]}]}""")]
    [InlineData("unknown field: shadow", """{"type":"rich_text","elements":[{"type":"rich_text_section","elements":[{"type":"text","text":"a","style":{"shadow":true}}]}]}""")]
    public void A_block_is_refused(string because, string block) => Assert.Contains(Wrong(block), complaint => complaint.Contains(because, StringComparison.Ordinal));

    [Fact]
    public void A_message_holds_50_blocks_one_table_and_no_block_id_twice()
    {
        Assert.Empty(Wrong([.. Enumerable.Repeat("""{"type":"divider"}""", 50)]));
        Assert.Contains("no more than 50 items", Assert.Single(Wrong([.. Enumerable.Repeat("""{"type":"divider"}""", 51)])));
        const string Table = """{"type":"table","rows":[[{"type":"raw_text","text":"a"}]]}""";
        Assert.Contains("only_one_table_allowed", Assert.Single(Wrong(Table, Table)));
        Assert.Contains("duplicate block_id: a", Assert.Single(Wrong("""{"type":"divider","block_id":"a"}""", """{"type":"divider","block_id":"a"}""")));
    }

    [Fact]
    public void All_texts_together_have_a_limit_too()
    {
        static JsonArray Sections(int characters) => Parse([.. Enumerable.Repeat($$$"""{"type":"section","text":{"type":"mrkdwn","text":"{{{new string('x', 1000)}}}"}}""", characters / 1000)]);

        Assert.False(MessageBlocks.TooLong(Sections(13_000)));
        Assert.True(MessageBlocks.TooLong(Sections(14_000)));
        Assert.Empty(MessageBlocks.Wrong(Sections(14_000)));
    }

    [Theory]
    [InlineData("missing required field: title", """{"type":"modal","blocks":[]}""")]
    [InlineData("less than 25 characters [json-pointer:/view/title/text]", """{"type":"modal","title":{"type":"plain_text","text":"xxxxxxxxxxxxxxxxxxxxxxxxx"},"blocks":[]}""")]
    [InlineData("less than 25 characters [json-pointer:/view/submit/text]", """{"type":"modal","title":{"type":"plain_text","text":"a"},"submit":{"type":"plain_text","text":"xxxxxxxxxxxxxxxxxxxxxxxxx"},"blocks":[]}""")]
    [InlineData("submit is required where there is an input block", """{"type":"modal","title":{"type":"plain_text","text":"a"},"blocks":[{"type":"input","label":{"type":"plain_text","text":"a"},"element":{"type":"plain_text_input"}}]}""")]
    [InlineData("unknown field: title", """{"type":"home","title":{"type":"plain_text","text":"a"},"blocks":[]}""")]
    [InlineData("unsupported type: table", """{"type":"modal","title":{"type":"plain_text","text":"a"},"blocks":[{"type":"table","rows":[]}]}""")]
    [InlineData("unsupported type: file_input", """{"type":"home","blocks":[{"type":"input","label":{"type":"plain_text","text":"a"},"element":{"type":"file_input"}}]}""")]
    [InlineData("duplicate block_id: a", """{"type":"home","blocks":[{"type":"divider","block_id":"a"},{"type":"divider","block_id":"a"}]}""")]
    [InlineData("missing required field: blocks", """{"type":"home"}""")]
    [InlineData("unsupported type: page", """{"type":"page","blocks":[]}""")]
    public void A_view_is_refused(string because, string view) => Assert.Contains(ViewBlocks.Wrong(JsonNode.Parse(view)!.AsObject()), complaint => complaint.Contains(because, StringComparison.Ordinal));

    [Fact]
    public void A_view_holds_100_blocks_and_asks_for_files()
    {
        static JsonObject Home(int blocks) => JsonNode.Parse($$"""{"type":"home","blocks":[{{string.Join(',', Enumerable.Repeat("""{"type":"divider"}""", blocks))}}]}""")!.AsObject();

        Assert.Empty(ViewBlocks.Wrong(Home(100)));
        Assert.Single(ViewBlocks.Wrong(Home(101)));
        Assert.Empty(ViewBlocks.Wrong(JsonNode.Parse("""{"type":"modal","title":{"type":"plain_text","text":"a"},"submit":{"type":"plain_text","text":"b"},"blocks":[{"type":"input","label":{"type":"plain_text","text":"a"},"element":{"type":"file_input","max_files":1,"filetypes":["md"]}}]}""")!.AsObject()));
    }

    private static IReadOnlyList<string> Wrong(params string[] blocks) => MessageBlocks.Wrong(Parse(blocks));

    private static JsonArray Parse(params string[] blocks) => JsonNode.Parse($"[{string.Join(',', blocks)}]")!.AsArray();
}
