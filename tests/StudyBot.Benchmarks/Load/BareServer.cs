using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace StudyBot.Benchmarks.Load;

/// <summary>The least that could answer Slack: Kestrel, the body, its HMAC, 200.</summary>
internal static class BareServer
{
    /// <summary>Runs it in a process of its own.</summary>
    public const string Word = "bare";

    private static readonly byte[] Key = Encoding.UTF8.GetBytes(SlackLetter.Secret);

    public static async Task<int> ServeAsync(string url)
    {
        await using var app = Build(url);
        await app.RunAsync();
        return 0;
    }

    public static async Task<(WebApplication App, Uri Address)> StartAsync()
    {
        var app = Build("http://127.0.0.1:0");
        await app.StartAsync();
        return (app, new Uri(app.Urls.First()));
    }

    /// <summary>It watches no folder for changed settings, as StudyBot does not: it would hear of each write below the current one.</summary>
    public static WebApplicationBuilder Builder() => WebApplication.CreateSlimBuilder(["--hostBuilder:reloadConfigOnChange=false"]);

    private static WebApplication Build(string url)
    {
        var builder = Builder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls(url);
        var app = builder.Build();
        app.MapGet("/health/ready", () => Results.Ok());
        app.MapPost("/slack/events", AnswerAsync);
        return app;
    }

    private static async Task AnswerAsync(HttpContext context)
    {
        var request = context.Request;
        var head = Encoding.ASCII.GetBytes($"v0:{request.Headers["X-Slack-Request-Timestamp"]}:");
        var signed = new byte[head.Length + (int)request.ContentLength!];
        head.CopyTo(signed, 0);
        await request.Body.ReadExactlyAsync(signed.AsMemory(head.Length));
        context.Response.StatusCode = IsGenuine(signed, request.Headers["X-Slack-Signature"].ToString()) ? 200 : 401;
        context.Response.ContentLength = 0;
    }

    private static bool IsGenuine(byte[] signed, string signature)
    {
        Span<byte> expected = stackalloc byte[32], given = stackalloc byte[32];
        HMACSHA256.HashData(Key, signed, expected);
        Convert.FromHexString(signature.AsSpan(3), given, out _, out _);
        return CryptographicOperations.FixedTimeEquals(expected, given);
    }
}
