using System.Net.Http.Headers;
using System.Text;

namespace StudyBot.Fakes.Teams;

/// <summary>
/// Brings activities to the bot: within 15 s, and again where one was not taken; at once the first time, 15 s later and under a new id the second, then no more.
/// Source: "Bot activity handlers" and "Optimize your bot", on the turn's 15 s. What somebody waits for comes once.
/// </summary>
internal sealed class Mail : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    private readonly List<TeamsDelivery> _all = [];
    private readonly CancellationTokenSource _stop = new();
    private readonly Underway _underway = new();
    private readonly TeamsFake _fake;
    private readonly CancellationToken _stopped;

    public Mail(TeamsFake fake)
    {
        _fake = fake;
        _stopped = _stop.Token;
    }

    public IReadOnlyList<TeamsDelivery> All
    {
        get
        {
            lock (_all) return [.. _all];
        }
    }

    /// <summary>Sends and waits until the bot has taken it, or until nothing more happens before a later instant.</summary>
    public async Task<TeamsDelivery> SendAsync(TeamsDelivery delivery)
    {
        lock (_all) _all.Add(delivery);
        _underway.Begin();
        await RunAsync(delivery, again: false);
        return delivery;
    }

    public async Task SendAsync(IEnumerable<TeamsDelivery> deliveries)
    {
        foreach (var delivery in deliveries) await SendAsync(delivery);
    }

    public Task SettledAsync() => _underway.SettledAsync();

    public void Dispose()
    {
        _stop.Cancel();
        _stop.Dispose();
        _underway.Dispose();
    }

    /// <param name="again">It is the last time.</param>
    private async Task RunAsync(TeamsDelivery delivery, bool again)
    {
        try
        {
            if (again) await Task.Yield();
            if (await TryAsync(delivery) || again || delivery.Once || _stopped.IsCancellationRequested) return;
            if (!await TryAsync(delivery)) _underway.Later(_fake.Clock, Patience, () => AgainAsync(delivery));
        }
        finally
        {
            _underway.End();
        }
    }

    private Task AgainAsync(TeamsDelivery delivery)
    {
        delivery.Rename(_fake.NextEventId());
        return RunAsync(delivery, again: true);
    }

    private async Task<bool> TryAsync(TeamsDelivery delivery)
    {
        var at = _fake.Now;
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(_stopped);
        var answer = PostAsync(delivery, patience.Token);
        var late = Task.Delay(Patience, _fake.Clock, patience.Token);
        var timedOut = await Task.WhenAny(answer, late) == late;
        await patience.CancelAsync();
        var (status, body, failure) = timedOut ? (0, "", "timeout") : await answer;
        delivery.Add(new TeamsAttempt(at, status, body, failure));
        return failure is null;
    }

    private async Task<(int Status, string Body, string? Failure)> PostAsync(TeamsDelivery delivery, CancellationToken cancel)
    {
        if (_fake.App.MessagesUrl is not { } url) return (0, "", "no endpoint");
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, url) { Content = new ByteArrayContent(Encoding.UTF8.GetBytes(delivery.Activity.ToJsonString(Json.AsSent))) };
            request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json", "utf-8");
            request.Headers.UserAgent.ParseAdd("Microsoft-SkypeBotApi (Microsoft-BotFramework/3.0)");
            var header = delivery.GivesToken ? delivery.Authorization : $"Bearer {_fake.Keys.Mint()}";
            if (header is not null) request.Headers.TryAddWithoutValidation("Authorization", header);
            using var response = await _fake.App.Http.SendAsync(request, cancel);
            var body = await response.Content.ReadAsStringAsync(cancel);
            return ((int)response.StatusCode, body, response.IsSuccessStatusCode ? null : $"status {(int)response.StatusCode}");
        }
        catch (Exception fault) when (fault is HttpRequestException or IOException or OperationCanceledException)
        {
            return (0, "", "no connection");
        }
        catch (Exception fault)
        {
            // A server that runs inside the test throws instead of answering 500; the log of attempts then says why.
            return (500, fault.ToString(), "status 500");
        }
    }
}
