using StudyBot.Simulation.Running;
using StudyBot.Simulation.Stories;

namespace StudyBot.Simulation.Trials;

/// <summary>How a story is played.</summary>
internal enum Play
{
    /// <summary>With all that goes wrong in it.</summary>
    All,

    /// <summary>Twice: with its outages alone, and without them.</summary>
    Outage,

    /// <summary>Twice: with one broken cohort alone, and without.</summary>
    Isolation,
}

/// <summary>What became of a story.</summary>
/// <param name="Story">As it was played with all that went wrong.</param>
internal sealed record Outcome(Story Story, Play Play, BrokenPromise? Broken, World World);

/// <summary>Plays seeds and stories.</summary>
internal static class Trial
{
    /// <summary>Every seed is played with all that goes wrong; every fourth also twice for its outages, and every fourth for its broken cohort.</summary>
    public static IEnumerable<Play> PlaysOf(int seed) => (seed % 4) switch
    {
        1 => [Play.All, Play.Outage],
        3 => [Play.All, Play.Isolation],
        _ => [Play.All],
    };

    public static IEnumerable<Outcome> Of(int seed, Func<Lies>? lies = null) => PlaysOf(seed).Select(play => Of(Writing.Of(seed), play, lies));

    /// <param name="lies">Made anew for each run.</param>
    public static Outcome Of(Story story, Play play, Func<Lies>? lies = null, bool tell = false)
    {
        lies ??= () => new();
        if (play is Play.All)
        {
            var world = Run(story, lies, tell);
            return new(story, play, world.Broken, world);
        }

        var (with, without) = play is Play.Outage ? Twins.Outage(story) : Twins.Isolation(story);
        var first = Run(with, lies, tell);
        if (first.Broken is not null) return new(with, play, first.Broken, first);
        var second = Run(without, () => new(), false);
        if (second.Broken is not null) return new(with, play, second.Broken, second);
        return new(with, play, play is Play.Outage ? Twins.NoStreakIsShorter(first, second) : Twins.OthersAreTheSame(first, second), first);
    }

    private static World Run(Story story, Func<Lies> lies, bool tell)
    {
        var world = new World(story, lies(), tell);
        world.Run();
        return world;
    }
}
