using Microsoft.Extensions.Hosting;
using StudyBot.Ports;

namespace StudyBot.Local;

/// <summary>Where several instances serve the chat: what another one wrote is told to those who watch this one too, a moment later, and its demo clock is followed.
/// While nobody watches, no message is read.</summary>
public sealed class Elsewhere(MessageLog messages, Feed feed, ITable table, TimeProvider clock) : BackgroundService
{
    private static readonly TimeSpan Moment = TimeSpan.FromSeconds(2);

    /// <summary>Of the newest messages, by number; null before the first look.</summary>
    private Dictionary<int, int>? _revisions;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        using var moments = new PeriodicTimer(Moment, clock);
        try
        {
            do await SafelyAsync(stoppingToken);
            while (await moments.WaitForNextTickAsync(stoppingToken));
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
        }
    }

    /// <summary>Takes up the newest time of any instance: one that went on by an older time would be taken for an outage.</summary>
    public async Task FollowClockAsync(CancellationToken cancel)
    {
        if (clock is not DemoClock demo) return;
        var before = demo.Offset;
        await demo.LoadAsync(table, cancel);
        if (demo.Offset != before) feed.Tell("clock");
    }

    /// <summary>A store that cannot answer now is asked again in a moment; its health says so.</summary>
    private async Task SafelyAsync(CancellationToken cancel)
    {
        try
        {
            await FollowMessagesAsync(cancel);
            await FollowClockAsync(cancel);
        }
        catch (TableUnavailableException)
        {
        }
    }

    /// <summary>Tells what is new or different among the newest messages, unless this instance has told it itself.</summary>
    private async Task FollowMessagesAsync(CancellationToken cancel)
    {
        // Whoever comes to watch is told what is different from the last look.
        if (_revisions is not null && !feed.IsWatched) return;
        var page = await messages.PageAsync(null, cancel);
        var before = _revisions ?? Revisions(page);
        _revisions = Revisions(page);
        var others = page.Where(message => before.GetValueOrDefault(message.Number, -1) != message.Revision && !feed.Told(message)).ToArray();
        if (others.Length == 0) return;
        foreach (var message in others.Reverse()) feed.Tell(message);
        foreach (var what in (string[])["board", "people", "channels"]) feed.Tell(what);
    }

    private static Dictionary<int, int> Revisions(IEnumerable<Message> page) => page.ToDictionary(message => message.Number, message => message.Revision);
}
