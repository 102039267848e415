using System.Text;

namespace StudyBot.Tests.Teams;

/// <summary>Without tokens the bot is for programs on this machine: what a browser's page or somebody behind a tunnel can send is turned away.</summary>
public class FromHereTests
{
    private const string Activity = """
        {"type":"typing","channelId":"msteams","serviceUrl":"http://127.0.0.1:56150/_connector","from":{"id":"29:ana"},"recipient":{"id":"28:bot"},"conversation":{"id":"a:chat","conversationType":"personal","tenantId":"here"}}
        """;

    private static readonly (string Header, string Value, int Status)[] Table =
    [
        ("Accept", "application/json", 200),
        ("Host", "localhost:3978", 200),
        ("Host", "[::1]:3978", 200),
        ("Host", "rebound.example:3978", 401),
        ("Host", "localhost.example", 401),
        ("Origin", "https://evil.example", 401),
        ("Origin", "http://127.0.0.1:3978", 401),
        ("Origin", "null", 401),
        ("X-Forwarded-For", "127.0.0.1", 401),
        ("X-Forwarded-Host", "localhost", 401),
        ("Forwarded", "for=127.0.0.1", 401),
        ("Via", "1.1 tunnel", 401),
        ("CF-Connecting-IP", "127.0.0.1", 401),
        ("Content-Type", "text/plain", 401),
        ("Content-Type", "application/x-www-form-urlencoded", 401),
    ];

    [Fact]
    public async Task Only_a_program_on_this_machine_is_believed_without_a_token()
    {
        await using var host = await TeamsHost.StartAsync(settings: new()
        {
            ["Teams:Anonymous"] = "true",
            ["environment"] = "Development",
            ["MicrosoftAppId"] = "",
            ["MicrosoftAppPassword"] = "",
            ["MicrosoftAppTenantId"] = "",
        });

        foreach (var (header, value, status) in Table)
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, "/api/messages") { Content = new StringContent(Activity, Encoding.UTF8, "application/json") };
            if (header == "Content-Type") request.Content.Headers.ContentType = new(value);
            else Assert.True(request.Headers.TryAddWithoutValidation(header, value));
            using var response = await host.Http.SendAsync(request);
            Assert.Equal($"{header}: {value} → {status}", $"{header}: {value} → {(int)response.StatusCode}");
        }
    }
}
