using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Time.Testing;
using StudyBot.Fakes.Slack;

namespace StudyBot.Tests.Slack.Fake;

/// <summary>A workspace of the fake, an app that takes what comes, and a bare client: nothing of StudyBot's.</summary>
public sealed class Workspace : IAsyncDisposable
{
    private Workspace(SlackFake slack, FakeTimeProvider clock)
    {
        Slack = slack;
        Clock = clock;
        Team = slack.AddTeam();
        App = new AppDouble();
        slack.App.SendTo(new Uri("http://app.test/"));
        slack.App.Http = new HttpMessageInvoker(App);
        Client = new HttpClient { BaseAddress = new Uri(slack.ApiUrl) };
        Ana = Team.User("ana");
        Learn = Team.Channel("learn", Ana);
    }

    public SlackFake Slack { get; }

    public FakeTimeProvider Clock { get; }

    public SlackTeam Team { get; }

    public AppDouble App { get; }

    public HttpClient Client { get; }

    public SlackUser Ana { get; }

    public SlackChannel Learn { get; }

    public static async Task<Workspace> StartAsync()
    {
        var clock = new FakeTimeProvider(new DateTimeOffset(2026, 11, 24, 8, 0, 0, TimeSpan.Zero));
        return new Workspace(await SlackFake.StartAsync(clock), clock);
    }

    /// <summary>With the bot's token, arguments as a form: what every method takes.</summary>
    public async Task<JsonObject> CallAsync(string method, params (string Name, string Value)[] arguments) => (await SendAsync(method, Team.BotToken, arguments)).Body;

    public async Task<(int Status, JsonObject Body, HttpResponseHeaders Headers)> SendAsync(string method, string? token, params (string Name, string Value)[] arguments)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, method) { Content = new FormUrlEncodedContent(arguments.Select(pair => KeyValuePair.Create(pair.Name, pair.Value))) };
        if (token is not null) request.Headers.Authorization = new("Bearer", token);
        using var response = await Client.SendAsync(request);
        return ((int)response.StatusCode, (await response.Content.ReadFromJsonAsync<JsonObject>())!, response.Headers);
    }

    public async Task<JsonObject> CallJsonAsync(string method, object arguments)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, method) { Content = JsonContent.Create(arguments) };
        request.Headers.Authorization = new("Bearer", Team.BotToken);
        using var response = await Client.SendAsync(request);
        return (await response.Content.ReadFromJsonAsync<JsonObject>())!;
    }

    /// <summary>Until the app has heard of its own post, too: events travel on their own.</summary>
    public async Task<JsonObject> PostAsync(string text = "Lesson 1", string? blocks = null)
    {
        (string, string)[] said = [("channel", Learn.Id), ("text", text)];
        var answer = await CallAsync("chat.postMessage", blocks is null ? said : [.. said, ("blocks", blocks)]);
        await Slack.SettledAsync();
        return answer;
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await Slack.DisposeAsync();
    }
}
