using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using StudyBot.Tests.Platforms;

namespace StudyBot.Tests.Hosting;

/// <summary>How much one caller may ask for, and whose word about the caller is believed.</summary>
public class InboundTests
{
    private static readonly string[] BehindAProxy = ["Proxy:Trusted=127.0.0.1", "Http:RequestsPerSecond=1"];

    [Fact]
    public async Task A_caller_behind_a_trusted_proxy_who_asks_too_often_has_to_wait_and_no_other_does()
    {
        using var logs = new Logs();
        await using var served = new Served();
        await served.StartAsync(services => services.AddSingleton<ILoggerProvider>(logs), BehindAProxy);

        var refused = await UntilRefusedAsync(served, "203.0.113.9");

        Assert.NotNull(refused);
        Assert.Contains(logs.Lines, line => line.StartsWith("A call to /health/live was turned away: one address asks for more than Http:RequestsPerSecond;", StringComparison.Ordinal));
        Assert.Equal(TimeSpan.FromSeconds(1), refused.Headers.RetryAfter!.Delta);
        Assert.Equal(HttpStatusCode.OK, (await AskAsync(served, "203.0.113.10")).StatusCode);
    }

    /// <summary>Whoever could name another address for themselves would never be limited, or get somebody else limited.</summary>
    [Fact]
    public async Task A_caller_who_is_no_trusted_proxy_is_not_believed()
    {
        await using var served = new Served();
        await served.StartAsync(null, "Http:RequestsPerSecond=1");

        Assert.Null(await UntilRefusedAsync(served, "203.0.113.9"));
    }

    [Fact]
    public async Task The_built_in_chat_answers_nobody_behind_a_proxy_however_it_is_trusted()
    {
        await using var served = new Served();
        await served.StartAsync(null, BehindAProxy);

        foreach (var header in new[] { "X-Forwarded-For", "X-Forwarded-Host", "X-Forwarded-Proto" })
        {
            using var asked = new HttpRequestMessage(HttpMethod.Get, "/local/messages");
            asked.Headers.Add(header, header.EndsWith("For") ? "127.0.0.1" : header.EndsWith("Host") ? "localhost" : "http");
            Assert.Equal(HttpStatusCode.Forbidden, (await served.Http.SendAsync(asked)).StatusCode);
        }
    }

    [Theory]
    [InlineData(2 * 1024 * 1024, HttpStatusCode.RequestEntityTooLarge)]
    [InlineData(70 * 1024, HttpStatusCode.RequestEntityTooLarge)]
    public async Task A_body_that_is_too_large_is_refused(int bytes, HttpStatusCode status)
    {
        await using var served = new Served();
        await served.StartAsync();

        Assert.Equal(status, await PostAsync(served, $$"""{"from":"ana","text":"{{new string('x', bytes)}}"}"""));
    }

    [Fact]
    public async Task JSON_that_is_too_deep_or_none_is_refused()
    {
        await using var served = new Served();
        await served.StartAsync();

        Assert.Equal(HttpStatusCode.BadRequest, await PostAsync(served, new string('[', 10_000) + new string(']', 10_000)));
        Assert.Equal(HttpStatusCode.BadRequest, await PostAsync(served, """{"from":"ana","text":"""));
    }

    [Fact]
    public async Task The_server_does_not_say_what_it_is()
    {
        await using var served = new Served();
        await served.StartAsync();

        Assert.Empty((await served.Http.GetAsync("/health/live")).Headers.Server);
    }

    private static async Task<HttpStatusCode> PostAsync(Served served, string body)
    {
        using var content = new ByteArrayContent(Encoding.UTF8.GetBytes(body)) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } };
        return (await served.Http.PostAsync("/local/messages", content)).StatusCode;
    }

    /// <summary>A cloud calls for thousands of people from a few addresses.</summary>
    [Theory]
    [InlineData("/health/live", true)]
    [InlineData("/api/messages", false)]
    [InlineData("/slack/events", false)]
    [InlineData("/slack/interactions/", false)]
    [InlineData("/slack/install", true)] // anybody may begin to
    public async Task Platforms_may_ask_for_more_than_anybody_else(string path, bool refused)
    {
        await using var served = new Served();
        await served.StartAsync(null, BehindAProxy);

        Assert.Equal(refused, await UntilRefusedAsync(served, "203.0.113.7", path) is not null);
    }

    /// <summary>Null where thirty calls in a row were all answered.</summary>
    private static async Task<HttpResponseMessage?> UntilRefusedAsync(Served served, string caller, string path = "/health/live")
    {
        for (var i = 0; i < 30; i++)
        {
            var answer = await AskAsync(served, caller, path);
            if (answer.StatusCode is HttpStatusCode.TooManyRequests) return answer;
        }

        return null;
    }

    private static async Task<HttpResponseMessage> AskAsync(Served served, string caller, string path = "/health/live")
    {
        using var asked = new HttpRequestMessage(HttpMethod.Get, path);
        asked.Headers.Add("X-Forwarded-For", caller);
        return await served.Http.SendAsync(asked);
    }
}
