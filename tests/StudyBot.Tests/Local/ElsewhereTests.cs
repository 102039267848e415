using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using NodaTime;
using StudyBot.Doors;
using StudyBot.Host.Running;
using StudyBot.Local;
using StudyBot.Ports;
using StudyBot.Storage;
using StudyBot.Tests.Doors;

namespace StudyBot.Tests.Local;

/// <summary>Two instances over one table: what is written at one is told at the other.</summary>
public sealed class ElsewhereTests : IDisposable
{
    private readonly FakeTimeProvider _clock = new();
    private readonly ScriptedTable _table = new(new MemoryTable(), new());
    private readonly Feed _feed;
    private readonly Elsewhere _elsewhere;

    public ElsewhereTests()
    {
        _feed = new(_clock);
        _elsewhere = new(new MessageLog(_table, _feed), _feed, _table, _clock);
    }

    public void Dispose() => _elsewhere.Dispose();

    [Fact]
    public async Task The_store_is_read_while_somebody_watches_and_only_then()
    {
        var there = new MessageLog(_table, new Feed(_clock));
        await _elsewhere.StartAsync(TestContext.Current.CancellationToken);
        await UntilAsync(() => Looks() == 1); // What is there at the start is news to nobody.
        await there.AddAsync(Message, default);
        for (var moment = 0; moment < 5; moment++) await PassAsync();
        Assert.Equal(1, Looks());

        await using var watching = _feed.WatchAsync(null, TestContext.Current.CancellationToken).GetAsyncEnumerator(TestContext.Current.CancellationToken);
        Assert.True(await watching.MoveNextAsync());
        var next = watching.MoveNextAsync().AsTask();
        await UntilAsync(() => next.IsCompleted);

        Assert.Equal("good morning", watching.Current.Message?.Words);
    }

    /// <summary>The next one would take the time between the two for an outage.</summary>
    [Fact]
    public async Task A_round_goes_by_the_newest_time_though_another_instance_moved_the_clock()
    {
        await using var chat = await Chat.StartAsync();
        var there = new DemoClock(chat.Time);
        await there.MoveToAsync(chat.Now + Duration.FromDays(3), chat.Table, default);
        var (store, clock) = (chat.Get<IStudyStore>(), chat.Get<TimeProvider>());
        await store.BeatAsync(there.Now(), default);
        using var elsewhere = new Elsewhere(chat.Get<MessageLog>(), chat.Get<Feed>(), chat.Table, clock);
        using var rounds = new Rounds(store, chat.Get<Poster>(), new Heartbeat(store, [], clock, NullLogger<Heartbeat>.Instance), new("here"), clock);

        await new RoundRunner(rounds, NullLogger<RoundRunner>.Instance, elsewhere).RoundAsync(default);

        Assert.Equal(there.Now(), await store.LastBeatAsync(default));
    }

    private static Message Message(int number) => new(number, Instant.FromUtc(2026, 3, 2, 9, 0), "study", "ana", MessageKind.Message) { Words = "good morning" };

    private int Looks() => _table.Calls.Count(call => call is { Kind: "range", Partition: "local/messages", Key: "m|" }) - Adds();

    /// <summary>Whoever writes the first message looks for its number.</summary>
    private int Adds() => Math.Min(1, _table.Calls.Count(call => call is { Kind: "write", Partition: "local/messages" }));

    private async Task UntilAsync(Func<bool> holds)
    {
        var started = TimeProvider.System.GetTimestamp();
        while (!holds())
        {
            Assert.True(TimeProvider.System.GetElapsedTime(started) < TimeSpan.FromSeconds(60), "It did not happen within 60 s.");
            await PassAsync();
        }
    }

    private Task PassAsync()
    {
        _clock.Advance(TimeSpan.FromSeconds(2));
        return Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System);
    }
}
