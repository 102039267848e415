using NodaTime;

namespace StudyBot.Simulation;

/// <summary>Chance that a seed fixes: SplitMix64, the same on every machine and runtime.</summary>
internal sealed class Chance(ulong seed)
{
    private ulong _state = seed;

    public ulong Next()
    {
        var z = _state += 0x9E3779B97F4A7C15;
        z = (z ^ z >> 30) * 0xBF58476D1CE4E5B9;
        z = (z ^ z >> 27) * 0x94D049BB133111EB;
        return z ^ z >> 31;
    }

    /// <summary>From <paramref name="from"/> up to, and without, <paramref name="until"/>.</summary>
    public int Int(int from, int until) => from + (int)(Next() % (ulong)(until - from));

    public bool In(double share) => (Next() >> 11) * (1.0 / (1UL << 53)) < share;

    public T Of<T>(params ReadOnlySpan<T> these) => these[Int(0, these.Length)];

    public Duration Seconds(int from, int until) => Duration.FromMilliseconds(Int(from * 1000, until * 1000));

    public Duration Minutes(int from, int until) => Duration.FromSeconds(Int(from * 60, until * 60));

    /// <summary>Another source, of the same seed and of nothing that was drawn here.</summary>
    public static Chance For(int seed, string purpose)
    {
        var hash = 14695981039346656037UL ^ (ulong)seed * 0x9E3779B97F4A7C15;
        foreach (var c in purpose) hash = (hash ^ c) * 1099511628211UL;
        return new(hash);
    }
}
