using System.Text.Json;
using System.Text.RegularExpressions;
using AngleSharp.Html.Parser;
using StudyBot.CheckIns;

namespace StudyBot.Tests.Local;

/// <summary>The page as a browser gets it: whole, in its own files, and with nothing in line that its policy would refuse.</summary>
public partial class PageTests
{
    [Fact]
    public async Task Whatever_the_page_refers_to_is_there()
    {
        await using var chat = await Chat.StartAsync();
        var page = await PageAsync(chat);
        var waiting = new Queue<string>(page.QuerySelectorAll("[src], link[href]").Select(e => e.GetAttribute("src") ?? e.GetAttribute("href")!));
        var seen = new HashSet<string>();

        while (waiting.TryDequeue(out var path))
        {
            if (!seen.Add(path)) continue;
            var response = await chat.Http.GetAsync(path);
            Assert.True(response.IsSuccessStatusCode, $"{path} is not there.");
            Assert.Equal("nosniff", response.Headers.GetValues("X-Content-Type-Options").Single());
            Assert.Equal(TypeOf(path), response.Content.Headers.ContentType!.MediaType);
            foreach (Match match in References().Matches(await response.Content.ReadAsStringAsync())) waiting.Enqueue($"/local/{match.Groups["file"].Value}");
        }

        Assert.InRange(seen.Count, 15, 40);
    }

    /// <summary>All of it together, uncompressed: less than one photograph. A framework would not fit.</summary>
    [Fact]
    public async Task The_page_is_light()
    {
        await using var chat = await Chat.StartAsync();
        var page = await PageAsync(chat);
        var scripts = typeof(StudyBot.Local.LocalEndpoints).Assembly.GetManifestResourceNames().Where(name => name.StartsWith("page/", StringComparison.Ordinal) && name != "page/index.html");

        var weight = page.Source.Text.Length;
        foreach (var file in scripts) weight += (await chat.Http.GetByteArrayAsync($"/local/{file["page/".Length..]}")).Length;

        Assert.InRange(weight, 20_000, 80_000);
    }

    [Fact]
    public async Task Nothing_stands_in_line()
    {
        await using var chat = await Chat.StartAsync();
        var page = await PageAsync(chat);

        Assert.All(page.QuerySelectorAll("script"), script => Assert.Empty(script.TextContent));
        Assert.Empty(page.QuerySelectorAll("style"));
        Assert.DoesNotContain(page.All.SelectMany(e => e.Attributes), a => a.Name == "style" || a.Name.StartsWith("on", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Its_policy_lets_nothing_in_from_elsewhere()
    {
        await using var chat = await Chat.StartAsync();

        var policy = (await chat.Http.GetAsync("/")).Headers.GetValues("Content-Security-Policy").Single();

        Assert.Equal(["default-src 'none'", "base-uri 'none'", "frame-ancestors 'none'"], policy.Split("; ").Where(rule => rule.EndsWith("'none'", StringComparison.Ordinal)));
        Assert.DoesNotContain("unsafe", policy);
        Assert.DoesNotContain("http", policy);
        Assert.DoesNotContain('*', policy);
    }

    [Fact]
    public async Task What_a_browser_has_already_is_not_sent_again()
    {
        await using var chat = await Chat.StartAsync();
        var first = await chat.Http.GetAsync("/local/chat.js");
        using var again = new HttpRequestMessage(HttpMethod.Get, "/local/chat.js");
        again.Headers.IfNoneMatch.Add(first.Headers.ETag!);

        Assert.Equal(System.Net.HttpStatusCode.NotModified, (await chat.Http.SendAsync(again)).StatusCode);
    }

    [Fact]
    public async Task Everything_that_is_filled_in_has_a_label()
    {
        await using var chat = await Chat.StartAsync();
        var page = await PageAsync(chat);

        Assert.All(page.QuerySelectorAll("input, select, textarea, progress"), field => Assert.NotNull(page.QuerySelector($"label[for='{field.Id}']")));
    }

    [Fact]
    public async Task Each_state_of_a_lesson_has_its_word_and_its_look()
    {
        await using var chat = await Chat.StartAsync();
        var words = await chat.Http.GetStringAsync("/local/words.js");
        var look = await chat.Http.GetStringAsync("/local/aside.css");

        foreach (var state in Enum.GetNames<UnitState>().Select(JsonNamingPolicy.KebabCaseLower.ConvertName))
        {
            Assert.Matches($"\"?{state}\"?: \"", words);
            Assert.Contains($".steps .{state} ", look);
        }
    }

    private static async Task<AngleSharp.Html.Dom.IHtmlDocument> PageAsync(Chat chat) => new HtmlParser().ParseDocument(await chat.Http.GetStringAsync("/"));

    private static string TypeOf(string path) => Path.GetExtension(path) switch
    {
        ".js" => "text/javascript",
        ".css" => "text/css",
        _ => "image/svg+xml",
    };

    [GeneratedRegex("""(?:from "\./|url\(")(?<file>[\w.-]+)"\)?""")]
    private static partial Regex References();
}
