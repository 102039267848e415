using NodaTime;
using StudyBot.Cards;
using StudyBot.Cohorts;
using StudyBot.Doors;
using StudyBot.Local;
using StudyBot.Ports;
using StudyBot.Simulation.Ports;
using StudyBot.Simulation.Stories;
using StudyBot.Simulation.Time;
using StudyBot.Storage;

namespace StudyBot.Simulation.Running;

/// <summary>A running bot: the doors and the store as the host composes them, in a process that can die or sleep at any call.</summary>
#pragma warning disable CA1001 // A process that dies disposes of nothing, and what dies here must not either.
internal sealed class Instance
#pragma warning restore CA1001 // Everything else is as everywhere.
{
    /// <summary>From the reads of what is said to its arrival, where the store is slow and the platform hangs.</summary>
    private static readonly Duration LongestTalk = Duration.FromMinutes(1);

    private readonly World _world;
    private readonly int _number;
    private readonly Chance _chance;
    private readonly Rounds _rounds;
    private readonly Poster _poster;
    private readonly StudyStore _store;
    private readonly Ear _ear;
    private bool _rounding;
    private bool _dirty;
    private Instant _wakeAt = Instant.MaxValue;
    private int _wake;
    private Instant _spared = Instant.MinValue;
    private Instant _sleptFrom;
    private Instant _sleptUntil;

    public Instance(World world, int slot, int number)
    {
        (_world, Slot, _number) = (world, slot, number);
        _chance = Chance.For(world.Story.Seed, $"bot {number}");
        Phase = world.Story.Still || _chance.In(0.5) ? Duration.Zero : _chance.Seconds(0, 60);
        Process = new(world.Time);
        Clock = new(world.Time, Process) { Ahead = world.Ahead(slot) };
        LastBeat = _sleptFrom = _sleptUntil = world.Now;
        _ear = new(world, this);
        var table = new SimTable(world, this);
        _store = new(table, world.Story.Shards, _ear.For<StudyStore>());
        var feed = new Feed(Clock);
        Messages = new(table, feed);
        IPlatform[] sites =
        [
            world.Lies.Platform(new SimPlatform(world, this, new Site(world, this, "slack"))),
            world.Lies.Platform(new SimPlatform(world, this, new Site(world, this, "teams"))),
            world.Lies.Platform(new SimPlatform(world, this, new LocalPlatform(Messages, new Channels(table, feed), Clock))),
        ];
        var refreshes = new Refreshes();
        refreshes.Kept += PutAside;
        var options = new PosterOptions($"bot {number}", world.Story.Shards);
        Bot = new(_store, Plans.Library, refreshes, _ear.For<Bot>());
        _poster = new(_store, sites, Plans.Library, refreshes, options, Clock, _ear.For<Poster>());
        _rounds = new(_store, _poster, new Heartbeat(_store, sites, Clock, _ear.For<Heartbeat>()), options, Clock);
    }

    public int Slot { get; }

    /// <summary>When in the minute its rounds are.</summary>
    public Duration Phase { get; }

    public Process Process { get; }

    public ProcessClock Clock { get; }

    public Bot Bot { get; }

    public MessageLog Messages { get; }

    /// <summary>The cards that it asks its platforms to show, by delivery or message: the built-in chat shows them as it writes their rows.</summary>
    public Dictionary<(CohortId Cohort, string What), Card> Writing { get; } = [];

    /// <summary>The true instant of the last round that beat.</summary>
    public Instant LastBeat { get; private set; }

    public bool Alive => !Process.Dead;

    /// <summary>What it says now it read no earlier: its calls take less than a minute, and whatever it slept.</summary>
    public Instant ReadSince => (_world.Now - LongestTalk <= _sleptUntil ? _sleptFrom : _world.Now) - LongestTalk;

    public override string ToString() => $"bot {_number}";

    public void Start() => Process.Start(() =>
    {
        _ = SafelyAsync(() => _store.SweepAsync(Clock.Now, CancellationToken.None));
        _ = SafelyAsync(() => LocalEdge.ResumeAsync(_world, this));
        _ = SafelyAsync(() => _poster.RunAsync(CancellationToken.None, CancellationToken.None));
        _ = RoundAsync();
    });

    public Task<Handled> HearAsync(Incoming incoming, CancellationToken cancel)
    {
        _world.Judge.Hears(incoming, this);
        return Bot.HandleAsync(incoming, cancel);
    }

    /// <summary>Whoever did it is told that it was heard.</summary>
    public void Acknowledge(Incoming incoming) => _world.Judge.Acknowledged(incoming, this);

    public void Sweep() => Process.Start(() => _ = SafelyAsync(() => _store.SweepAsync(Clock.Now, CancellationToken.None)));

    /// <summary>Nothing can strike the next call, and it takes no time.</summary>
    public bool IsQuiet() => !_world.Trouble.AnyArms && !Process.Dead && !Process.Held && !_world.StoreIsIll && (_world.Story.Still || !_chance.In(0.25));

    public Duration TableLatency()
    {
        if (_world.Story.Still) return Duration.Zero;
        if (_world.Trouble.Is(FaultKind.StoreSlow))
        {
            _world.Trouble.Struck(FaultKind.StoreSlow);
            return Duration.FromMilliseconds(_chance.Int(100, 3500));
        }

        return _chance.In(0.5) ? Duration.Zero : Duration.FromMilliseconds(_chance.Int(1, 40));
    }

    /// <summary>A call of a port: on the way there and on the way back, this process may die or fall asleep.</summary>
    public async Task<T> CallAsync<T>(Duration latency, Func<Task<T>> act, CancellationToken cancel, Action<T>? back = null, bool posts = false)
    {
        await StruckAsync(after: false, posts);
        if (latency > Duration.Zero) await Task.Delay((latency / 2).ToTimeSpan(), Clock, cancel);
        var answer = await act();
        await StruckAsync(after: true, posts);
        if (latency > Duration.Zero) await Task.Delay((latency / 2).ToTimeSpan(), Clock, cancel);
        back?.Invoke(answer);
        return answer;
    }

    /// <summary>Something waits for the next round: it is not passed over, though nothing else may happen for hours.</summary>
    public void PutAside()
    {
        _dirty = true;
        Plan(null);
    }

    public void Hold(Duration length)
    {
        _world.Beat();
        _world.Tell($"{this} sleeps for {length}");
        _spared = _world.Now + length + Duration.FromMinutes(15);
        if (_world.Now - LongestTalk > _sleptUntil) _sleptFrom = _world.Now;
        _sleptUntil = Instant.Max(_sleptUntil, _world.Now + length);
        Process.Hold(length);
    }

    private async Task StruckAsync(bool after, bool posts)
    {
        if (_world.Trouble.AnyArms)
        {
            // Who wakes from a long sleep and is killed before it could mend what it did is two faults in one: no design without a fence survives it.
            var spared = _world.Now < _spared;
            if (!spared && _world.Trouble.Strikes(f => f.Kind is FaultKind.Kill && f.Instance == Slot && f.After == after && (posts || !f.AtPost)) is { } kill) _world.Kill(this, kill.Length);
            else if (!spared && _world.Trouble.Strikes(f => f.Kind is FaultKind.Pause && f.Instance == Slot && f.After == after && (posts || !f.AtPost)) is { } pause) Hold(pause.Length);
        }

        if (Process.Dead) await new TaskCompletionSource().Task;
        if (Process.Held) await Task.Yield();
    }

    /// <summary>Idle minutes are passed over: a round in which nothing is due only beats, and that is written when the next one comes.</summary>
    public void Plan(Instant? due)
    {
        if (!Alive) return;
        var minute = NextMinute(_world.Now);
        // What it did as it woke it may have to look after for a while.
        var at = _dirty || _world.Now < _spared ? minute : due is { } hint ? Instant.Max(minute, NextMinute(hint - Clock.Ahead - Duration.FromTicks(1))) : Instant.MaxValue;
        at = Instant.Min(at, NextMinute(LastBeat + Duration.FromHours(24)));
        if (at < minute) at = minute;
        if (_wakeAt > _world.Now && at >= _wakeAt) return;
        _wakeAt = at;
        var wake = ++_wake;
        _world.Time.At(at, () =>
        {
            if (wake != _wake || !Alive) return;
            _wakeAt = Instant.MaxValue;
            BeatUntil(_world.Now - Duration.FromMinutes(1));
            Process.Start(() => _ = RoundAsync());
        });
    }

    /// <summary>Writes the beat of the idle minutes up to an instant, as the rounds in them would have.</summary>
    public void BeatUntil(Instant until)
    {
        if (!Alive || Process.Held || _rounding || _world.Trouble.Is(FaultKind.StoreDown) || _world.Trouble.Is(FaultKind.StoreFull)) return;
        var minutes = (int)((until - LastBeat).TotalMinutes);
        if (minutes < 1) return;
        LastBeat += Duration.FromMinutes(minutes);
        _ = _world.Table.WriteAsync(Keys.System, [new RowChange.Put(Keys.Heartbeat, Rows.Of(new Beat(LastBeat + Clock.Ahead)))], CancellationToken.None);
    }

    private Instant NextMinute(Instant after)
    {
        var seconds = (after - Phase).ToUnixTimeTicks() / NodaConstants.TicksPerMinute + 1;
        return Instant.FromUnixTimeTicks(seconds * NodaConstants.TicksPerMinute) + Phase;
    }

    private async Task RoundAsync()
    {
        if (_rounding) return;
        _rounding = true;
        _dirty = false;
        try
        {
            await _rounds.RoundAsync(CancellationToken.None);
            LastBeat = _world.Now;
        }
        catch (Exception fault)
        {
            if (!_world.Trouble.Explains(fault)) _world.Break("faults", $"{this} ends a round with {fault}");
            _dirty = true;
        }
        finally
        {
            _rounding = false;
        }

        _world.Plan();
    }

    /// <summary>Tasks that nobody awaits: what they meet is not lost.</summary>
    public async Task SafelyAsync(Func<Task> work)
    {
        try
        {
            await work();
        }
        catch (Exception fault) when (_world.Trouble.Explains(fault))
        {
        }
        catch (Exception fault)
        {
            _world.Break("faults", $"{this} meets {fault}");
        }
    }
}
