namespace StudyBot.Tests.Teams.Fake;

/// <summary>Which cards are taken, and which are refused as Teams and its clients refuse them.</summary>
public class CardRuleTests
{
    [Theory]
    [InlineData("""{"type":"TextBlock","text":"**Day 1** <at>Ana Lima</at>","wrap":true,"size":"Large","weight":"bolder","style":"heading"}""")]
    [InlineData("""{"type":"RichTextBlock","inlines":["a",{"type":"TextRun","text":"b","strikethrough":true}]}""")]
    [InlineData("""{"type":"FactSet","facts":[{"title":"Due","value":"18:00"}]}""")]
    [InlineData("""{"type":"ColumnSet","columns":[{"type":"Column","width":"stretch","items":[{"type":"Image","url":"https://example.org/a.png","altText":"a"}]},{"type":"Column","width":2}]}""")]
    [InlineData("""{"type":"Table","columns":[{"width":1}],"rows":[{"type":"TableRow","cells":[{"type":"TableCell","items":[{"type":"TextBlock","text":"1"}]}]}],"firstRowAsHeader":true}""")]
    [InlineData("""{"type":"Container","style":"attention","fallback":"drop","items":[{"type":"ActionSet","actions":[{"type":"Action.OpenUrl","title":"Open","url":"https://example.org"}]}]}""")]
    [InlineData("""{"type":"Input.ChoiceSet","id":"zone","label":"Zone","choices":[{"title":"Berlin","value":"b"}],"value":"b","isRequired":true,"errorMessage":"Which?"}""")]
    [InlineData("""{"type":"Input.Time","id":"at","value":"09:00","label":"When"}""")]
    public async Task What_is_right_is_taken(string element)
    {
        await using var there = await Organisation.StartAsync();

        var lesson = await there.PostsAsync($$"""{"type":"AdaptiveCard","version":"1.5","body":[{{element}},{"type":"TextBlock","text":"<at>Ana Lima</at>"}],"msteams":{"entities":[{"type":"mention","text":"<at>Ana Lima</at>","mentioned":{"id":"29:1","name":"Ana Lima"} }]} }""");

        Assert.NotNull(lesson.Card);
    }

    [Theory]
    [InlineData("""{"type":"TextBlock","text":""}""", "must be more than 0 characters [json-pointer:/body/0/text]")]
    [InlineData("""{"type":"TextBlock"}""", "missing required field: text")]
    [InlineData("""{"type":"TextBlock","text":"a","colour":"good"}""", "unknown field: colour")]
    [InlineData("""{"type":"TextBlock","text":"a","color":"pink"}""", "must be one of default")]
    [InlineData("""{"type":"TextBlock","text":"[a](javascript:alert(1))"}""", "a link runs a script")]
    [InlineData("""{"type":"TextBlock","text":"<at>Ben</at>"}""", "a mention has no entity")]
    [InlineData("""{"type":"Paragraph","text":"a"}""", "unsupported type: Paragraph")]
    [InlineData("""{"type":"Image","url":"http://example.org/a.png"}""", "must be an address of https, data")]
    [InlineData("""{"type":"ActionSet","actions":[{"type":"Action.OpenUrl","title":"a","url":"javascript:alert(1)"}]}""", "must be an address of http")]
    [InlineData("""{"type":"ActionSet","actions":[{"type":"Action.Execute","title":"a","data":"done"}]}""", "must be an object [json-pointer:/body/0/actions/0/data]")]
    [InlineData("""{"type":"Container","items":[],"selectAction":{"type":"Action.ShowCard","card":{"type":"AdaptiveCard"}}}""", "unsupported type: Action.ShowCard")]
    [InlineData("""{"type":"Input.Text"}""", "missing required field: id")]
    [InlineData("""{"type":"Input.Date","id":"d","value":"1 May"}""", "must be formatted as yyyy-MM-dd")]
    [InlineData("""{"type":"Input.ChoiceSet","id":"z","choices":[{"title":"a","value":"a"}],"value":"b"}""", "value must be among the choices")]
    [InlineData("""{"type":"Container","items":[{"type":"Input.Text","id":"a"},{"type":"Input.Text","id":"a"}]}""", "the id a stands twice")]
    [InlineData("""{"type":"FactSet","facts":[]}""", "no fewer than 1 items")]
    [InlineData("""{"type":"Table","columns":[{"width":1}],"rows":[{"type":"TableRow","cells":[{"type":"TableCell","items":[]},{"type":"TableCell","items":[]}]}]}""", "more cells than the table has columns")]
    public async Task What_is_wrong_is_refused_and_said(string element, string complaint)
    {
        await using var there = await Organisation.StartAsync();

        var (status, body) = await there.CallAsync(HttpMethod.Post, "conversations", there.Thread(there.Learn, there.Message($$"""{"type":"AdaptiveCard","version":"1.5","body":[{{element}}]}""")));

        Assert.Equal((400, "BadSyntax"), (status, body["error"]!["code"]!.ToString()));
        Assert.Contains(complaint, body["error"]!["message"]!.ToString());
        Assert.Empty(there.Learn.Messages);
    }

    [Fact]
    public async Task Seven_buttons_are_one_too_many_and_a_newer_version_is_not_known()
    {
        await using var there = await Organisation.StartAsync();
        var buttons = string.Join(',', Enumerable.Range(1, 7).Select(n => $$"""{"type":"Action.Submit","title":"{{n}}"}"""));

        var many = await there.CallAsync(HttpMethod.Post, "conversations", there.Thread(there.Learn, there.Message($$"""{"type":"AdaptiveCard","version":"1.5","actions":[{{buttons}}]}""")));
        var newer = await there.CallAsync(HttpMethod.Post, "conversations", there.Thread(there.Learn, there.Message("""{"type":"AdaptiveCard","version":"1.6","body":[]}""")));

        Assert.Contains("no more than 6 items", many.Body["error"]!["message"]!.ToString());
        Assert.Equal(400, newer.Status);
    }

    [Fact]
    public async Task A_message_of_more_than_80_KB_is_too_big()
    {
        await using var there = await Organisation.StartAsync();
        string Card(int length) => $$"""{"type":"AdaptiveCard","version":"1.5","body":[{"type":"TextBlock","text":"{{new string('ä', length / 2)}}"}]}""";

        var fits = await there.CallAsync(HttpMethod.Post, "conversations", there.Thread(there.Learn, there.Message(Card(81_000))));
        var refused = await there.CallAsync(HttpMethod.Post, "conversations", there.Thread(there.Learn, there.Message(Card(82_000))));

        Assert.Equal(201, fits.Status);
        Assert.Equal((413, "MessageSizeTooBig"), (refused.Status, refused.Body["error"]!["code"]!.ToString()));
    }
}
