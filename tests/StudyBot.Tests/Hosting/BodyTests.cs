using System.Globalization;
using System.Net.Sockets;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using StudyBot.Fakes.Slack;
using StudyBot.Tests.Fuzz;
using StudyBot.Tests.Platforms;
using StudyBot.Tests.Slack;
using StudyBot.Tests.Teams;

namespace StudyBot.Tests.Hosting;

/// <summary>Bodies that no client sends: without a length and without end, cut off, framed wrongly, no text, or nothing but brackets. Each is refused, and none is an error of ours.</summary>
public class BodyTests
{
    private static readonly byte[] Large = Encoding.ASCII.GetBytes($$"""{"text":"{{new string('x', 8 * 1024 * 1024)}}"}""");
    private static readonly byte[] NoText = [.. "{\"type\":\"message\",\"text\":\""u8, 0xC3, 0x28, .. "\"}"u8];
    private static readonly byte[] Deep = Encoding.ASCII.GetBytes(new string('[', 10_000) + new string(']', 10_000));
    private static readonly Dictionary<string, string?> Told = new() { ["Logging:LogLevel:StudyBot.Doors.Refusals"] = "Warning" };

    private enum Way
    {
        Whole,
        Chunked,
        CutOff,
        Misframed,
    }

    [Fact]
    public async Task At_Slacks_door()
    {
        using var logs = new Logs();
        await using var host = await SlackHost.StartAsync(settings: Told, logs: logs);
        Task<int> PostAsync(byte[] body, Way way, bool signs = true)
        {
            host.Clock.Advance(TimeSpan.FromMinutes(2));
            var at = host.Clock.GetUtcNow().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
            var signature = signs ? $"{SlackSignature.TimestampHeader}: {at}\r\n{SlackSignature.Header}: {SlackSignature.Sign(host.Slack.App.SigningSecret, at, body)}\r\n" : "";
            return BodyTests.PostAsync(host.Http.BaseAddress!, "/slack/events", signature, body, way);
        }

        Assert.Equal(413, await PostAsync(Large, Way.Chunked));
        Assert.Equal(400, await PostAsync(NoText, Way.Misframed));
        Assert.Equal(400, await PostAsync(Deep, Way.Chunked));
        Assert.Equal(401, await PostAsync(NoText, Way.Chunked, signs: false));
        Assert.Equal(200, await PostAsync(NoText, Way.Whole)); // It asks for nothing.
        Assert.Equal(["too large", "malformed", "malformed", "missing"], Refused(logs, "/slack/events"));
        await PostAsync(NoText, Way.CutOff);
        Assert.Equal(200, await PostAsync(NoText, Way.Whole));
        Assert.DoesNotContain(logs.Lines, line => !line.StartsWith("A call to ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task At_Teams_door()
    {
        using var logs = new Logs();
        await using var school = await School.OpenAsync(cohort: false, settings: Told, logs: logs);
        var token = $"Authorization: Bearer {school.Host.Teams.Keys.Mint(token => token)}\r\n";
        Task<int> PostAsync(byte[] body, Way way, bool signs = true)
        {
            school.Host.Clock.Advance(TimeSpan.FromMinutes(2));
            return BodyTests.PostAsync(school.Host.Http.BaseAddress!, "/api/messages", signs ? token : "", body, way);
        }

        Assert.Equal(413, await PostAsync(Large, Way.Chunked));
        Assert.Equal(400, await PostAsync(NoText, Way.Misframed));
        Assert.Equal(400, await PostAsync(NoText, Way.Chunked));
        Assert.Equal(400, await PostAsync(Deep, Way.Chunked));
        Assert.Equal(401, await PostAsync(Large, Way.Chunked, signs: false));
        Assert.Equal(["too large", "malformed", "malformed", "malformed", "no token"], Refused(logs, "/api/messages"));
        await PostAsync(NoText, Way.CutOff);
        Assert.Equal(400, await PostAsync(NoText, Way.Whole));
        Assert.DoesNotContain(logs.Lines, line => !line.StartsWith("A call to ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task At_the_built_in_chats_door()
    {
        using var complaints = new Complaints();
        await using var served = new Served();
        await served.StartAsync(services => services.AddSingleton<ILoggerProvider>(complaints));
        Task<int> PostAsync(byte[] body, Way way) => BodyTests.PostAsync(served.Http.BaseAddress!, "/local/messages", "", body, way);

        Assert.Equal(413, await PostAsync(Large, Way.Chunked));
        Assert.Equal(400, await PostAsync(NoText, Way.Misframed));
        Assert.Equal(400, await PostAsync(NoText, Way.Chunked));
        Assert.Equal(400, await PostAsync(Deep, Way.Chunked));
        await PostAsync(NoText, Way.CutOff);
        Assert.Equal(400, await PostAsync(NoText, Way.Whole));
        Assert.Empty(complaints.Errors);
    }

    /// <summary>The reasons in order.</summary>
    private static IEnumerable<string> Refused(Logs logs, string path) =>
        logs.Lines.Where(line => line.StartsWith($"A call to {path} was turned away: ", StringComparison.Ordinal)).Select(line => line.Split(": ", 2)[1].Split(';')[0]);

    /// <summary>The answer's status; 0 where there is none.</summary>
    private static async Task<int> PostAsync(Uri host, string path, string headers, byte[] body, Way way)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(host.Host, host.Port);
        await using var stream = client.GetStream();
        var length = way is Way.Whole ? $"Content-Length: {body.Length}" : "Transfer-Encoding: chunked";
        try
        {
            await stream.WriteAsync(Encoding.ASCII.GetBytes($"POST {path} HTTP/1.1\r\nHost: {host.Authority}\r\nConnection: close\r\nContent-Type: application/json\r\n{headers}{length}\r\n\r\n"));
            if (way is Way.Misframed) await stream.WriteAsync("no number\r\n"u8.ToArray());
            if (way is Way.Whole) await stream.WriteAsync(body);
            if (way is Way.CutOff)
            {
                await stream.WriteAsync("ffff\r\n{"u8.ToArray());
                client.Client.Shutdown(SocketShutdown.Send);
            }

            if (way is Way.Chunked)
            {
                foreach (var chunk in body.Chunk(64 * 1024)) await stream.WriteAsync((byte[])[.. Encoding.ASCII.GetBytes($"{chunk.Length:x}\r\n"), .. chunk, .. "\r\n"u8]);
                await stream.WriteAsync("0\r\n\r\n"u8.ToArray());
            }
        }
        catch (IOException)
        {
            // Who refuses does not read on.
        }

        try
        {
            using var answer = new StreamReader(stream, Encoding.Latin1);
            return await answer.ReadLineAsync() is { } line ? int.Parse(line.Split(' ')[1], CultureInfo.InvariantCulture) : 0;
        }
        catch (IOException) when (way is Way.CutOff)
        {
            return 0;
        }
    }
}
