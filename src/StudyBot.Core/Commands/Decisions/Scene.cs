using NodaTime;
using StudyBot.Agendas;
using StudyBot.CheckIns;
using StudyBot.Cohorts;
using StudyBot.Curricula;
using StudyBot.Ports;
using StudyBot.Wording;

namespace StudyBot.Commands.Decisions;

/// <summary>All that a decision may look at: what was done, and what the door gathered for it.</summary>
/// <param name="Stored">The cohort as it was read.</param>
/// <param name="Row">The person's member row; without an etag where there is none yet.</param>
public sealed record Scene(Incoming Incoming, Versioned<Cohort> Stored, Versioned<Member> Row)
{
    public Cohort Cohort => Stored.Value;

    public Member Member => Row.Value;

    /// <summary>When the person wrote, as the platform says.</summary>
    public Instant At => Incoming.At;

    public DateTimeZone Zone => Cohort.Schedule.Zone;

    /// <summary>The zone the person reads and names times in: their own where the platform tells it, otherwise the cohort's.</summary>
    public DateTimeZone ReaderZone => When.ZoneOf(Member with { Zone = Incoming.From.Zone ?? Member.Zone }, Cohort);

    /// <summary>The date in the cohort's zone when the person wrote.</summary>
    public LocalDate Today => At.InZone(Zone).Date;

    /// <summary>Whether an earlier run of the channel has a row of the person; not asked where the present one has.</summary>
    public bool WasKnown { get; init; }

    public bool IsKnown => Row.ETag is not null || WasKnown;

    /// <summary>Null unless gathered.</summary>
    public Curriculum? Curriculum { get; init; }

    /// <summary>A lesson whose post is on its way: the channel may show it before it is recorded, for moments, or for minutes after a crash.</summary>
    public int? Appearing { get; init; }

    /// <summary>Everybody, where a table or totals are asked for.</summary>
    public IReadOnlyList<Versioned<Member>> Members { get; init; } = [];

    /// <summary>The person's own check-ins, those the request is about.</summary>
    public IReadOnlyList<Versioned<CheckIn>> CheckIns { get; init; } = [];

    /// <summary>Everybody's check-ins of the week, where its links are asked for.</summary>
    public IReadOnlyList<CheckIn> WeekCheckIns { get; init; } = [];

    /// <summary>The newest version of each curriculum, by name.</summary>
    public IReadOnlyList<CurriculumVersion> Curricula { get; init; } = [];

    /// <summary>What is kept about the person, as files.</summary>
    public IReadOnlyList<Attachment> Files { get; init; } = [];

    /// <summary>The cohorts that have no lead but the person, where they ask to be forgotten.</summary>
    public IReadOnlyList<Cohort> LedAlone { get; init; } = [];

    /// <summary>The row that whoever is named as a lead begins with, where they have none yet.</summary>
    public Member? Named { get; init; }

    /// <summary>The person's reminder of the lesson in question, where one is planned.</summary>
    public Versioned<Delivery>? Reminder { get; init; }

    /// <summary>The newest lesson's delivery, where the status is asked for.</summary>
    public Delivery? LastDelivery { get; init; }

    /// <summary>It was said below a lesson of the channel's earlier cohort, or pressed there, and means that lesson.</summary>
    public bool IsOfEarlier { get; init; }

    /// <summary>What messages and reactions say by now, by their keys.</summary>
    public IReadOnlyDictionary<string, Versioned<Seen>> Statements { get; init; } = new Dictionary<string, Versioned<Seen>>();

    /// <summary>The lesson whose thread this was written in.</summary>
    public int? ThreadLesson => Incoming.Where.Thread is { } thread ? LessonOf(thread) : null;

    /// <summary>The newest lesson that had appeared when the person wrote; 0 before the first.</summary>
    public int Newest => Cohort.Posted.NewestAt(At);

    /// <summary>The newest lesson that is out, or about to be: nothing that is decided now takes it back. Null before the first.</summary>
    public int? Out => Appearing ?? (Cohort.Day > 0 ? Cohort.Day : null);

    /// <summary>The lessons whose cards tell of how many people: the newest, and one whose post is on its way.</summary>
    public IReadOnlyList<int> Counting => [.. Cohort.Day > 0 ? [Cohort.Day] : (int[])[], .. Appearing is { } coming ? [coming] : (int[])[]];

    /// <summary>The lesson that today had, or is about to have.</summary>
    public int? OutToday => Appearing ?? (Cohort.Posted is [.., var last] && last.Date >= Today ? last.Day : null);

    /// <summary>The cohort's pause that runs or is to come; null where there is none.</summary>
    public DateSpan? Rest => Cohort.Schedule.Pauses.LastOrDefault(pause => pause.Until >= Today);

    /// <summary>Whoever set the cohort up, whom they named, workspace admins and team owners; never a guest.</summary>
    public bool IsLead => !Incoming.From.Guest && (Incoming.From.Admin || Cohort.Leads.Contains(Incoming.From.Id.User));

    /// <summary>The lesson that a post of ours is. While a lesson's post is on its way, a post of the channel that is not known yet is taken for it: people are faster than our record.</summary>
    public int? LessonOf(string messageId) => Cohort.Posted.DayOf(messageId) ?? (Incoming.Where.Direct ? null : Appearing);
}
