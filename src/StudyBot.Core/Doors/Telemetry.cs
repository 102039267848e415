using System.Diagnostics;
using System.Diagnostics.Metrics;
using NodaTime;
using StudyBot.Agendas;
using StudyBot.Cohorts;
using StudyBot.Ports;

namespace StudyBot.Doors;

/// <summary>What the doors tell of themselves; the host decides whether anybody listens.</summary>
public static class Telemetry
{
    public const string Name = "StudyBot";

    private static readonly ActivitySource Activities = new(Name);
    private static readonly Meter Meter = new(Name);

    private static readonly Counter<long> CheckIns = Meter.CreateCounter<long>("studybot.checkins", "{checkin}", "Check-ins that were counted or stood already, by class.");
    private static readonly Counter<long> Duplicates = Meter.CreateCounter<long>("studybot.duplicates", "{event}", "Events that had been handled before.");
    private static readonly Counter<long> Deliveries = Meter.CreateCounter<long>("studybot.deliveries", "{delivery}", "Posts that were tried, by kind and outcome.");
    private static readonly Histogram<double> Lateness = Meter.CreateHistogram<double>("studybot.delivery.lateness", "s", "How long after its slot a post was taken.");
    private static readonly Counter<long> Refusals = Meter.CreateCounter<long>("studybot.refusals", "{request}", "Calls from outside that were turned away, by door and reason.");
    private static readonly Counter<long> Ignored = Meter.CreateCounter<long>("studybot.ignored", "{event}", "Events of a kind that asks nothing of the bot, by door and kind.");

    /// <summary>What somebody did, from the door to its record: which kind of thing and where from, and nothing of what it says.</summary>
    public static Activity? Handle(Incoming incoming) => Activities.StartActivity("handle")?
        .SetTag("studybot.platform", incoming.Where.Platform)
        .SetTag("studybot.event", incoming.What.GetType().Name);

    /// <summary>What is said after the acknowledgement, in the trace of what it answers.</summary>
    public static Activity? Answer(string platform, ActivityContext cause) => Activities.StartActivity("answer", ActivityKind.Internal, cause)?
        .SetTag("studybot.platform", platform);

    /// <summary>A call of the store.</summary>
    /// <param name="rows">What kind of rows it is about; never a key, which may name a person.</param>
    public static Activity? Store(string call, string rows) => Activities.StartActivity($"store {call}", ActivityKind.Client)?.SetTag("studybot.rows", rows);

    /// <summary>Tells which lesson or week it is about, and not for whom.</summary>
    public static Activity? Deliver(DeliveryId delivery, CohortId cohort) => Activities.StartActivity("deliver")?
        .SetTag("studybot.kind", delivery.Kind.ToString())
        .SetTag("studybot.subject", delivery.Subject.Split(' ')[0])
        .SetTag("studybot.cohort", cohort.ToString());

    public static void Count(Handled handled)
    {
        if (handled.Duplicate) Duplicates.Add(1);
        foreach (var receipt in handled.Receipts) CheckIns.Add(1, new KeyValuePair<string, object?>("class", receipt.Class.ToString()));
    }

    /// <param name="door">A platform's name, or <c>http</c>.</param>
    /// <param name="reason">One of few: a word or two, never what the caller sent.</param>
    public static void Refuse(string door, string reason) => Refusals.Add(1, new("door", door), new("reason", reason));

    /// <param name="kind">One of few: never what the caller sent.</param>
    public static void Ignore(string door, string kind) => Ignored.Add(1, new("door", door), new("kind", kind));

    public static void Count(Sending outcome, DeliveryKind kind, Duration lateness)
    {
        Deliveries.Add(1, new("kind", kind.ToString()), new("outcome", outcome.GetType().Name));
        if (outcome is Sending.Sent) Lateness.Record(lateness.TotalSeconds, new KeyValuePair<string, object?>("kind", kind.ToString()));
    }
}
