using Microsoft.Playwright;

[assembly: AssemblyFixture(typeof(StudyBot.Judges.Browser))]

namespace StudyBot.Judges;

/// <summary>A real browser, started by the first test that needs it; each visit has a profile of its own.</summary>
public sealed class Browser : IAsyncDisposable
{
    private readonly SemaphoreSlim _one = new(1, 1);
    private IPlaywright? _playwright;
    private IBrowser? _browser;

    /// <param name="reader">Who is picked on the page; null: whoever the page itself picks.</param>
    public async Task<Visit> OpenAsync(Uri address, string? reader = null, int width = 1280, int height = 860, ColorScheme scheme = ColorScheme.Light)
    {
        var browser = await StartedAsync();
        var context = await browser.NewContextAsync(new()
        {
            BaseURL = address.ToString(),
            ViewportSize = new() { Width = width, Height = height },
            ColorScheme = scheme,
            ReducedMotion = ReducedMotion.Reduce,
            Locale = "en-GB",
        });
        context.SetDefaultTimeout(60_000);
        var visit = new Visit(context, await context.NewPageAsync(), address);
        await visit.Page.GotoAsync("/");
        if (reader is not null) await visit.BecomeAsync(reader);
        return visit;
    }

    /// <summary>A page with nothing on it; its context is the caller's to close.</summary>
    public async Task<IPage> EmptyAsync(int width)
    {
        var context = await (await StartedAsync()).NewContextAsync(new() { ViewportSize = new() { Width = width, Height = 800 }, Locale = "en-GB" });
        context.SetDefaultTimeout(60_000);
        var page = await context.NewPageAsync();
        await page.SetContentAsync("<!doctype html><html lang=\"en\"><head><title>Cards</title></head><body></body></html>");
        return page;
    }

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null) await _browser.DisposeAsync();
        _playwright?.Dispose();
        _one.Dispose();
    }

    private async Task<IBrowser> StartedAsync()
    {
        await _one.WaitAsync();
        try
        {
            if (_browser is not null) return _browser;
            var path = Needs.Chromium();
            // Without a browser on the machine, Playwright brings one; without a network it cannot.
            if (path is null && Microsoft.Playwright.Program.Main(["install", "--with-deps", "chromium"]) != 0)
                Needs.Missing("A browser", "Install Chromium.");
            _playwright ??= await Playwright.CreateAsync();
            Assertions.SetDefaultExpectTimeout(60_000);
            return _browser = await _playwright.Chromium.LaunchAsync(new() { ExecutablePath = path, Args = ["--no-sandbox", "--disable-lcd-text"] });
        }
        finally
        {
            _one.Release();
        }
    }
}
