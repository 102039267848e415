using System.Net.Http.Headers;

namespace StudyBot.Fakes.Slack;

/// <summary>
/// Brings things to the app: over HTTP or over its sockets, within three seconds, and events again where they were not taken.
/// <see href="https://docs.slack.dev/apis/events-api">The Events API</see>: "Responding to events" and "Error handling".
/// </summary>
internal sealed class Mail : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    /// <summary>The first retry comes nearly at once, the second after a minute, the third five minutes later; then Slack gives up.</summary>
    private static readonly TimeSpan[] Waits = [TimeSpan.Zero, TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(5)];

    private readonly List<SlackDelivery> _all = [];
    private readonly CancellationTokenSource _stop = new();
    private readonly Underway _underway = new();
    private readonly SlackFake _slack;
    private readonly CancellationToken _stopped;
    private Task _echoes = Task.CompletedTask;

    public Mail(SlackFake slack)
    {
        _slack = slack;
        _stopped = _stop.Token;
    }

    public IReadOnlyList<SlackDelivery> All
    {
        get
        {
            lock (_all) return [.. _all];
        }
    }

    /// <summary>Sends and waits until the app has taken it, or until nothing more happens before a later instant.</summary>
    public async Task<SlackDelivery> SendAsync(SlackDelivery delivery)
    {
        lock (_all) _all.Add(delivery);
        _underway.Begin();
        await RunAsync(delivery, 0);
        return delivery;
    }

    public async Task SendAsync(IEnumerable<SlackDelivery> deliveries)
    {
        foreach (var delivery in deliveries) await SendAsync(delivery);
    }

    /// <summary>What the app's own calls bring about: delivered one after another, and nobody waits for it.</summary>
    public void Echo(IReadOnlyList<SlackDelivery> deliveries)
    {
        foreach (var delivery in deliveries)
        {
            _underway.Begin();
            lock (_all)
            {
                _all.Add(delivery);
                _echoes = AfterAsync(_echoes, delivery);
            }
        }
    }

    public Task SettledAsync() => _underway.SettledAsync();

    public void Dispose()
    {
        _stop.Cancel();
        _stop.Dispose();
        _underway.Dispose();
    }

    private async Task AfterAsync(Task before, SlackDelivery delivery, int retry = 0)
    {
        await before;
        await Task.Yield();
        await RunAsync(delivery, retry);
    }

    private async Task RunAsync(SlackDelivery delivery, int retry)
    {
        try
        {
            while (true)
            {
                var (attempt, again) = await AttemptAsync(delivery, retry);
                delivery.Add(attempt);
                // Commands and interactions are sent once: the person sees that they failed.
                if (attempt.Failure is null || !again || delivery.Kind != DeliveryKind.Event || retry == Waits.Length || _stopped.IsCancellationRequested) return;
                if (Waits[retry] > TimeSpan.Zero)
                {
                    var next = retry + 1;
                    _underway.Later(_slack.Clock, Waits[retry], () => AfterAsync(Task.CompletedTask, delivery, next));
                    return;
                }

                retry++;
            }
        }
        finally
        {
            _underway.End();
        }
    }

    private async Task<(SlackAttempt Attempt, bool Again)> AttemptAsync(SlackDelivery delivery, int retry)
    {
        var at = _slack.Now;
        var reason = retry == 0 ? null : delivery.Attempts[^1].Failure;
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(_stopped);
        var answer = _slack.App.SocketMode && delivery.Kind != DeliveryKind.Verification
            ? _slack.Sockets.SendAsync(delivery, retry, reason, patience.Token)
            : PostAsync(delivery, at, retry, reason, patience.Token);
        var late = Task.Delay(Patience, _slack.Clock, patience.Token);
        var timedOut = await Task.WhenAny(answer, late) == late;
        await patience.CancelAsync();
        var (status, body, failure, again) = timedOut ? (0, "", "http_timeout", true) : await answer;
        return (new SlackAttempt(at, retry, reason, status, body, failure), again);
    }

    private async Task<(int Status, string Body, string? Failure, bool Again)> PostAsync(SlackDelivery delivery, DateTimeOffset at, int retry, string? reason, CancellationToken cancel)
    {
        var url = delivery.Kind switch
        {
            DeliveryKind.Command => _slack.App.CommandsUrl,
            DeliveryKind.Interaction => _slack.App.InteractionsUrl,
            _ => _slack.App.EventsUrl,
        };
        if (url is null) return (0, "", "connection_failed", true);
        try
        {
            var (body, type) = delivery.Encode();
            using var request = new HttpRequestMessage(HttpMethod.Post, url) { Content = new ByteArrayContent(body) };
            request.Content.Headers.ContentType = new MediaTypeHeaderValue(type);
            request.Headers.UserAgent.ParseAdd("Slackbot 1.0 (+https://api.slack.com/robots)");
            SlackSignature.Apply(request, _slack.App.SigningSecret, at, body);
            if (retry > 0)
            {
                request.Headers.Add("X-Slack-Retry-Num", retry.ToString());
                request.Headers.Add("X-Slack-Retry-Reason", reason);
            }

            using var response = await _slack.App.Http.SendAsync(request, cancel);
            var answer = await response.Content.ReadAsStringAsync(cancel);
            var refuses = response.Headers.TryGetValues("X-Slack-No-Retry", out var values) && values.Contains("1");
            return ((int)response.StatusCode, answer, response.IsSuccessStatusCode ? null : "http_error", !refuses);
        }
        catch (Exception fault) when (fault is HttpRequestException or IOException or OperationCanceledException)
        {
            return (0, "", "connection_failed", true);
        }
        catch (Exception fault)
        {
            // A server that runs inside the test throws instead of answering 500; the log of attempts then says why.
            return (500, fault.ToString(), "http_error", true);
        }
    }
}
