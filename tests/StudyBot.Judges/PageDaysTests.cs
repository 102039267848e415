using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace StudyBot.Judges;

/// <summary>A newcomer's first minutes, over a week of mornings. The clock is moved, so that each test has a host of its own.</summary>
public class PageDaysTests(Browser browser)
{
    [Fact]
    public async Task A_newcomer_finds_the_lesson_replies_done_and_sees_a_week_come_to_life()
    {
        await using var host = await HostProcess.StartAsync();
        await using var ana = await browser.OpenAsync(host.Address);
        await Expect(ana.Page.Locator("#me")).ToHaveValueAsync("ana");
        await Expect(ana.Page.GetByText("Leads this cohort.")).ToBeVisibleAsync();
        await Expect(ana.Lesson(1)).ToBeVisibleAsync();
        await Expect(ana.Board).ToContainTextAsync("No check-ins here yet.");

        await ana.Words.FillAsync("done");
        await ana.Button("Send").ClickAsync();
        await Expect(ana.Receipt("Counted for day 1, on time. Streak 1.")).ToBeVisibleAsync();
        await Expect(ana.Lesson(1)).ToContainTextAsync("1 of 1 done");
        await Expect(ana.Page.Locator("#meter-label")).ToHaveTextAsync("Day 1 of 30: 1 of 1 done");
        await Expect(ana.Words).ToBeFocusedAsync();

        // The next day ana waits until evening, and is reminded privately.
        await ana.NextMorningAsync();
        await Expect(ana.Lesson(2)).ToBeInViewportAsync();
        await Expect(ana.Page.Locator("#meter-label")).ToHaveTextAsync("Day 2 of 30: 0 of 1 done");
        await ana.NextMorningAsync();
        await Expect(ana.Lesson(3)).ToBeInViewportAsync();
        await ana.Page.GetByRole(AriaRole.Button, new() { NameRegex = new("^Just you and StudyBot") }).ClickAsync();
        await Expect(ana.Talk.Locator(".post.nudge")).ToContainTextAsync("Still time for day 2");
        await ana.Button("# study").ClickAsync();
        await ana.SayAsync("done 2");
        await Expect(ana.Receipt("Counted for day 2, within the grace period. Streak 2.")).ToBeVisibleAsync();

        // Every day is a study day: the week ends on Sunday evening, and its summary is not missed for the lesson after it.
        // What weekday it is tells whether that was long ago by now or comes with the next morning.
        var isBehind = await ana.Talk.Locator(".post.summary").CountAsync() > 0;
        for (var day = 4; await ana.Talk.Locator(".post.summary").CountAsync() == 0; day++)
        {
            Assert.InRange(day, 4, 9);
            await ana.NextMorningAsync();
            await Expect(ana.Lesson(day)).ToBeVisibleAsync();
        }

        var summary = ana.Talk.Locator(".post.summary");
        if (isBehind) await summary.ScrollIntoViewIfNeededAsync();
        await Expect(summary.GetByRole(AriaRole.Heading, new() { NameRegex = new("^The week in Month 3") })).ToBeInViewportAsync();
        await Expect(summary).ToContainTextAsync("1 of 1 done");
        await Expect(summary.GetByRole(AriaRole.Table)).ToContainTextAsync("ana");
        Assert.Empty(ana.Complaints);
    }

    [Fact]
    public async Task The_board_of_one_page_follows_what_happens_on_another()
    {
        await using var host = await HostProcess.StartAsync();
        await using var ana = await browser.OpenAsync(host.Address);
        await using var ben = await browser.OpenAsync(host.Address, "ben");
        await Expect(ben.Lesson(1)).ToBeVisibleAsync();

        await ana.Button("Done", ana.Lesson(1)).ClickAsync();
        await Expect(ben.Page.Locator("#meter-label")).ToHaveTextAsync("Day 1 of 30: 1 of 1 done");
        await ben.SayAsync("done");
        await Expect(ana.Page.Locator("#meter-label")).ToHaveTextAsync("Day 1 of 30: 2 of 2 done");
        await ana.NextMorningAsync();
        await Expect(ben.Lesson(2)).ToBeInViewportAsync();
        await Expect(ben.Page.Locator("#date")).ToHaveTextAsync((await ana.Page.Locator("#date").TextContentAsync())!);
        await ben.Button("Done", ben.Lesson(2)).ClickAsync();

        await Expect(ana.Board.Locator("tbody tr").First).ToContainTextAsync("ben");
        await Expect(ana.Board.Locator("tbody tr").Last).ToContainTextAsync("ana");
        Assert.Empty(ana.Complaints);
        Assert.Empty(ben.Complaints);
    }

    [Fact]
    public async Task A_long_conversation_comes_page_by_page_and_what_is_new_touches_little()
    {
        await using var host = await HostProcess.StartAsync();
        await host.LessonsAsync();
        foreach (var some in Enumerable.Range(1, 399).Chunk(20)) await Task.WhenAll(some.Select(i => host.SayAsync("ben", $"word {i}.")));
        await using var ana = await browser.OpenAsync(host.Address);
        var posts = ana.Talk.Locator(".post");
        await Expect(posts).ToHaveCountAsync(200);

        await posts.First.ScrollIntoViewIfNeededAsync();
        var reading = await posts.First.TextContentAsync();
        await ana.Button("Show earlier messages").ClickAsync();
        await Expect(posts).ToHaveCountAsync(400);
        await Expect(ana.Button("Show earlier messages")).ToBeHiddenAsync();
        await Expect(ana.Lesson(1)).ToBeVisibleAsync();
        Assert.Equal(reading, await posts.Nth(200).TextContentAsync());
        await Expect(posts.Nth(200)).ToBeInViewportAsync(); // What was being read stays where it was.

        await ana.Page.EvaluateAsync("""
            () => {
              window.touched = 0;
              new MutationObserver(changes => { window.touched += changes.length; }).observe(document.getElementById("messages"), { childList: true, subtree: true, attributes: true, characterData: true });
            }
            """);
        await host.SayAsync("ben", "the newest of all");
        await Expect(ana.Button("New messages")).ToBeVisibleAsync(); // Whoever reads further up is told, not moved.
        await Expect(posts.Nth(200)).ToBeInViewportAsync();
        Assert.InRange(await ana.Page.EvaluateAsync<int>("() => window.touched"), 1, 60);
        await ana.Button("New messages").ClickAsync();
        await Expect(ana.Post("the newest of all")).ToBeInViewportAsync();
        Assert.Empty(ana.Complaints);
    }
}
