using StudyBot.Simulation.Running;

namespace StudyBot.Simulation.Command;

/// <param name="Seeds">How many.</param>
/// <param name="From">The first.</param>
/// <param name="Threads">Seeds run side by side, each on one of them.</param>
/// <param name="Without">The safeguard that is switched off; it stops at the first seed that notices.</param>
/// <param name="Tell">Print the whole history of each seed, failing or not.</param>
internal sealed record Options(int Seeds = 200, int From = 1, int Threads = 1, string? Without = null, bool Tell = false, bool Shrink = true)
{
    public Func<Lies>? Lies => Without is null ? null : Safeguards.Without.All[Without];

    /// <summary>Null: not understood.</summary>
    public static Options? Read(string[] args)
    {
        var options = new Options { Threads = Math.Max(1, Environment.ProcessorCount) };
        for (var i = 0; i < args.Length; i++)
        {
            var value = i + 1 < args.Length ? args[i + 1] : "";
            var number = int.TryParse(value, out var parsed) && parsed > 0 ? parsed : (int?)null;
            switch (args[i])
            {
                case "--seeds" when number is { } seeds: (options, i) = (options with { Seeds = seeds }, i + 1); break;
                case "--from" when number is { } from: (options, i) = (options with { From = from }, i + 1); break;
                case "--seed" when number is { } seed: (options, i) = (options with { Seeds = 1, From = seed }, i + 1); break;
                case "--threads" when number is { } threads: (options, i) = (options with { Threads = threads }, i + 1); break;
                case "--without" when Safeguards.Without.All.ContainsKey(value): (options, i) = (options with { Without = value }, i + 1); break;
                case "--tell": options = options with { Tell = true }; break;
                case "--as-it-is": options = options with { Shrink = false }; break;
                default: return null;
            }
        }

        return options;
    }

    public static int Explain()
    {
        Console.Error.WriteLine($"""
            Options: --seeds N     how many seeds (200)
                     --from N      the first (1)
                     --seed N      this one alone
                     --threads N   side by side (one a processor)
                     --without X   with a safeguard switched off: {string.Join(", ", Safeguards.Without.All.Keys)}
                     --tell        print the history of every seed
                     --as-it-is    do not make a failing story shorter
            """);
        return 2;
    }
}
