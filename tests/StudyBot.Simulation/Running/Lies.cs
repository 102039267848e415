using StudyBot.Ports;

namespace StudyBot.Simulation.Running;

/// <summary>What a run may be told wrongly, to see that it is noticed: each switches one safeguard of the product off, from outside. By itself everything is as it is.</summary>
internal record Lies
{
    public virtual ITable Table(ITable table) => table;

    public virtual IPlatform Platform(IPlatform platform) => platform;
}
