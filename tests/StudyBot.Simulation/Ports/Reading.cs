using NodaTime;
using StudyBot.Doors;
using StudyBot.Ports;

namespace StudyBot.Simulation.Ports;

/// <summary>How far a bot has read a channel back: a try that breaks is gone on with by the next one, unless that comes late.</summary>
internal sealed class Reading(Instant since)
{
    private readonly Dictionary<string, int> _pages = new(StringComparer.Ordinal);
    private readonly HashSet<string> _whole = new(StringComparer.Ordinal);
    private int _order;

    public Instant LeftAt { get; set; } = Instant.MinValue;

    /// <summary>What was said in what is read to its end, and was not heard yet: the oldest first.</summary>
    public PriorityQueue<Incoming, (Instant At, int Order)> Said { get; } = new();

    public bool GoesOn(Instant outage, Instant now) => since == outage && now - LeftAt <= Heartbeat.Gap;

    public bool IsWhole(string conversation) => _whole.Contains(conversation);

    /// <returns>How many pages of it were read, with this one.</returns>
    public int Turn(string conversation) => _pages[conversation] = _pages.GetValueOrDefault(conversation) + 1;

    public void End(string conversation, IEnumerable<Incoming> said)
    {
        _whole.Add(conversation);
        foreach (var incoming in said) Said.Enqueue(incoming, (incoming.At, _order++));
    }
}
