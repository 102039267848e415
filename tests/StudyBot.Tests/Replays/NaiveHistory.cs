using NodaTime;
using StudyBot.CheckIns;
using StudyBot.Cohorts;
using StudyBot.Tests.Rules;

namespace StudyBot.Tests.Replays;

/// <summary>Rules 1 to 7 as a small model: what must come of a history. It knows no store, no agenda and no grammar.</summary>
internal sealed class NaiveHistory
{
    private static readonly Duration Hour = Duration.FromHours(1);

    private readonly History _history;
    private readonly List<PostedLesson> _lessons = [];
    private readonly SortedDictionary<string, Person> _people = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Statement> _statements = [];
    private readonly List<string> _told = [];

    private NaiveHistory(History history) => _history = history;

    /// <summary>Lessons posted, receipts, members and the leaderboard, each a line.</summary>
    public static string Tell(History history)
    {
        var naive = new NaiveHistory(history);
        naive.PostLessons();
        foreach (var deed in history.Deeds.Where(deed => naive.Arrives(deed.At) <= history.Until).OrderBy(deed => deed.At)) naive.Live(deed);
        naive.TellMembers();
        naive.TellLeaderboard();
        return string.Join('\n', naive._told);
    }

    /// <summary>An instant, or the end of the outage it falls into.</summary>
    private Instant Arrives(Instant at)
    {
        while (_history.Outages.FirstOrDefault(o => o.Start <= at && at < o.End) is { Duration: var length } outage && length > Duration.Zero) at = outage.End;
        return at;
    }

    private void PostLessons()
    {
        for (var date = _history.Schedule.Start; _lessons.Count < History.Lessons; date = date.PlusDays(1))
        {
            if (!NaiveCalendar.IsStudyDay(_history.Schedule, date)) continue;
            var slot = NaiveCalendar.At(_history.Schedule.Zone, date + _history.Schedule.LessonTime);
            var posted = Arrives(slot);
            if (posted > _history.Until) return;
            if (posted - slot >= Duration.FromHours(12)) continue;
            var (opens, due, graceEnd) = NaiveCalendar.Life(_history.Schedule, date, posted);
            _lessons.Add(new(_lessons.Count + 1, date, slot, posted, opens, due, graceEnd, ""));
            _told.Add($"lesson {_lessons.Count} at {History.Text(posted)} due {History.Text(due)}");
        }
    }

    private void Live(Deed deed)
    {
        var person = _people.TryGetValue(deed.From, out var known) ? known : _people[deed.From] = new();
        switch (deed)
        {
            case Deed.Says says:
                Say(person, says);
                break;
            case Deed.Edits edits:
                Restate(person, edits.Message.Id, edits, edits.Words.Means is Meaning.Done done ? MeantByEdit(edits, done) : []);
                break;
            case Deed.Deletes deletes:
                Delete(person, deletes);
                break;
            case Deed.Reacts reacts when Thread(reacts.Lesson, reacts.At) is { } lesson:
                Restate(person, $"{reacts.From} {reacts.Emoji} on {lesson}", reacts, reacts.On ? [lesson] : []);
                break;
            default:
                break;
        }
    }

    private void Say(Person person, Deed.Says says)
    {
        var (at, thread) = (says.At, Thread(says.Thread, says.At));
        switch (says.Words.Means)
        {
            case Meaning.Done done:
                Restate(person, says.Id, says, done.Lessons.Length > 0 ? Named(done, at) : Bare(thread, at));
                break;
            case Meaning.Undo undo:
                var latest = person.Done.OrderByDescending(d => d.Value.At).ThenByDescending(d => d.Key).Select(d => (int?)d.Key).FirstOrDefault();
                if ((undo.Lesson ?? thread ?? latest) is { } lesson) Undo(person, lesson, at);
                break;
            case Meaning.NotDone not:
                if ((not.Lesson ?? thread) is { } named) Undo(person, named, at);
                break;
            case Meaning.Move move:
                Move(person, move, at);
                break;
            case Meaning.Join:
                person.Join(at);
                person.Left = false;
                break;
            case Meaning.Leave:
                if (person.Joined is not null) person.Left = true;
                break;
            case Meaning.Hide hide:
                person.Hidden = hide.On;
                break;
            case Meaning.Pause pause:
                person.Pause(at, pause.Date, _history.Schedule.Zone);
                break;
            case Meaning.Back:
                if (person.Resting(at) is { } resting) person.Pauses[person.Pauses.IndexOf(resting)] = resting with { Until = at };
                break;
            default:
                break;
        }
    }

    private int Newest(Instant at) => _lessons.Count(lesson => lesson.Posted <= at);

    /// <summary>A lesson whose post a person can have seen, to answer under it or react to it.</summary>
    private int? Thread(int? lesson, Instant at) => lesson >= 1 && lesson <= Newest(at) ? lesson : null;

    private int[] Named(Meaning.Done done, Instant at) => done.Lessons.Length > 7 ? [] : [.. done.Lessons.Where(lesson => lesson <= History.Lessons && lesson <= Newest(at) + 1)];

    private int[] Bare(int? thread, Instant at) => thread is { } lesson ? [lesson] : Newest(at) > 0 ? [Newest(at)] : [];

    private IReadOnlyList<int> MeantByEdit(Deed.Edits edits, Meaning.Done done)
    {
        if (done.Lessons.Length > 0) return Named(done, edits.At);
        if (_statements.TryGetValue(edits.Message.Id, out var known) && known.Moved) return known.Lessons;
        return Bare(Thread(edits.Message.Thread, edits.At), edits.Message.At);
    }

