using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace StudyBot.Judges;

/// <summary>How the page looks and reads, wide and narrow, light and dark: judged by axe-core, by what fits, and by eye on the picture in README.</summary>
public class PageLookTests(SomeMornings mornings, Browser browser) : IClassFixture<SomeMornings>
{
    public static TheoryData<int, ColorScheme> Looks => new()
    {
        { 1280, ColorScheme.Light },
        { 1280, ColorScheme.Dark },
        { 360, ColorScheme.Light },
        { 360, ColorScheme.Dark },
    };

    [Theory]
    [MemberData(nameof(Looks))]
    public async Task The_page_has_no_accessibility_violation_and_fits(int width, ColorScheme scheme)
    {
        await using var ana = await OpenAsync("ana", width, 800, scheme);
        await HoldsAsync(ana, "the channel");

        await ana.Post("done 💪").Locator("article").HoverAsync();
        await ana.Button("React to this message", ana.Post("done 💪")).ClickAsync();
        await HoldsAsync(ana, "choosing a reaction");
        await ana.Page.Keyboard.PressAsync("Escape");
        await ana.Button("Edit this message", ana.Post("done 💪")).ClickAsync();
        await HoldsAsync(ana, "editing");
        await ana.Page.Keyboard.PressAsync("Escape");
        await ana.Button("Reply in thread of this lesson", ana.Lesson(SomeMornings.Day)).ClickAsync();
        await HoldsAsync(ana, "replying in a thread");
        await ana.Page.Keyboard.PressAsync("Escape");
        await ana.Button("Add someone").ClickAsync();
        await HoldsAsync(ana, "adding someone");
        await ana.Page.Keyboard.PressAsync("Escape");

        await ana.BecomeAsync("dev");
        await ana.Page.GetByRole(AriaRole.Button, new() { NameRegex = new("^Just you and StudyBot") }).ClickAsync();
        await Expect(ana.Talk.Locator(".post.nudge").Last).ToBeVisibleAsync();
        await HoldsAsync(ana, "the direct conversation");
        if (width < 1000)
        {
            await ana.Button("Standings").ClickAsync();
            await Expect(ana.Board).ToBeVisibleAsync();
            await HoldsAsync(ana, "the standings");
        }

        Assert.Empty(ana.Complaints);
    }

    /// <summary>A link without a place to break it is as long as it likes, in every box to write in.</summary>
    [Theory]
    [InlineData(1280)]
    [InlineData(360)]
    public async Task A_pasted_link_leaves_the_page_as_wide_as_the_window(int width)
    {
        await using var ana = await OpenAsync("ana", width);
        var link = $"https://example.org/{new string('a', 200)}";

        await ana.Words.FillAsync(link);
        await KeepsItsWidthAsync("the reply box");
        await ana.Words.FillAsync("");
        await ana.Post("done 💪").Locator("article").HoverAsync();
        await ana.Button("Edit this message", ana.Post("done 💪")).ClickAsync();
        await ana.Page.GetByLabel("Edit your message").FillAsync(link);
        await KeepsItsWidthAsync("the box of an edit");
        await ana.Page.Keyboard.PressAsync("Escape");
        await ana.Button("Reply in thread of this lesson", ana.Lesson(SomeMornings.Day)).ClickAsync();
        await ana.Page.Keyboard.InsertTextAsync(link);
        await KeepsItsWidthAsync("the box of a thread");

        async Task KeepsItsWidthAsync(string where)
        {
            Assert.Equal(width, await ana.Page.EvaluateAsync<int>("() => document.documentElement.scrollWidth"));
            Assert.True(await ana.FitsAsync(), $"Something is wider than its place: {where}.");
        }
    }

    /// <summary>A newcomer of the narrow page reaches all of it.</summary>
    [Fact]
    public async Task A_narrow_page_shows_the_standings_in_place_of_the_chat_and_back()
    {
        await using var ana = await OpenAsync("ana", 360, 740);

        await Expect(ana.Board).ToBeHiddenAsync();
        await ana.Button("Standings").ClickAsync();
        await Expect(ana.Board).ToBeVisibleAsync();
        await Expect(ana.Words).ToBeHiddenAsync();
        await ana.Button("Chat").ClickAsync();
        await Expect(ana.Words).ToBeInViewportAsync();
        await ana.Button("Standings").ClickAsync();
        await ana.Button("# study").ClickAsync();
        await Expect(ana.Words).ToBeInViewportAsync();
        Assert.Empty(ana.Complaints);
    }

