using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace StudyBot.Judges;

/// <summary>What somebody is writing, whatever happens meanwhile.</summary>
public class PageWritingTests(FirstDay day, Browser browser) : IClassFixture<FirstDay>
{
    private HostProcess Host => day.Host;

    [Fact]
    public async Task What_is_being_written_outlives_a_restart_of_the_host()
    {
        await using var emil = await OpenAsync("emil");
        await emil.SayAsync("written by emil");
        var edit = await EditAsync(emil, "written by emil");
        await edit.FillAsync("mended by emil");
        var reply = await ReplyAsync(emil);
        await reply.FillAsync("a long reply of emil's");

        await Host.KillAsync();
        await Expect(emil.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("StudyBot does not answer.");
        await emil.Page.RunAndWaitForResponseAsync(Host.StartAgainAsync, response => response.Url.Contains("/local/messages?limit=200", StringComparison.Ordinal));
        await Host.SayAsync("franz", "I am back, and so is emil's page");
        await Expect(emil.Post("so is emil's page")).ToBeVisibleAsync();

        await Expect(reply).ToHaveValueAsync("a long reply of emil's");
        await Expect(reply).ToBeFocusedAsync();
        await Expect(edit).ToHaveValueAsync("mended by emil");
        await emil.Page.Keyboard.PressAsync("Enter");
        await Expect(emil.Thread(1)).ToContainTextAsync("a long reply of emil's");
    }

    [Fact]
    public async Task What_is_being_written_waits_in_its_own_conversation()
    {
        await using var gerda = await OpenAsync("gerda");
        await gerda.SayAsync("written by gerda");
        var edit = await EditAsync(gerda, "written by gerda");
        await edit.FillAsync("mended by gerda");
        var reply = await ReplyAsync(gerda);
        await reply.FillAsync("a long reply of gerda's");
        await gerda.Words.FillAsync("for all to read");

        await gerda.Button("Just you and StudyBot").ClickAsync();
        await Expect(gerda.Words).ToHaveValueAsync("");
        await gerda.Words.FillAsync("for nobody else");
        await gerda.Button("# study").ClickAsync();

        await Expect(gerda.Words).ToHaveValueAsync("for all to read");
        await Expect(reply).ToHaveValueAsync("a long reply of gerda's");
        await Expect(edit).ToHaveValueAsync("mended by gerda");
        await gerda.BecomeAsync("chloe"); // What is gerda's is not chloe's to edit.
        await Expect(edit).ToHaveCountAsync(0);
        await Expect(gerda.Post("written by gerda")).ToBeVisibleAsync();
        Assert.Empty(gerda.Complaints);
    }

    [Fact]
    public async Task A_click_on_what_can_be_said_leaves_words_of_ones_own_alone()
    {
        await using var hilde = await OpenAsync("hilde");

        await hilde.Button("me").ClickAsync();
        await hilde.Button("why").ClickAsync();
        await Expect(hilde.Words).ToHaveValueAsync("@StudyBot why"); // Nobody wrote the first one.
        await hilde.Words.FillAsync("an unsent word of hilde's");
        await hilde.Button("me").ClickAsync();

        await Expect(hilde.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("still in the reply box");
        await Expect(hilde.Words).ToHaveValueAsync("an unsent word of hilde's");
    }

    /// <summary>The patience of half a minute is made short by hand: what is judged is what becomes of the words.</summary>
    [Fact]
    public async Task Words_that_nobody_takes_are_given_back()
    {
        await using var ivo = await OpenAsync("ivo");
        var held = new TaskCompletionSource<IRoute>(TaskCreationOptions.RunContinuationsAsynchronously);
        await ivo.Page.RouteAsync("**/local/messages", route =>
        {
            held.TrySetResult(route);
            return Task.CompletedTask;
        });
        await ivo.Page.EvaluateAsync(
            """
            () => {
              window.patiences = []; // Whatever else the page asks for meanwhile has a patience of its own.
              AbortSignal.timeout = () => {
                const patience = new AbortController();
                window.patiences.push(patience);
                return patience.signal;
              };
            }
            """);

        await ivo.SayAsync("into the void");
        await held.Task;
        await Expect(ivo.Button("Sending …")).ToBeVisibleAsync();
        await ivo.Words.FillAsync("and this after it");
        await ivo.Page.EvaluateAsync("() => window.patiences.forEach(patience => patience.abort(new DOMException('too late', 'TimeoutError')))");

        await Expect(ivo.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("StudyBot has not answered for half a minute.");
        await Expect(ivo.Words).ToHaveValueAsync("into the void\nand this after it");
        await Expect(ivo.Button("Send")).ToBeVisibleAsync();
    }

    /// <summary>A browser opens six connections to one host, and each page listens on one.</summary>
    [Fact]
    public async Task Many_tabs_work_as_long_as_one_looks_at_one_of_them()
    {
        await using var first = await OpenAsync("jule");
        for (var tab = 2; tab <= 8; tab++)
        {
            await HiddenAsync(first.Page.Context.Pages[^1], "true");
            var next = await first.Page.Context.NewPageAsync();
            await next.GotoAsync("/");
            await Expect(next.Locator(".post.lesson").First).ToBeVisibleAsync();
        }

        await Host.SayAsync("kurt", "said while jule was elsewhere");
        await Expect(first.Page.Context.Pages[^1].GetByText("said while jule was elsewhere").First).ToBeVisibleAsync();
        await HiddenAsync(first.Page, "false");
        await Expect(first.Post("said while jule was elsewhere")).ToBeVisibleAsync();
        await first.SayAsync("and jule is back");
        await Expect(first.Post("and jule is back")).ToBeVisibleAsync();
        Assert.Empty(first.Complaints);
    }

    /// <summary>Without a screen every page counts as seen; this says what a browser with tabs would.</summary>
    private static Task HiddenAsync(IPage page, string hidden) => page.EvaluateAsync(
        $"() => {{ Object.defineProperty(document, 'hidden', {{ value: {hidden}, configurable: true }}); document.dispatchEvent(new Event('visibilitychange')); }}");

    private static async Task<ILocator> EditAsync(Visit visit, string words)
    {
        var mine = visit.Post(words);
        await mine.HoverAsync();
        await visit.Button("Edit this message", mine).ClickAsync();
        return visit.Page.GetByLabel("Edit your message");
    }

    private static async Task<ILocator> ReplyAsync(Visit visit)
    {
        await visit.Lesson(1).Locator("article").First.HoverAsync();
        await visit.Button("Reply in thread of this lesson").ClickAsync();
        return visit.Lesson(1).Locator("> .thread > form textarea");
    }

    private async Task<Visit> OpenAsync(string person)
    {
        var visit = await browser.OpenAsync(Host.Address, person);
        await Expect(visit.Lesson(1)).ToBeVisibleAsync();
        return visit;
    }
}
