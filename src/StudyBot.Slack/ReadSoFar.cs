using NodaTime;
using StudyBot.Doors;

namespace StudyBot.Slack;

/// <summary>How far the reading back of one outage has come. Kept while the process lives: another one reads anew, and what it hears twice changes nothing.</summary>
internal sealed class ReadSoFar(Instant since)
{
    private readonly Dictionary<string, Part> _parts = new(StringComparer.Ordinal);

    public Instant Since => since;

    /// <summary>When the last try ended.</summary>
    public Instant LeftAt { get; set; } = Instant.MinValue;

    /// <summary>What conversations said that were read to their end, and was not heard yet: the oldest first.</summary>
    public PriorityQueue<Heard, Instant> Whole { get; } = new();

    /// <summary>Where the tries themselves stopped for an outage's time, people may have written since in what was read already.</summary>
    public bool GoesOn(Instant outage, Instant now) => since == outage && now - LeftAt <= Heartbeat.Gap;

    public Part Of(string conversation) => _parts.TryGetValue(conversation, out var part) ? part : _parts[conversation] = new();

    public void Take(Part part)
    {
        foreach (var said in part.Heard) Whole.Enqueue(said, said.At);
        part.Heard.Clear();
    }

    /// <summary>A channel, a thread or a direct conversation.</summary>
    public sealed class Part
    {
        public List<Heard> Heard { get; } = [];

        public Pages Pages { get; private set; } = new();

        /// <returns>False where the next page leads nowhere.</returns>
        public bool Add(IEnumerable<Heard> heard, string? next)
        {
            Heard.AddRange(heard);
            return Pages.Turn(next);
        }

        /// <summary>A cursor does not hold for ever.</summary>
        public void BeginAnew()
        {
            Heard.Clear();
            Pages = new();
        }
    }
}