    /// <summary>What a message or a reaction says by now: what is new is recorded, what is gone is taken back.</summary>
    private void Restate(Person person, string key, Deed deed, IReadOnlyList<int> now)
    {
        var before = _statements.TryGetValue(key, out var known) ? known.Lessons : [];
        foreach (var lesson in now.Except(before)) Record(person, lesson, deed, key);
        foreach (var lesson in before.Except(now)) TakeBack(person, lesson, key, deed.At);
        _statements[key] = new(now, known?.Moved == true && now.SequenceEqual(before));
    }

    private void Record(Person person, int lesson, Deed deed, string source)
    {
        if (!person.Done.TryGetValue(lesson, out var entry)) entry = person.Done[lesson] = new(deed.At, Class(lesson, deed.At), []);
        entry.Sources.Add(source);
        person.Join(deed.At);
        _told.Add($"receipt {History.Text(deed.At)} {deed.From} {lesson} {entry.Class}");
    }

    private void TakeBack(Person person, int lesson, string source, Instant at)
    {
        if (!person.Done.TryGetValue(lesson, out var entry) || !entry.Sources.Contains(source)) return;
        if (entry.Sources.Count > 1) entry.Sources.Remove(source);
        else Undo(person, lesson, at);
    }

    private void Undo(Person person, int lesson, Instant at)
    {
        if (person.Done.TryGetValue(lesson, out var entry) && MayWithdraw(lesson, entry, at)) person.Done.Remove(lesson);
    }

    private bool MayWithdraw(int lesson, Entry entry, Instant at) =>
        lesson > _lessons.Count || at <= _lessons[lesson - 1].GraceEnd || at <= entry.At + Hour;

    private void Delete(Person person, Deed.Deletes deletes)
    {
        var key = deletes.Message.Id;
        var would = _statements.TryGetValue(key, out var known) &&
            known.Lessons.Any(lesson => person.Done.TryGetValue(lesson, out var entry) && entry.Sources.SetEquals([key]) && MayWithdraw(lesson, entry, deletes.At));
        if (would && deletes.At > deletes.Message.At + Hour) return; // asked about first
        Restate(person, key, deletes, []);
    }

    private void Move(Person person, Meaning.Move move, Instant at)
    {
        if (!person.Done.TryGetValue(move.From, out var entry) || !MayWithdraw(move.From, entry, at)) return;
        if (person.Done.ContainsKey(move.To) || move.To > History.Lessons || move.To > Newest(entry.At) + 1) return;
        person.Done.Remove(move.From);
        person.Done[move.To] = entry with { Class = Class(move.To, entry.At) };
        foreach (var source in entry.Sources.Where(_statements.ContainsKey))
            _statements[source] = new([.. _statements[source].Lessons.Select(lesson => lesson == move.From ? move.To : lesson)], Moved: true);
    }

    private CheckInClass Class(int lesson, Instant at)
    {
        if (lesson > _lessons.Count || at <= _lessons[lesson - 1].Due) return CheckInClass.OnTime;
        return at <= _lessons[lesson - 1].GraceEnd ? CheckInClass.Grace : CheckInClass.Late;
    }

    private void TellMembers()
    {
        foreach (var (name, person) in _people.Where(p => p.Value.Joined is not null))
        {
            var classes = person.Done.ToDictionary(d => d.Key, d => d.Value.Class);
            var (current, longest, freezes, units) = NaiveStreak.Of(_lessons, classes, person.Joined, person.Pauses, [], _history.Until);
            _told.Add($"{name} completed {classes.Count} ({Of(CheckInClass.OnTime)} on time, {Of(CheckInClass.Grace)} grace, {Of(CheckInClass.Late)} late) streak {current} longest {longest} freezes {freezes} ledger {units}");

            int Of(CheckInClass @class) => classes.Values.Count(c => c == @class);
        }
    }

    private void TellLeaderboard()
    {
        var shown = _people.Where(p => p.Value.Joined is not null && !p.Value.Left && !p.Value.Hidden && p.Value.Done.Count > 0).ToList();
        foreach (var (name, person) in shown.OrderByDescending(p => Worth(p.Value)).ThenBy(p => p.Key, StringComparer.Ordinal))
            _told.Add($"rank {1 + shown.Count(other => Worth(other.Value).CompareTo(Worth(person)) > 0)} {name} {person.Done.Count}");

        static (int, int) Worth(Person person) => (person.Done.Count, person.Done.Values.Count(entry => entry.Class is not CheckInClass.Late));
    }

    private sealed record Entry(Instant At, CheckInClass Class, HashSet<string> Sources);

    private sealed record Statement(IReadOnlyList<int> Lessons, bool Moved);

    private sealed class Person
    {
        public Instant? Joined { get; private set; }

        public bool Left { get; set; }

        public bool Hidden { get; set; }

        public List<Pause> Pauses { get; } = [];

        public Dictionary<int, Entry> Done { get; } = [];

        public void Join(Instant at) => Joined = Joined < at ? Joined : at;

        public Pause? Resting(Instant at) => Pauses.LastOrDefault(pause => pause.From <= at && at <= pause.Until);

        public void Pause(Instant at, LocalDate date, DateTimeZone zone)
        {
            if (date < at.InZone(zone).Date) return;
            var until = NaiveCalendar.At(zone, date.PlusDays(1).AtMidnight()) - Duration.Epsilon;
            if (Resting(at) is { } resting) Pauses[Pauses.IndexOf(resting)] = resting with { Until = until };
            else Pauses.Add(new(at, until));
        }
    }
}