    /// <summary>Where the reader chose the colours (high contrast), those of the page are gone: how much is done shows all the same.</summary>
    [Fact]
    public async Task What_is_done_shows_in_colours_that_the_reader_chose()
    {
        await using var ana = await OpenAsync("ana");
        await ana.Page.EmulateMediaAsync(new() { ForcedColors = ForcedColors.Active });
        await Expect(ana.Page.Locator("#meter-label")).ToHaveTextAsync("Day 4 of 30: 3 of 4 done");

        var bar = await ColoursAsync(ana.Page.Locator("#meter"), 0.25, 0.9);
        Assert.NotEqual(bar[0], bar[1]);
        var square = await ColoursAsync(ana.Page.Locator("#steps .on-time").First, 0.15, 0.15);
        var page = await ColoursAsync(ana.Page.Locator("#figures"), 0.99, 0.99);
        Assert.NotEqual(page[0], square[0]);
    }

    /// <summary>The colours of an element at places from its left edge (0) to its right (1), halfway down.</summary>
    private async Task<string[]> ColoursAsync(ILocator element, params double[] places)
    {
        var picture = Convert.ToBase64String(await element.ScreenshotAsync());
        var empty = await browser.EmptyAsync(800);
        var colours = await empty.EvaluateAsync<string[]>(
            """
            async ([picture, places]) => {
              const image = await createImageBitmap(await (await fetch(`data:image/png;base64,${picture}`)).blob());
              const canvas = new OffscreenCanvas(image.width, image.height).getContext("2d");
              canvas.drawImage(image, 0, 0);
              return places.map((place) => [...canvas.getImageData(Math.floor(place * image.width), Math.floor(image.height / 2), 1, 1).data].join());
            }
            """,
            new object[] { picture, places });
        await empty.Context.CloseAsync();
        return colours;
    }

    /// <summary>The measure of the web: 0.1 is called good. What loads is small, and says so by its own size.</summary>
    [Fact]
    public async Task The_page_hardly_moves_while_it_loads()
    {
        await using var ana = await OpenAsync("ana");
        await ana.Page.ReloadAsync();
        await Expect(ana.Board).ToContainTextAsync("chloe");

        // An observer is called only where something moved.
        var moved = await ana.Page.EvaluateAsync<double>(
            """
            () => new Promise(done => {
                new PerformanceObserver(list => done(list.getEntries().reduce((sum, e) => sum + e.value, 0))).observe({ type: 'layout-shift', buffered: true });
                setTimeout(() => done(0), 2000);
            })
            """);

        Assert.InRange(moved, 0, 0.05);
    }

    /// <summary>The picture in README is this one; STUDYBOT_RENEW=1 takes it anew.</summary>
    [Fact]
    public async Task The_screenshot_of_README_can_be_taken()
    {
        await using var ana = await OpenAsync("ana", 1200, 1020);
        await Expect(ana.Receipt("Counted for day 4, on time. Streak 4.")).ToBeInViewportAsync();
        await Expect(ana.Page.Locator("#meter-label")).ToHaveTextAsync("Day 4 of 30: 3 of 4 done");
        await ana.Page.EvaluateAsync("() => document.fonts.ready");

        var picture = await ana.Page.ScreenshotAsync();

        Assert.True(picture.Length > 20_000, "The picture is all but empty.");
        if (Environment.GetEnvironmentVariable("STUDYBOT_RENEW") is { Length: > 0 })
            await File.WriteAllBytesAsync(Path.Combine(Needs.Repository, "docs", "images", "local.png"), picture);
    }

    private static async Task HoldsAsync(Visit visit, string where)
    {
        Assert.True(await visit.AccessibilityAsync() is [], $"Accessibility of {where}: {string.Join('\n', await visit.AccessibilityAsync())}");
        Assert.True(await visit.FitsAsync(), $"Something is wider than its place: {where}.");
    }

    private async Task<Visit> OpenAsync(string person, int width = 1280, int height = 860, ColorScheme scheme = ColorScheme.Light)
    {
        var visit = await browser.OpenAsync(mornings.Host.Address, person, width, height, scheme);
        await Expect(visit.Lesson(SomeMornings.Day)).ToBeVisibleAsync();
        return visit;
    }
}
