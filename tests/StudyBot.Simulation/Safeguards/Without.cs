using StudyBot.Simulation.Running;

namespace StudyBot.Simulation.Safeguards;

/// <summary>The safeguards that can be switched off, each by a port that lies: the simulator has to notice.</summary>
internal static class Without
{
    public static IReadOnlyDictionary<string, Func<Lies>> All { get; } = new Dictionary<string, Func<Lies>>(StringComparer.Ordinal)
    {
        ["dedupe"] = () => new NoDedupe(),
        ["claim"] = () => new NoClaim(),
        ["read-back"] = () => new NoReadBack(),
        ["look-up"] = () => new NoLookUp(),
        ["grace"] = () => new NoGrace(),
        ["durability"] = () => new NoDurability(),
        ["isolation"] = () => new NoIsolation(),
        ["hints"] = () => new NoHints(),
    };
}
