using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace StudyBot.Judges;

/// <summary>The built-in chat in a real browser.</summary>
public class PageTests
{
    [Fact]
    public async Task A_newcomer_finds_the_lesson_replies_done_and_sees_it_counted()
    {
        await using var host = await HostProcess.StartAsync();
        await using var browser = await Browser.OpenAsync(host.Address);
        var page = browser.Page;

        await Expect(page.GetByRole(AriaRole.Heading, new() { NameRegex = new("^Day 1 ·") })).ToBeVisibleAsync();
        await page.Locator("#words").FillAsync("done");
        await page.GetByRole(AriaRole.Button, new() { Name = "Send" }).ClickAsync();

        await Expect(page.GetByText("Counted for day 1, on time. Streak 1.").First).ToBeVisibleAsync();
        await Expect(page.Locator("#board")).ToContainTextAsync("ana");
        await Expect(page.GetByText("1 of 1 done").First).ToBeVisibleAsync();
        Assert.Empty(browser.Complaints);
    }

    [Fact]
    public async Task The_next_morning_brings_the_next_lesson_and_the_nudges_on_the_way()
    {
        await using var host = await HostProcess.StartAsync();
        await host.LessonsAsync();
        await using var browser = await Browser.OpenAsync(host.Address);
        var page = browser.Page;
        await host.SayAsync("ana", "@StudyBot join");

        await page.GetByRole(AriaRole.Button, new() { Name = "Next morning" }).ClickAsync();

        await Expect(page.GetByRole(AriaRole.Heading, new() { NameRegex = new("^Day 2 ·") })).ToBeVisibleAsync();
        Assert.Contains(await host.MessagesAsync(), m => m.GetProperty("kind").GetString() == "nudge" && m.GetProperty("private_to").GetString() == "ana");
        Assert.Empty(browser.Complaints);
    }

    [Fact]
    public async Task The_keyboard_is_enough()
    {
        await using var host = await HostProcess.StartAsync();
        await host.LessonsAsync();
        await using var browser = await Browser.OpenAsync(host.Address);
        var page = browser.Page;
        await Expect(page.GetByRole(AriaRole.Heading, new() { NameRegex = new("^Day 1 ·") })).ToBeVisibleAsync();

        await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.PressAsync("Enter");
        await page.Keyboard.TypeAsync("done");
        await page.Keyboard.PressAsync("Enter");

        await Expect(page.GetByText("Counted for day 1, on time. Streak 1.").First).ToBeVisibleAsync();
    }

    [Fact]
    public async Task A_button_on_the_lesson_counts_too()
    {
        await using var host = await HostProcess.StartAsync();
        await host.LessonsAsync();
        await using var browser = await Browser.OpenAsync(host.Address);

        await browser.Page.GetByRole(AriaRole.Button, new() { Name = "Done", Exact = true }).First.ClickAsync();

        await Expect(browser.Page.GetByText("Counted for day 1, on time. Streak 1.").First).ToBeVisibleAsync();
    }

    [Fact]
    public async Task What_others_say_appears_by_itself()
    {
        await using var host = await HostProcess.StartAsync();
        await host.LessonsAsync();
        await using var browser = await Browser.OpenAsync(host.Address);
        await Expect(browser.Page.GetByRole(AriaRole.Heading, new() { NameRegex = new("^Day 1 ·") })).ToBeVisibleAsync();

        await host.SayAsync("ben", "Good morning, all of you");

        await Expect(browser.Page.GetByText("Good morning, all of you").First).ToBeVisibleAsync();
    }

    [Theory]
    [InlineData(1280, ColorScheme.Light)]
    [InlineData(1280, ColorScheme.Dark)]
    [InlineData(360, ColorScheme.Light)]
    [InlineData(360, ColorScheme.Dark)]
    public async Task The_page_has_no_accessibility_violation_and_fits(int width, ColorScheme scheme)
    {
        await using var host = await HostProcess.StartAsync();
        await TellWeekAsync(host);
        await using var browser = await Browser.OpenAsync(host.Address, width, 800, scheme);
        await Expect(browser.Page.GetByRole(AriaRole.Heading, new() { NameRegex = new("^Day 4 ·") })).ToBeVisibleAsync();

        Assert.Empty(await browser.AccessibilityAsync());
        Assert.True(await browser.Page.EvaluateAsync<bool>("() => document.documentElement.scrollWidth <= window.innerWidth"), "The page is wider than the window.");
        Assert.Empty(browser.Complaints);
    }

    /// <summary>The picture in README is this one; STUDYBOT_RENEW=1 takes it anew.</summary>
    [Fact]
    public async Task The_screenshot_of_README_can_be_taken()
    {
        await using var host = await HostProcess.StartAsync();
        await TellWeekAsync(host);
        await using var browser = await Browser.OpenAsync(host.Address, 1280, 860);
        await Expect(browser.Page.GetByRole(AriaRole.Heading, new() { NameRegex = new("^Day 4 ·") })).ToBeVisibleAsync();
        await browser.Page.EvaluateAsync("() => document.fonts.ready");

        var picture = await browser.Page.ScreenshotAsync();

        Assert.True(picture.Length > 20_000, "The picture is all but empty.");
        if (Environment.GetEnvironmentVariable("STUDYBOT_RENEW") is { Length: > 0 })
            await File.WriteAllBytesAsync(Path.Combine(Needs.Repository, "docs", "images", "local.png"), picture);
    }

    /// <summary>Four mornings of three people.</summary>
    private static async Task TellWeekAsync(HostProcess host)
    {
        await host.LessonsAsync();
        await host.SayAsync("ana", "done");
        await host.SayAsync("ben", "done, took me 25 min");
        await host.SayAsync("chloe", "✅");
        for (var day = 2; day <= 4; day++)
        {
            await host.NextMorningAsync();
            await host.SayAsync("ben", day == 4 ? "Good morning! Reading now." : $"done {day}");
            if (day != 3) await host.SayAsync("chloe", "done https://example.org/my-notebook");
            await host.SayAsync("ana", "done 💪");
        }
    }
}
