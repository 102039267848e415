using System.Net.Http.Json;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace StudyBot.Judges;

/// <summary>What people do on the page, in a real browser on the real host. The host is shared: each test brings its own people.</summary>
public class PageTests(FirstDay day, Browser browser) : IClassFixture<FirstDay>
{
    private HostProcess Host => day.Host;

    [Fact]
    public async Task A_button_counts_and_only_its_person_is_told()
    {
        await using var eve = await OpenAsync("eve");
        await using var finn = await OpenAsync("finn");

        await eve.Button("Done", eve.Lesson(1)).ClickAsync();

        await Expect(eve.Receipt("Counted for day 1, on time. Streak 1.", eve.Lesson(1))).ToBeVisibleAsync();
        await Expect(eve.Lesson(1).Locator("article").First.Locator(".receipt")).ToContainTextAsync("Only you see this");
        await Expect(eve.Button("Done, counted", eve.Lesson(1))).ToBeVisibleAsync();
        await Expect(eve.Page.Locator("#figures")).ToContainTextAsync("1");
        // The other page hears of it by itself: the table and the card, and nothing that is private.
        await Expect(finn.Board).ToContainTextAsync("eve");
        await Expect(finn.Lesson(1)).ToContainTextAsync("done");
        await Expect(finn.Button("Done", finn.Lesson(1))).ToBeVisibleAsync();
        await Expect(finn.Receipt("Counted for day 1")).ToHaveCountAsync(0);
        Quiet(eve, finn);
    }

    [Fact]
    public async Task What_is_said_appears_on_every_page_by_itself()
    {
        await using var gina = await OpenAsync("gina");
        await using var hugo = await OpenAsync("hugo");

        await gina.SayAsync("Good morning, all of you");

        await Expect(hugo.Post("Good morning, all of you")).ToContainTextAsync("gina");
        await Expect(hugo.Page.Locator("#live")).ToContainTextAsync("gina: Good morning, all of you");
        Quiet(gina, hugo);
    }

    [Fact]
    public async Task A_thread_hangs_under_its_lesson_and_folds()
    {
        await using var ida = await OpenAsync("ida");
        await using var jon = await OpenAsync("jon");

        await ida.Lesson(1).Locator("article").First.HoverAsync();
        await ida.Button("Reply in thread of this lesson").ClickAsync();
        await ida.Page.Keyboard.TypeAsync("Which table did you take?");
        await ida.Page.Keyboard.PressAsync("Enter");
        await ida.Page.Keyboard.TypeAsync("I'm done"); // In a thread a lead-in is allowed.
        await ida.Page.Keyboard.PressAsync("Enter");

        await Expect(ida.Receipt("Counted for day 1, on time.", ida.Thread(1))).ToBeVisibleAsync();
        await Expect(jon.Thread(1)).ToContainTextAsync("Which table did you take?");
        await Expect(jon.Thread(1)).Not.ToContainTextAsync("Counted");

        var fold = jon.Lesson(1).GetByRole(AriaRole.Button, new() { NameRegex = new("^[0-9]+ repl") });
        await fold.ClickAsync();
        await Expect(jon.Thread(1)).ToBeHiddenAsync();
        await Expect(fold).ToHaveAttributeAsync("aria-expanded", "false");
        await fold.ClickAsync();
        await Expect(jon.Thread(1)).ToBeVisibleAsync();

        await ida.Page.Keyboard.PressAsync("Escape");
        await Expect(ida.Lesson(1).Locator("> .thread > form")).ToBeHiddenAsync();
        Quiet(ida, jon);
    }

    [Fact]
    public async Task A_check_mark_counts_and_comes_off_again()
    {
        await using var kimiko = await OpenAsync("kimiko");

        await kimiko.Lesson(1).Locator("article").First.HoverAsync();
        await kimiko.Button("React to this lesson").ClickAsync();
        await kimiko.Button("check mark").ClickAsync();
        await Expect(kimiko.Receipt("Counted for day 1", kimiko.Lesson(1))).ToBeVisibleAsync();
        await Expect(kimiko.Board).ToContainTextAsync("kimiko");

        await kimiko.Lesson(1).Locator("article > .body > .deeds > .reactions").GetByRole(AriaRole.Button, new() { Pressed = true }).ClickAsync();
        await Expect(kimiko.Receipt("Counted for day 1", kimiko.Lesson(1))).ToHaveCountAsync(0);
        await Expect(kimiko.Board).Not.ToContainTextAsync("kimiko");
        await Expect(kimiko.Button("Done", kimiko.Lesson(1))).ToBeVisibleAsync();
        Quiet(kimiko);
    }

