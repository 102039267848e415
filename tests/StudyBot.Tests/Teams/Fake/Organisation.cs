using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Time.Testing;
using StudyBot.Fakes.Teams;

namespace StudyBot.Tests.Teams.Fake;

/// <summary>A team of the fake, a bot that takes what comes, and a bare client: nothing of StudyBot's.</summary>
public sealed class Organisation : IAsyncDisposable
{
    private string? _token;

    private Organisation(TeamsFake fake, FakeTimeProvider clock)
    {
        Fake = fake;
        Clock = clock;
        Bot = new BotDouble();
        fake.App.SendTo(new Uri("http://bot.test/"));
        fake.App.Http = new HttpMessageInvoker(Bot);
        Client = new HttpClient(fake.Network());
        Ana = fake.Tenant.Person("Ana Lima");
        Ben = fake.Tenant.Person("Ben Okoro");
        Team = fake.Tenant.Team("Platform", Ana, Ben);
        Learn = Team.Channel("learn");
    }

    public TeamsFake Fake { get; }

    public FakeTimeProvider Clock { get; }

    public BotDouble Bot { get; }

    public HttpClient Client { get; }

    /// <summary>Owns the team.</summary>
    public TeamsPerson Ana { get; }

    public TeamsPerson Ben { get; }

    public TeamsTeam Team { get; }

    public TeamsConversation Learn { get; }

    /// <param name="installed">The bot is in the team, and what that told it is forgotten.</param>
    public static async Task<Organisation> StartAsync(bool installed = true)
    {
        var clock = new FakeTimeProvider(new DateTimeOffset(2026, 11, 24, 8, 0, 0, TimeSpan.Zero));
        var started = new Organisation(await TeamsFake.StartAsync(clock), clock);
        if (!installed) return started;
        await started.Ana.InstallsAsync(started.Team);
        started.Bot.Forget();
        return started;
    }

    public async Task<(int Status, JsonObject Body)> AskTokenAsync(string? tenant = null, string? secret = null, string scope = "https://api.botframework.com/.default", string? id = null)
    {
        using var form = new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["grant_type"] = "client_credentials", ["client_id"] = id ?? Fake.App.AppId, ["client_secret"] = secret ?? Fake.App.Password, ["scope"] = scope,
        });
        using var response = await Client.PostAsync($"https://login.microsoftonline.com/{tenant ?? Fake.App.Tenant}/oauth2/v2.0/token", form);
        return ((int)response.StatusCode, (await response.Content.ReadFromJsonAsync<JsonObject>())!);
    }

    /// <summary>With a token that is asked for once.</summary>
    public async Task<(int Status, JsonObject Body)> CallAsync(HttpMethod method, string path, JsonObject? body = null)
    {
        _token ??= (await AskTokenAsync()).Body["access_token"]!.ToString();
        var (status, json, _) = await SendAsync(method, $"https://smba.trafficmanager.net/emea/v3/{path}", _token, body);
        return (status, json);
    }

    public async Task<(int Status, JsonObject Body, HttpResponseHeaders Headers)> SendAsync(HttpMethod method, string url, string? token, JsonObject? body = null)
    {
        using var request = new HttpRequestMessage(method, url);
        if (token is not null) request.Headers.Authorization = new("Bearer", token);
        if (body is not null) request.Content = JsonContent.Create(body);
        using var response = await Client.SendAsync(request);
        var text = await response.Content.ReadAsStringAsync();
        return ((int)response.StatusCode, text.Length == 0 ? [] : JsonNode.Parse(text)!.AsObject(), response.Headers);
    }

    /// <summary>A new thread of the channel.</summary>
    public async Task<TeamsMessage> PostsAsync(string? card = null)
    {
        var (status, body) = await CallAsync(HttpMethod.Post, "conversations", Thread(Learn, Message(card)));
        Assert.True(status == 201, body.ToJsonString());
        return Learn.Messages[^1];
    }

    public JsonObject Thread(TeamsConversation channel, JsonObject activity) => new()
    {
        ["isGroup"] = true, ["tenantId"] = channel.Tenant.Id, ["activity"] = activity,
        ["channelData"] = new JsonObject { ["channel"] = new JsonObject { ["id"] = channel.Id }, ["tenant"] = new JsonObject { ["id"] = channel.Tenant.Id } },
    };

    public JsonObject Message(string? card = null) => new()
    {
        ["type"] = "message",
        ["attachments"] = new JsonArray(new JsonObject { ["contentType"] = "application/vnd.microsoft.card.adaptive", ["content"] = JsonNode.Parse(card ?? Lesson) }),
    };

    public const string Lesson =
        """
        {"type":"AdaptiveCard","version":"1.5","body":[{"type":"TextBlock","text":"Lesson 1","wrap":true}],
         "actions":[{"type":"Action.Execute","title":"Done","verb":"say","data":{"say":"done 1"},"fallback":{"type":"Action.Submit","title":"Done","data":{"say":"done 1"}}}]}
        """;

    public static string Escaped(string id) => Uri.EscapeDataString(id);

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await Fake.DisposeAsync();
    }
}
