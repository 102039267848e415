using System.Text.Json;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace StudyBot.Judges;

/// <summary>The page, opened by one person. What it complains of in its console (a refused script or style among it), and whatever it asks of another host, is written down.</summary>
public sealed class Visit : IAsyncDisposable
{
    private readonly IBrowserContext _context;
    private readonly List<string> _complaints = [];

    public Visit(IBrowserContext context, IPage page, Uri address)
    {
        _context = context;
        Page = page;
        page.Console += (_, message) =>
        {
            if (message.Type is "error" or "warning") _complaints.Add(message.Text);
        };
        page.PageError += (_, error) => _complaints.Add(error);
        page.Dialog += (_, dialog) => _complaints.Add($"A dialog: {dialog.Message}");
        page.Request += (_, request) =>
        {
            if (!request.Url.StartsWith(address.ToString(), StringComparison.Ordinal)) _complaints.Add($"Asked elsewhere: {request.Url}");
        };
    }

    public IPage Page { get; }

    public IReadOnlyList<string> Complaints => _complaints;

    public ILocator Words => Page.Locator("#words");

    public ILocator Board => Page.Locator("#board");

    /// <summary>All that stands in the open conversation.</summary>
    public ILocator Talk => Page.Locator("#messages");

    /// <summary>The newest post that holds these words, with its thread.</summary>
    public ILocator Post(string words) => Page.Locator(".post", new() { HasText = words }).Last;

    /// <summary>The post of a lesson, which is loaded once this can be seen.</summary>
    public ILocator Lesson(int day) => Page.Locator(".post.lesson", new() { Has = Page.GetByRole(AriaRole.Heading, new() { NameRegex = new($"^Day {day} ·") }) });

    /// <summary>What only the reader is told of a check-in.</summary>
    public ILocator Receipt(string words, ILocator? within = null) => (within ?? Talk).Locator(".receipt", new() { HasText = words });

    /// <summary>The replies under a lesson.</summary>
    public ILocator Thread(int day) => Lesson(day).Locator("> .thread > .replies");

    public ILocator Button(string name, ILocator? within = null) => (within ?? Page.Locator("body")).GetByRole(AriaRole.Button, new() { Name = name, Exact = true });

    /// <summary>Picks a person; whoever is not there yet is added.</summary>
    public async Task BecomeAsync(string person)
    {
        await Expect(Page.Locator("#me option").First).ToBeAttachedAsync();
        if (!await Page.EvaluateAsync<bool>("person => [...document.getElementById('me').options].some(option => option.value === person)", person))
        {
            await Button("Add someone").ClickAsync();
            await Page.GetByLabel("Their name").FillAsync(person);
            await Button("Add").ClickAsync();
        }
        else
        {
            await Page.Locator("#me").SelectOptionAsync(person);
        }

        await Expect(Page.Locator("#me")).ToHaveValueAsync(person);
    }

    public async Task SayAsync(string words)
    {
        await Words.FillAsync(words);
        await Words.PressAsync("Enter");
        await Expect(Words).ToHaveValueAsync("");
    }

    /// <summary>Moves the demo clock on, and waits until it has moved.</summary>
    public async Task NextMorningAsync()
    {
        var before = await Page.Locator("#date").TextContentAsync();
        await Button("Next morning").ClickAsync();
        await Expect(Page.Locator("#date")).Not.ToHaveTextAsync(before!);
        await Expect(Button("Next morning")).Not.ToHaveAttributeAsync("aria-disabled", "true");
    }

    /// <summary>What axe-core finds wrong, one line each.</summary>
    public async Task<IReadOnlyList<string>> AccessibilityAsync()
    {
        // The page allows no inline script; the tool comes in through the debugger instead.
        await Page.EvaluateAsync(await File.ReadAllTextAsync(Needs.NodePackage("axe-core/axe.min.js")));
        var result = await Page.EvaluateAsync<JsonElement>("async () => (await axe.run()).violations.map(v => `${v.id}: ${v.help}: ${v.nodes.map(n => n.html).join(' | ')}`)");
        return [.. result.EnumerateArray().Select(v => v.ToString())];
    }

    /// <summary>Nothing lies beyond the right edge.</summary>
    public async Task<bool> FitsAsync() => await Page.EvaluateAsync<bool>(
        "() => [document.documentElement, ...document.querySelectorAll('#scroll, aside, .top')].every(e => e.scrollWidth <= e.clientWidth)");

    public ValueTask DisposeAsync() => _context.DisposeAsync();
}