    [Fact]
    public async Task Editing_takes_back_and_deleting_asks_first()
    {
        await using var leonie = await OpenAsync("leonie");
        await using var maxim = await OpenAsync("maxim");
        await leonie.SayAsync("done with leonie");
        await leonie.SayAsync("done");
        var mine = leonie.Talk.Locator(".post.own").Last;
        await Expect(leonie.Receipt("Counted for day 1, on time.", mine)).ToBeVisibleAsync();
        await Expect(maxim.Talk.Locator(".post", new() { HasText = "leonie" }).Last.GetByText("edited", new() { Exact = true })).ToBeHiddenAsync();

        await mine.HoverAsync();
        await leonie.Button("Edit this message", mine).ClickAsync();
        await Expect(leonie.Page.GetByLabel("Edit your message")).ToBeFocusedAsync();
        await leonie.Page.GetByLabel("Edit your message").FillAsync("half of leonie's work");
        await leonie.Page.Keyboard.PressAsync("Enter");

        await Expect(maxim.Post("half of leonie's work").GetByText("edited", new() { Exact = true })).ToBeVisibleAsync();
        await Expect(leonie.Receipt("Counted", mine)).ToHaveCountAsync(0);
        await Expect(maxim.Board).Not.ToContainTextAsync("leonie");

        await leonie.Button("Edit this message", mine).ClickAsync();
        await leonie.Page.GetByLabel("Edit your message").FillAsync("never sent");
        await leonie.Page.Keyboard.PressAsync("Escape");
        await Expect(mine).ToContainTextAsync("half of leonie's work");

        await leonie.Button("Delete this message", mine).ClickAsync();
        await leonie.Button("No, keep this message").ClickAsync();
        await Expect(mine).ToContainTextAsync("half of leonie's work");
        await leonie.Button("Delete this message", mine).ClickAsync();
        await leonie.Button("Yes, delete this message").ClickAsync();
        await Expect(maxim.Talk).Not.ToContainTextAsync("half of leonie's work");
        await Expect(leonie.Talk).Not.ToContainTextAsync("half of leonie's work");
        Quiet(leonie, maxim);
    }

    [Fact]
    public async Task A_direct_conversation_needs_no_mention_and_is_nobody_elses()
    {
        await using var nadja = await OpenAsync("nadja");
        await using var olaf = await OpenAsync("olaf");
        await nadja.SayAsync("done");
        await Expect(nadja.Board).ToContainTextAsync("nadja");

        await nadja.Button("Just you and StudyBot").ClickAsync();
        await nadja.SayAsync("me");
        await Expect(nadja.Post("Longest streak")).ToContainTextAsync("nadja in Month 3");
        await nadja.SayAsync("my data");
        var download = await nadja.Page.RunAndWaitForDownloadAsync(() => nadja.Page.GetByRole(AriaRole.Link, new() { Name = "my-data.json" }).ClickAsync());
        Assert.Contains("\"nadja\"", await File.ReadAllTextAsync((await download.PathAsync())!));

        await olaf.Button("Just you and StudyBot").ClickAsync();
        await Expect(olaf.Page.GetByText("Nothing here yet.")).ToBeVisibleAsync();
        await Expect(olaf.Talk).Not.ToContainTextAsync("nadja");
        Quiet(nadja, olaf);
    }

    [Fact]
    public async Task Whoever_is_forgotten_is_gone_from_every_page()
    {
        await using var pippa = await OpenAsync("pippa");
        await using var quentin = await OpenAsync("quentin");
        await pippa.SayAsync("done");
        await Expect(quentin.Board).ToContainTextAsync("pippa");

        await pippa.SayAsync("@StudyBot forget me");
        await pippa.Button("Forget me now").ClickAsync();

        await Expect(pippa.Page.GetByRole(AriaRole.Alert)).ToBeVisibleAsync();
        await Expect(quentin.Board).Not.ToContainTextAsync("pippa");
        await Expect(quentin.Talk).Not.ToContainTextAsync("pippa");
        await Expect(quentin.Page.Locator("#me option", new() { HasTextString = "pippa" })).ToHaveCountAsync(0);
        await Expect(pippa.Page.Locator("#me")).Not.ToHaveValueAsync("pippa");
        Quiet(pippa, quentin);
    }

