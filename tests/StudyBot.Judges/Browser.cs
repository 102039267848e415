using System.Text.Json;
using Microsoft.Playwright;

namespace StudyBot.Judges;

/// <summary>A real browser on the real page. Anything the page complains of in its console fails the test.</summary>
public sealed class Browser : IAsyncDisposable
{
    private readonly IPlaywright _playwright;
    private readonly IBrowser _browser;
    private readonly List<string> _complaints = [];

    private Browser(IPlaywright playwright, IBrowser browser, IPage page)
    {
        _playwright = playwright;
        _browser = browser;
        Page = page;
        page.Console += (_, message) =>
        {
            if (message.Type is "error" or "warning") _complaints.Add(message.Text);
        };
        page.PageError += (_, error) => _complaints.Add(error);
    }

    public IPage Page { get; }

    public IReadOnlyList<string> Complaints => _complaints;

    public static async Task<Browser> OpenAsync(Uri address, int width = 1280, int height = 900, ColorScheme scheme = ColorScheme.Light)
    {
        var path = Needs.Chromium();
        // Without a browser on the machine, Playwright brings one; without a network it cannot.
        if (path is null && Microsoft.Playwright.Program.Main(["install", "--with-deps", "chromium"]) != 0)
            Needs.Missing("A browser", "Install Chromium.");
        var playwright = await Playwright.CreateAsync();
        var browser = await playwright.Chromium.LaunchAsync(new() { ExecutablePath = path, Args = ["--no-sandbox"] });
        var page = await browser.NewPageAsync(new() { ViewportSize = new() { Width = width, Height = height }, ColorScheme = scheme, Locale = "en-GB" });
        var opened = new Browser(playwright, browser, page);
        await page.GotoAsync(address.ToString());
        return opened;
    }

    /// <summary>What axe-core finds wrong, one line each.</summary>
    public async Task<IReadOnlyList<string>> AccessibilityAsync()
    {
        // The page allows no inline script; the tool comes in through the debugger instead.
        await Page.EvaluateAsync(await File.ReadAllTextAsync(Needs.NodePackage("axe-core/axe.min.js")));
        var result = await Page.EvaluateAsync<JsonElement>("async () => (await axe.run()).violations.map(v => ({ id: v.id, help: v.help, nodes: v.nodes.map(n => n.html) }))");
        return [.. result.EnumerateArray().Select(v => v.ToString())];
    }

    public async ValueTask DisposeAsync()
    {
        await _browser.DisposeAsync();
        _playwright.Dispose();
    }
}
