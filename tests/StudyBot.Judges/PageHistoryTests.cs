using System.Net.Http.Json;
using static Microsoft.Playwright.Assertions;

namespace StudyBot.Judges;

/// <summary>A chat of more messages than the page reads at first, most of them in one channel.</summary>
public class PageHistoryTests(Browser browser)
{
    [Fact]
    public async Task Earlier_messages_are_offered_where_there_are_any_and_come()
    {
        await using var host = await HostProcess.StartAsync();
        await host.LessonsAsync();
        await host.SayAsync("ana", "@StudyBot me");
        for (var i = 1; i <= 405; i++) await host.SayAsync("ana", $"word {i}.");
        (await host.Http.PostAsJsonAsync("/local/messages", new { from = "ana", text = "good evening", channel = "evenings" })).EnsureSuccessStatusCode();
        await using var ana = await browser.OpenAsync(host.Address, "ana");
        var earlier = ana.Button("Show earlier messages");

        await Expect(earlier).ToBeVisibleAsync();
        await ana.Button("# evenings").ClickAsync();
        await Expect(ana.Talk).ToContainTextAsync("good evening");
        await Expect(earlier).ToBeHiddenAsync();

        await ana.Button("# study").ClickAsync();
        await Expect(earlier).ToBeVisibleAsync();
        await earlier.ClickAsync();
        await Expect(ana.Talk).ToContainTextAsync("word 100.");
        await earlier.ClickAsync();
        await Expect(ana.Lesson(1)).ToBeAttachedAsync();
        await Expect(ana.Talk).ToContainTextAsync("word 1.");
        await Expect(ana.Talk).ToContainTextAsync("You have not joined"); // What one alone may read comes too.
        await Expect(earlier).ToBeHiddenAsync();
        Assert.Empty(ana.Complaints);
    }
}
