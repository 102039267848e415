using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using StudyBot.Benchmarks.Load;

namespace StudyBot.Benchmarks.Hosts;

/// <summary>The Slack that keeps nothing, over real sockets.</summary>
internal sealed class SlackServer : IAsyncDisposable
{
    private readonly WebApplication _app;
    private int _posts;
    private byte[] _last = [];

    private SlackServer(WebApplication app) => _app = app;

    public Uri ApiUrl => new(_app.Urls.First() + "/api/");

    /// <summary>How many messages were posted so far.</summary>
    public int Posts => Volatile.Read(ref _posts);

    /// <summary>The newest message's bytes.</summary>
    public byte[] Last => _last;

    public static async Task<SlackServer> StartAsync()
    {
        var builder = BareServer.Builder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var server = new SlackServer(builder.Build());
        server._app.MapPost("/api/{method}", (Delegate)server.AnswerAsync);
        await server._app.StartAsync();
        return server;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task AnswerAsync(HttpContext context)
    {
        var body = new byte[(int)(context.Request.ContentLength ?? 0)];
        await context.Request.Body.ReadExactlyAsync(body);
        var method = (string)context.Request.RouteValues["method"]!;
        if (method == "chat.postMessage")
        {
            _last = body;
            Interlocked.Increment(ref _posts);
        }

        var answer = NullSlack.Answer(method, body);
        context.Response.ContentType = "application/json";
        context.Response.ContentLength = answer.Length;
        await context.Response.Body.WriteAsync(answer);
    }
}