    [Fact]
    public async Task Somebody_added_is_picked_here_and_can_be_picked_elsewhere()
    {
        await using var one = await OpenAsync();
        await using var other = await OpenAsync();

        await one.Button("Add someone").ClickAsync();
        await one.Page.GetByLabel("Their name").FillAsync("  Åsa   Öberg ");
        await one.Page.Keyboard.PressAsync("Enter");

        await Expect(one.Page.Locator("#me")).ToHaveValueAsync("Åsa Öberg");
        await other.BecomeAsync("Åsa Öberg");
        await one.Button("Add someone").ClickAsync();
        await one.Page.GetByLabel("Their name").FillAsync("StudyBot");
        await one.Page.Keyboard.PressAsync("Enter");
        await Expect(one.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("the bot's own name");
        // The refusal itself is what the browser writes into its console.
        Assert.Equal(["Failed to load resource: the server responded with a status of 400 (Bad Request)"], one.Complaints);
    }

    [Fact]
    public async Task A_page_that_is_loaded_again_is_as_it_was()
    {
        await using var robin = await OpenAsync("robin");
        await robin.SayAsync("done, robin was here");
        await Expect(robin.Receipt("Counted for day 1, on time. Streak 1.")).ToBeVisibleAsync();

        await robin.Page.ReloadAsync();

        await Expect(robin.Page.Locator("#me")).ToHaveValueAsync("robin");
        await Expect(robin.Receipt("Counted for day 1, on time. Streak 1.", robin.Post("robin was here"))).ToBeVisibleAsync();
        await Expect(robin.Button("Done, counted", robin.Lesson(1))).ToBeVisibleAsync();
        await Expect(robin.Board).ToContainTextAsync("robin");
        Quiet(robin);
    }

    /// <summary>Two windows of one browser are how one person tries what two would see.</summary>
    [Fact]
    public async Task Each_window_keeps_its_own_person()
    {
        await using var wanda = await OpenAsync("wanda");
        var other = await wanda.Page.Context.NewPageAsync();
        await other.GotoAsync("/");
        await Expect(other.Locator("#me")).ToHaveValueAsync("wanda"); // The last one picked, to begin with.
        await other.Locator("#me").SelectOptionAsync("chloe");
        await Expect(other.Locator("#me")).ToHaveValueAsync("chloe");

        await wanda.Page.ReloadAsync();
        await other.ReloadAsync();

        await Expect(wanda.Page.Locator("#me")).ToHaveValueAsync("wanda");
        await Expect(other.Locator("#me")).ToHaveValueAsync("chloe");
        Quiet(wanda);
    }

    [Fact]
    public async Task A_page_finds_the_host_again_after_a_restart()
    {
        await using var samira = await OpenAsync("samira");

        await Host.KillAsync();
        await Expect(samira.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("StudyBot does not answer.");
        await samira.Words.FillAsync("said to nobody");
        await samira.Words.PressAsync("Enter");
        await Expect(samira.Words).ToHaveValueAsync("said to nobody"); // Given back, not lost.
        await Host.StartAgainAsync();

        await Expect(samira.Page.GetByRole(AriaRole.Alert)).ToBeHiddenAsync();
        await Host.SayAsync("tom", "I am back as well");
        await Expect(samira.Post("I am back as well")).ToContainTextAsync("tom");
    }

    [Fact]
    public async Task The_keyboard_is_enough()
    {
        await using var ulrike = await OpenAsync("ulrike");
        var keys = ulrike.Page.Keyboard;
        await ulrike.Page.ReloadAsync(); // From the top of the page.
        await Expect(ulrike.Lesson(1)).ToBeVisibleAsync();

        await keys.PressAsync("Tab");
        await Expect(ulrike.Page.GetByText("Skip to the reply box")).ToBeFocusedAsync();
        await keys.PressAsync("Enter");
        await Expect(ulrike.Words).ToBeFocusedAsync();
        await keys.TypeAsync("One line");
        await keys.PressAsync("Shift+Enter");
        await keys.TypeAsync("and another of ulrike's");
        await keys.PressAsync("Enter");
        await Expect(ulrike.Post("and another of ulrike's")).ToContainTextAsync("One line");

        // From the box to the newest post, to the lesson, to its button.
        await keys.PressAsync("ArrowUp");
        await Expect(ulrike.Post("and another of ulrike's").Locator("article")).ToBeFocusedAsync();
        await keys.PressAsync("Home");
        await Expect(ulrike.Lesson(1).Locator("article").First).ToBeFocusedAsync();
        for (var i = 0; i < 3; i++) await keys.PressAsync("Tab"); // Past its two links.
        await Expect(ulrike.Button("Done", ulrike.Lesson(1))).ToBeFocusedAsync();
        await keys.PressAsync("Enter");
        await Expect(ulrike.Receipt("Counted for day 1, on time. Streak 1.", ulrike.Lesson(1).Locator("article").First)).ToBeVisibleAsync();
        await Expect(ulrike.Button("Done, counted", ulrike.Lesson(1))).ToBeFocusedAsync(); // The card was made anew; the focus stays.

        // On to what else can be done with it: a reply in its thread, and back.
        await TabToAsync(ulrike, "Reply in thread of this lesson");
        await keys.PressAsync("Enter");
        await keys.TypeAsync("From the keyboard of ulrike");
        await keys.PressAsync("Enter");
        await Expect(ulrike.Thread(1)).ToContainTextAsync("From the keyboard of ulrike");
        await keys.PressAsync("Escape");
        await Expect(ulrike.Lesson(1).Locator("article").First).ToBeFocusedAsync();
        await ulrike.Lesson(1).Locator("> .thread > .fold").FocusAsync();
        await keys.PressAsync("ArrowDown"); // The replies come after their lesson.
        await Expect(ulrike.Thread(1).Locator("article").First).ToBeFocusedAsync();
        await keys.PressAsync("Escape");
        await Expect(ulrike.Words).ToBeFocusedAsync();

        // One post is in the order of Tab with its deeds; the others are walked by arrows.
        Assert.Equal(1, await ulrike.Talk.Locator("article[tabindex='0']").CountAsync());
        Assert.Equal(0, await ulrike.Talk.Locator("article[tabindex='-1'] > .body > .deeds > .actions > button:not([tabindex='-1'])").CountAsync());
        Quiet(ulrike);
    }

    [Theory]
    [InlineData("vera", "<img src=x onerror=alert(1)><script>alert(2)</script>")]
    [InlineData("viktor", "</article><iframe src=javascript:alert(3)></iframe>")]
    [InlineData("vito", "javascript:alert(4) data:text/html,<script>alert(5)</script>")]
    [InlineData("violet", "[here](javascript:alert(6)) <a href='javascript:alert(7)'>x</a>")]
    [InlineData("vasco", "{{constructor.constructor('alert(8)')()}} ${alert(9)}")]
    [InlineData("vanja", "\u202eylno ti si siht\u202c and \u2067on")]
    public async Task What_means_harm_is_words(string name, string harm)
    {
        var person = $"<b onclick=alert(0)>{name}</b>";
        await using var visit = await OpenAsync(person);

        await visit.SayAsync($"{harm} of {person}");
        await visit.SayAsync("@StudyBot me");
        await visit.SayAsync($"done <i>{harm}</i>");
        await Host.Http.PostAsJsonAsync("/local/messages", new { from = person, text = $"{harm} again", thread = "m1" });

        await Expect(visit.Post($"of {person}").First).ToContainTextAsync(Shown(harm));
        await Expect(visit.Board).ToContainTextAsync(person);
        await Expect(visit.Thread(1)).ToContainTextAsync($"{Shown(harm)} again");
        await Expect(visit.Page.Locator(":is(#messages, #board, .who) :is(script, iframe, img, i[class=''], [onclick], [onerror], a[href^='javascript'], a[href^='data'])")).ToHaveCountAsync(0);
        await Expect(visit.Page.Locator("#messages b, #board b")).ToHaveCountAsync(0);
        Quiet(visit);
    }

    [Theory]
    [InlineData(1280)]
    [InlineData(360)]
    public async Task Words_without_end_are_broken(int width)
    {
        var person = $"W{width}{new string('w', 35)}";
        await using var visit = await OpenAsync(width: width);
        await Host.SayAsync(person, $"done {new string('x', 900)}");
        await Host.SayAsync(person, $"done https://example.org/{new string('y', 900)}");
        await Host.SayAsync(person, $"@StudyBot {new string('z', 300)}");
        var lesson = (await Host.MessagesAsync()).First(m => m.GetProperty("kind").GetString() == "lesson").GetProperty("id").GetString();
        await Host.Http.PostAsJsonAsync("/local/reactions", new { from = person, message = lesson, name = new string('q', 49), on = true });

        await visit.BecomeAsync(person);
        await Expect(visit.Page.GetByText(new string('z', 300)).First).ToBeVisibleAsync();

        Assert.True(await visit.FitsAsync(), "Something is wider than its place.");
        await Host.Http.PostAsJsonAsync("/local/reactions", new { from = person, message = lesson, name = new string('q', 49), on = false });
        Quiet(visit);
    }

    private static string Shown(string harm) => harm.Replace("\u202e", "").Replace("\u202c", "").Replace("\u2067", "");

    private static void Quiet(params Visit[] visits) => Assert.All(visits, visit => Assert.Empty(visit.Complaints));

    private static async Task TabToAsync(Visit visit, string button)
    {
        for (var i = 0; i < 10; i++)
        {
            if (await visit.Page.EvaluateAsync<string>("() => document.activeElement.getAttribute('aria-label') ?? document.activeElement.textContent") == button) return;
            await visit.Page.Keyboard.PressAsync("Tab");
        }

        Assert.Fail($"Tab does not reach: {button}");
    }

    private async Task<Visit> OpenAsync(string? person = null, int width = 1280)
    {
        var visit = await browser.OpenAsync(Host.Address, person, width);
        await Expect(visit.Lesson(1)).ToBeVisibleAsync();
        return visit;
    }
}
