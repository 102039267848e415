using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Spectre.Console;
using StudyBot.Curricula;
using StudyBot.Host.Commands;
using StudyBot.Tests.Storage;

namespace StudyBot.Tests.Curricula;

/// <summary><c>curriculum check --online</c>, against a web server of our own.</summary>
public sealed class LinkCheckTests : IAsyncLifetime
{
    private readonly ConcurrentQueue<string> _asked = new();
    private readonly StringWriter _screen = new();
    private WebApplication _server = null!;

    private string Address => _server.Urls.Single();

    public async ValueTask InitializeAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        _server = builder.Build();
        _server.Run(AnswerAsync);
        await _server.StartAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        await _screen.DisposeAsync();
    }

    /// <summary>A page, what is told of it, and what the server was asked. Another case is one more line here and its answer below.</summary>
    [Theory]
    [InlineData("there", null, "HEAD /there")]
    [InlineData("gone", "answers 404; look for the page's new address.", "HEAD /gone, GET /gone")]
    [InlineData("broken", "answers 500; look for the page's new address.", "HEAD /broken, GET /broken")]
    [InlineData("moved", null, "HEAD /moved, HEAD /there")]
    [InlineData("moved-away", "answers 404; look for the page's new address.", "HEAD /moved-away, HEAD /gone, GET /moved-away, GET /gone")]
    [InlineData("no-head", null, "HEAD /no-head, GET /no-head")]
    [InlineData("drops-head", null, "HEAD /drops-head, GET /drops-head")]
    [InlineData("drops", "cannot be reached; check the address and your connection.", "HEAD /drops, GET /drops")]
    [InlineData("members", null, "HEAD /members")]
    [InlineData("busy", null, "HEAD /busy")]
    [InlineData("large", null, "HEAD /large, GET /large")]
    public async Task A_page_is_asked_whether_it_is_there(string page, string? told, string asked)
    {
        var found = await CheckAsync([new($"{Address}/{page}", 7, "A page")], LinkCheck.Patience);

        Assert.Equal(told is null ? [] : [new Diagnostic("bread.md", 7, Severity.Warning, "SB107", $"{Address}/{page} {told}")], found);
        Assert.Equal(asked, string.Join(", ", _asked));
    }

    [Fact]
    public async Task A_page_that_leads_round_in_a_circle_is_not_there()
    {
        var told = Assert.Single(await CheckAsync([new($"{Address}/circle", 7, null)], LinkCheck.Patience));
        Assert.Contains("/circle answers 302 and leads nowhere; ", told.Message);
    }

    [Fact]
    public async Task A_page_that_never_answers_is_waited_for_no_longer_than_that()
    {
        var told = Assert.Single(await CheckAsync([new($"{Address}/never", 7, null)], TimeSpan.FromSeconds(0.5)));
        Assert.Equal($"{Address}/never did not answer within 0.5 s; try again later, or look for another page.", told.Message);
        Assert.DoesNotContain("GET /never", _asked);
    }

    [Fact]
    public async Task An_address_where_nobody_listens_cannot_be_reached()
    {
        var told = Assert.Single(await CheckAsync([new("http://127.0.0.1:1/", 7, null)], LinkCheck.Patience));
        Assert.Equal("http://127.0.0.1:1/ cannot be reached; check the address and your connection.", told.Message);
    }

    [Fact]
    public async Task A_page_is_asked_once_and_told_wherever_it_is_linked()
    {
        var found = await CheckAsync([new($"{Address}/gone", 9, null), new($"{Address}/gone", 4, "A page"), new($"{Address}/there", 5, "Another")], LinkCheck.Patience);
        Assert.Equal([4, 9], found.Select(d => d.Line));
        Assert.Equal(3, _asked.Count);
    }

    [Fact]
    public async Task Only_a_few_pages_are_asked_at_a_time()
    {
        using var web = new ClosedWeb();
        using var http = new HttpClient(web);
        var asked = 0;

        var asking = new LinkCheck(http).AskAsync([.. Enumerable.Range(1, 20).Select(page => $"http://bread.example/{page}")], () => Interlocked.Increment(ref asked), TestContext.Current.CancellationToken);
        Assert.Equal((LinkCheck.AtOnce, 0), (web.Asked, asked));

        web.Open();
        Assert.All(await asking, answer => Assert.Null(answer.Value));
        Assert.Equal((20, 20), (web.Asked, asked));
    }

    [Fact]
    public async Task What_is_told_is_all_that_stands_on_the_output()
    {
        using var folder = new TempFolder();
        var file = folder.File("bread.md");
        await File.WriteAllTextAsync(file, Bread.Plan.Replace("https://bread.example/flour", $"{Address}/there").Replace("https://bread.example/water", $"{Address}/gone").Replace("feel it", $"[feel it]({Address}/broken)"));

        var ran = await Shell.RunAsync("curriculum", "check", file, "--online");

        Assert.Equal(0, ran.Exit);
        Assert.Equal($"""
            {file}:9: warning SB107: {Address}/gone answers 404; look for the page's new address.
            {file}:10: warning SB107: {Address}/broken answers 500; look for the page's new address.
            1 file checked: 3 lessons in 1 week read, 0 errors, 2 warnings.

            """, ran.Output);
    }

    [Fact]
    public async Task Progress_is_shown_where_somebody_is_looking()
    {
        await CheckAsync([new($"{Address}/there", 7, null)], LinkCheck.Patience);
        Assert.Contains("Links of bread.md", _screen.ToString());
        Assert.Contains("100%", _screen.ToString());
    }

    [Fact]
    public async Task A_plan_with_errors_is_not_asked_about()
    {
        using var folder = new TempFolder();
        var file = folder.File("bread.md");
        await File.WriteAllTextAsync(file, Bread.Plan.Replace("https://bread.example/flour", $"{Address}/there").Replace("### Day 2", "### Day 1"));

        Assert.Equal(1, (await Shell.RunAsync("curriculum", "check", file, "--online")).Exit);
        Assert.Empty(_asked);
    }

    private Task<IReadOnlyList<Diagnostic>> CheckAsync(CurriculumLink[] links, TimeSpan patience)
    {
        var terminal = AnsiConsole.Create(new AnsiConsoleSettings { Ansi = AnsiSupport.Yes, Interactive = InteractionSupport.Yes, Out = new AnsiConsoleOutput(_screen) });
        terminal.Profile.Width = 100;
        return LinkCheck.RunAsync("bread.md", links, terminal, patience, TestContext.Current.CancellationToken);
    }

    private async Task AnswerAsync(HttpContext context)
    {
        var (method, path) = (context.Request.Method, context.Request.Path.Value!);
        _asked.Enqueue($"{method} {path}");
        switch (path, method)
        {
            case ("/gone", _):
                context.Response.StatusCode = 404;
                break;
            case ("/broken", _):
                context.Response.StatusCode = 500;
                break;
            case ("/moved", _):
                context.Response.Redirect("/there");
                break;
            case ("/moved-away", _):
                context.Response.Redirect("/gone", permanent: true);
                break;
            case ("/circle", _):
                context.Response.Redirect("/circle");
                break;
            case ("/no-head" or "/large", "HEAD"):
                context.Response.StatusCode = 405;
                break;
            case ("/large", _):
                // More than anyone would wait for: only a client that stops after the header gets to the end of this test.
                while (!context.RequestAborted.IsCancellationRequested) await context.Response.Body.WriteAsync(new byte[65536], context.RequestAborted);
                break;
            case ("/drops", _):
            case ("/drops-head", "HEAD"):
                context.Abort();
                break;
            case ("/members", _):
                context.Response.StatusCode = 403;
                break;
            case ("/busy", _):
                context.Response.StatusCode = 429;
                break;
            case ("/never", _):
                await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, context.RequestAborted);
                break;
            default:
                break;
        }
    }

    /// <summary>Pages that answer nobody until they are opened.</summary>
    private sealed class ClosedWeb : HttpMessageHandler
    {
        private readonly TaskCompletionSource _open = new();
        private int _asked;

        public int Asked => _asked;

        public void Open() => _open.SetResult();

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Interlocked.Increment(ref _asked);
            await _open.Task;
            return new();
        }
    }
}
