using NodaTime;
using StudyBot.CheckIns;
using StudyBot.Cohorts;
using StudyBot.Ports;
using StudyBot.Wording;

namespace StudyBot.Commands.Decisions;

/// <summary>Edits to one person's check-ins within one decision: they are entered and taken back, and the rows that changed come out at the end.</summary>
internal sealed class Book
{
    private readonly Scene _scene;
    private readonly Dictionary<int, Versioned<CheckIn>> _before;
    private readonly Dictionary<int, CheckIn?> _after = [];
    private readonly List<(int Lesson, bool New, bool Note, int Links)> _counted = [];

    public Book(Scene scene)
    {
        _scene = scene;
        _before = scene.CheckIns.Where(c => c.Value.Person == scene.Member.Id).ToDictionary(c => c.Value.Lesson);
        Member = scene.Member;
    }

    public Member Member { get; private set; }

    public CheckIn? Find(int lesson) =>
        _after.TryGetValue(lesson, out var changed) ? changed : _before.GetValueOrDefault(lesson)?.Value;

    /// <summary>Records that a lesson was done. What stands already keeps its instant and class, unless this was said earlier and only came later, or was late until an outage of ours left more time.
    /// Links are added to those it has; a note takes the place of an earlier one.</summary>
    /// <param name="isNewer">The source said it before, and this is its newer version: where the check-in has no other, what was edited out of it is gone.</param>
    public void Record(int lesson, Instant at, string source, string? note, IReadOnlyList<string> links, bool isNewer = false)
    {
        var standing = Find(lesson);
        var replaces = isNewer && standing?.IsFromOnly(source) == true;
        var first = standing is null || at < standing.At ? at : standing.At;
        var @class = standing is null or { Class: CheckInClass.Late } || first != standing.At ? Classes.Classify(_scene.Cohort, lesson, first) : standing.Class;
        _after[lesson] = new CheckIn(
            lesson,
            Member.Id,
            first,
            @class,
            [.. (standing?.Sources ?? []).Union([source])],
            (_scene.Cohort.NotesAllowed ? note : null) ?? (replaces ? null : standing?.Note),
            replaces ? [.. links.Distinct()] : [.. (standing?.Links ?? []).Union(links)]);
        _counted.Add((lesson, standing is null, _after[lesson]!.Note is { } kept && kept != standing?.Note, _after[lesson]!.Links.Except(standing?.Links ?? []).Count()));
        Member = Member with
        {
            Name = _scene.Incoming.From.NameOr(Member.Name),
            Zone = _scene.Incoming.From.Zone ?? Member.Zone,
            Ledger = Member.Ledger.With(lesson, @class),
            JoinedAt = Member.JoinedAt is { } joined && joined <= at ? joined : at,
            Left = Member.HasLeft, // Whoever had not joined before joins now.
            Nudges = standing?.Sources.Contains(source) == true ? Member.Nudges : 0, // What is only read back once more is no sign of them.
        };
    }

    /// <summary>Enters a check-in as it is, for another lesson than it had.</summary>
    public void Enter(CheckIn checkIn)
    {
        _after[checkIn.Lesson] = checkIn;
        Member = Member with { Ledger = Member.Ledger.With(checkIn.Lesson, checkIn.Class) };
    }

    /// <summary>Takes one source back; the check-in goes when none is left and its time for that is not over.</summary>
    public Withdrawn TakeBack(int lesson, string source)
    {
        if (Find(lesson) is not { } standing || !standing.Sources.Contains(source)) return Withdrawn.NothingThere;
        if (Withdrawal.Without(standing, source) is { } left)
        {
            _after[lesson] = left;
            return Withdrawn.StandsByAnother;
        }

        return Remove(lesson);
    }

    /// <summary>Withdraws a check-in, whatever it came from.</summary>
    public Withdrawn Remove(int lesson)
    {
        if (Find(lesson) is not { } standing) return Withdrawn.NothingThere;
        if (!Withdrawal.MayWithdraw(_scene.Cohort.Lesson(lesson), standing, _scene.At)) return Withdrawn.TooLate;
        Strike(lesson);
        return Withdrawn.Done;
    }

    public void Strike(int lesson)
    {
        _after[lesson] = null;
        Member = Member with { Ledger = Member.Ledger.Without(lesson) };
    }

    /// <summary>The rows that changed, and a receipt for each lesson recorded; who has left is told what brings them back.</summary>
    public Decision Close()
    {
        var run = _scene.Cohort.Run;
        var changes = new List<Change>(_after.Count + 1);
        if (_after.Count > 0) changes.Add(new Change.PutMember(run, Member, _scene.Row.ETag));
        foreach (var (lesson, checkIn) in _after)
        {
            var etag = _before.GetValueOrDefault(lesson)?.ETag;
            if (checkIn is not null) changes.Add(new Change.PutCheckIn(run, checkIn, etag));
            else if (etag is not null) changes.Add(new Change.RemoveCheckIn(run, lesson, Member.Id, etag));
        }

        var changed = _after.Keys.Where(lesson => Member.Ledger[lesson] != _scene.Member.Ledger[lesson]);
        // Whoever joins with another lesson counts in the newest one's totals too.
        if (Member.IsActive != _scene.Member.IsActive) changed = changed.Union(_scene.Counting);
        Reply[] replies = Member.Left && _counted.Any(counted => counted.New) ? [new(Say.CountedThoughLeft(_scene.Cohort.Curriculum.Title))] : [];
        return new(changes, replies, Receipts(), [.. changed.Order()]) { Withdrawn = Gone() };
    }

    /// <summary>What was moved to another lesson is not gone.</summary>
    private CheckIn[] Gone() => _before.Count == 0 ? [] :
    [
        .. _before.Values
            .Select(before => before.Value)
            .Where(before => _after.TryGetValue(before.Lesson, out var after) && after is null)
            .Where(before => !_after.Values.Any(after => after is not null && after.Sources.SequenceEqual(before.Sources))),
    ];

    private Receipt[] Receipts()
    {
        if (_counted.Count == 0) return [];
        var standing = Streak.Fold(_scene.Cohort.Posted, Member, _scene.At);
        return [.. _counted.Select(counted => Receipt(counted.Lesson, counted.New, counted.Note, counted.Links, standing))];
    }

    private Receipt Receipt(int lesson, bool isNew, bool note, int links, Standing standing)
    {
        var @class = Find(lesson)!.Class;
        var earned = standing.Units.Any(unit => unit.Lesson == lesson && unit.FreezeEarned);
        var text = isNew ? Say.Receipt(lesson, @class, standing.Current, earned, _scene.Cohort.IsFinished) : Say.AlreadyCounted(lesson, @class, note, links);
        return new(_scene.At, Member.Id, lesson, @class, text);
    }
}

internal enum Withdrawn
{
    Done,

    /// <summary>Something else the person said holds it.</summary>
    StandsByAnother,

    NothingThere,

    TooLate,
}
