using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using CsCheck;
using StudyBot.Fakes.Slack;
using StudyBot.Ports;
using StudyBot.Tests.Slack;

namespace StudyBot.Tests.Fuzz;

/// <summary>Slack's challenge is the one thing from outside that is said back: as the words it is, or not at all.</summary>
public class SlackChallengeFuzzTests(ITestOutputHelper output)
{
    [Fact]
    public async Task A_challenge_comes_back_as_it_came_and_nothing_else_does()
    {
        using var complaints = new Complaints();
        await using var host = await SlackHost.StartAsync(logs: complaints);
        var hostile = HostileJson.Like([JsonNode.Parse("""{"token":"x","challenge":"let me in","type":"url_verification"}""")!]);
        var challenges = Gen.OneOf(Gen.String, Gen.OneOf("<script>", "\r\nSet-Cookie: x", "\0", "\ud83e\udd56", "\u2028", new string('\u00e9', 100_000)));
        var said = 0;
        foreach (var body in Gen.Frequency((2, hostile), (1, challenges.Select(challenge => JsonSerializer.SerializeToUtf8Bytes(new { type = "url_verification", challenge })))).Array[400].Draw(output))
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, "/slack/events") { Content = new ByteArrayContent(body) };
            SlackSignature.Apply(request, host.Slack.App.SigningSecret, host.Clock.GetUtcNow(), body);
            using var answer = await host.Http.SendAsync(request);
            var (status, words) = Expected(body);
            Assert.Equal((status, words), (answer.StatusCode, Encoding.UTF8.GetString(await answer.Content.ReadAsByteArrayAsync())));
            if (words.Length == 0) continue;
            Assert.Equal("text/plain; charset=utf-8", $"{answer.Content.Headers.ContentType}");
            said++;
        }

        Assert.Empty(complaints.Errors);
        Assert.InRange(said, 50, 350);
    }

    private static (HttpStatusCode, string) Expected(byte[] body)
    {
        try
        {
            using var json = JsonDocument.Parse(body, new() { MaxDepth = 32 });
            return (HttpStatusCode.OK, json.RootElement.Text("type") == "url_verification" ? json.RootElement.Text("challenge") ?? "" : "");
        }
        catch (JsonException)
        {
            return (HttpStatusCode.BadRequest, "");
        }
    }
}
