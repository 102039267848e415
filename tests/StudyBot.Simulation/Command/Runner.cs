using System.Diagnostics;
using StudyBot.Simulation.Stories;
using StudyBot.Simulation.Trials;

namespace StudyBot.Simulation.Command;

/// <summary>Runs seeds side by side and tells what came of them.</summary>
internal sealed class Runner(Options options)
{
    private readonly Lock _lock = new();
    private readonly SortedDictionary<FaultKind, long> _struck = [];
    private readonly SortedDictionary<int, Outcome> _failed = [];
    private int _next = options.From;
    private int _seeds;
    private int _runs;
    private long _events;
    private long _deliveries;
    private long _posts;
    private long _unheard;
    private long _takenBack;
    private long _foundAgain;

    public static int Run(Options options) => new Runner(options).Run();

    private int Run()
    {
        var watch = Stopwatch.StartNew();
        Thread[] threads = [.. Enumerable.Range(0, options.Threads).Select(_ => new Thread(Work, 16 * 1024 * 1024))];
        foreach (var thread in threads) thread.Start();
        foreach (var thread in threads) thread.Join();

        Console.WriteLine($"{_seeds} seeds in {watch.Elapsed.TotalSeconds:0.0} s, {_seeds / watch.Elapsed.TotalSeconds:0.0} a second on {options.Threads} threads ({_runs} runs); {_events} events recorded, {_deliveries} deliveries of events ({_unheard} given up by their platform), {_posts} posts, {_foundAgain} of them found again, {_takenBack} taken back.");
        Console.WriteLine($"Faults that struck: {string.Join(", ", _struck.Select(kind => $"{kind.Key} {kind.Value}"))}.");
        if (_failed.Count == 0)
        {
            Console.WriteLine("No promise was broken.");
            return 0;
        }

        Console.WriteLine($"Broken by {string.Join(", ", _failed.Keys)}.");
        Console.WriteLine();
        Console.WriteLine(options.Shrink ? Telling.Of(_failed.First().Value, options.Lies) : Telling.Of(_failed.First().Value, options.Lies, most: 0));
        return 1;
    }

    private void Work()
    {
        while (true)
        {
            int seed;
            lock (_lock)
            {
                if (_next >= options.From + options.Seeds || options.Without is not null && _failed.Count > 0 || _failed.Count >= 20) return;
                seed = _next++;
            }

            foreach (var play in Trial.PlaysOf(seed))
            {
                var outcome = Trial.Of(Writing.Of(seed), play, options.Lies, options.Tell);
                lock (_lock) Count(seed, outcome);
                if (outcome.Broken is not null) break;
            }

            lock (_lock)
            {
                if (++_seeds % 500 == 0) Console.Error.WriteLine($"{_seeds} seeds, {_failed.Count} failed");
            }
        }
    }

    private void Count(int seed, Outcome outcome)
    {
        _runs += outcome.Play is Play.All ? 1 : 2;
        _events += outcome.World.Judge.Events;
        _deliveries += outcome.World.Mail.Deliveries;
        _posts += outcome.World.Rooms.Values.Sum(room => room.Posts.Count);
        _unheard += outcome.World.Mail.Unheard;
        _takenBack += outcome.World.TakenBack;
        _foundAgain += outcome.World.FoundAgain;
        foreach (var (kind, count) in outcome.World.Trouble.Tally) _struck[kind] = _struck.GetValueOrDefault(kind) + count;
        if (outcome.Broken is { } broken)
        {
            _failed[seed] = outcome;
            Console.Error.WriteLine($"Seed {seed} ({outcome.Play}) broke \"{broken.Promise}\": {broken.What}");
        }

        if (options.Tell) Console.Write(outcome.World.History);
    }
}
