using NodaTime;
using StudyBot.CheckIns;
using StudyBot.Cohorts;
using StudyBot.Ports;
using StudyBot.Simulation.Running;
using StudyBot.Simulation.Stories;

namespace StudyBot.Simulation.Judging;

/// <summary>What must stand in a cohort's books: rules 3 to 6 as a small model, which knows no store, no grammar and no decision of the product.
/// It is told of each event when it takes effect, and of each lesson when it is recorded.</summary>
internal sealed class Record(Room room, Cohort cohort)
{
    private static readonly Duration Hour = Duration.FromHours(1);

    private readonly Dictionary<string, Statement> _statements = new(StringComparer.Ordinal);

    /// <summary>While something is only tried: the statements that it changed, as they were.</summary>
    private Dictionary<string, Statement?>? _before;

    /// <summary>The cohort as it is stored now.</summary>
    public Cohort Cohort { get; set; } = cohort;

    public Room Room => room;

    /// <summary>The cohort from when it had another schedule or plan on, with its first.</summary>
    public List<(Instant Since, Cohort Cohort)> Settings { get; } = [(Instant.MinValue, cohort)];

    /// <summary>When it had stopped, as its channel was gone.</summary>
    public List<(Instant From, Instant Until)> Stops { get; } = [];

    /// <summary>What was written of it.</summary>
    public Stored Stored { get; } = new();

    /// <summary>How all this stood at each instant.</summary>
    public Journal Journal { get; } = new(cohort);

    public SortedDictionary<string, Person> People { get; } = new(StringComparer.Ordinal);

    /// <summary>Keeps in the journal how the cohort and a person stand now.</summary>
    public void Note(Instant now, string? user = null) => Journal.Write(now, Cohort, user, user is null ? null : People.GetValueOrDefault(user)?.Then());

    public Person Of(string user) => People.TryGetValue(user, out var person) ? person : People[user] = new();

    /// <summary>Lives one event.</summary>
    /// <param name="wrote">The lessons whose check-ins were written with it: they tell which of two readings the bot took where the rules allow both.</param>
    public void Live(Incoming incoming, IReadOnlySet<int> wrote)
    {
        var person = Of(incoming.From.Id.User);
        var key = KeyOf(incoming);
        switch (incoming.What)
        {
            case Did.Said or Did.Pressed:
                Say(person, incoming, key, wrote);
                break;
            case Did.Edited edited:
                Restate(person, key!, incoming, Words.Of(edited.Text) is Meaning.Done done ? MeantByEdit(incoming, key!, done, wrote) : []);
                break;
            case Did.Deleted:
                Delete(person, key!, incoming);
                break;
            case Did.Reacted reacted when LessonOf(reacted.MessageId) is { } lesson:
                // One that was moved to another lesson, and is read back, still means that one.
                Restate(person, key!, incoming, !reacted.On ? [] : _statements.GetValueOrDefault(key!) is { Moved: true, Lessons: { Count: > 0 } moved } ? moved : [lesson]);
                break;
            case Did.LeftChannel:
                if (person.IsKnown) person.Left = true;
                break;
            default:
                break;
        }
    }

    /// <summary>Whether somebody wants to be forgotten.</summary>
    public static bool IsFarewell(Incoming incoming) => MeaningOf(incoming) is Meaning.Forget;

    /// <summary>Whether nothing but a record can have come of an event, if it was handled.</summary>
    public bool MustBeRecorded(Incoming incoming)
    {
        var key = KeyOf(incoming);
        if (key is not null && _statements.ContainsKey(key)) return false;
        return incoming.What switch
        {
            Did.Reacted { On: true } reacted => Cohort.Posted.Any(lesson => lesson.MessageId == reacted.MessageId),
            _ => MeaningOf(incoming) is Meaning.Done done && (!incoming.Where.Direct || Of(incoming.From.Id.User).Joined is not null) && Candidates(incoming).All(newest => Meant(incoming, done, newest).Count > 0),
        };
    }

    /// <summary>Whether anything is another one for a person if an event takes effect now, whichever reading of it the bot takes.</summary>
    public bool Changes(Incoming incoming)
    {
        var user = incoming.From.Id.User;
        if (incoming.What is Did.Said or Did.Pressed && MeaningOf(incoming) is Meaning.Chatter or Meaning.Command or Meaning.Forget || room.Farewells.Contains(user)) return false;
        var known = People.GetValueOrDefault(user);
        if (incoming.Where.Direct && known?.Joined is null) return false;
        var trial = People[user] = known?.Copy() ?? new();
        _before = new(StringComparer.Ordinal);
        Live(incoming, new HashSet<int>());
        foreach (var (key, statement) in _before)
        {
            if (statement is null) _statements.Remove(key);
            else _statements[key] = statement;
        }

        _before = null;
        if (known is null) People.Remove(user);
        else People[user] = known;
        return !trial.IsAs(known ?? new());
    }

    private void Say(Person person, Incoming incoming, string? key, IReadOnlySet<int> wrote)
    {
        var at = incoming.At;
        switch (MeaningOf(incoming))
        {
            case Meaning.Done done when key is null:
                foreach (var lesson in Choose(incoming, done, [], wrote)) Enter(person, lesson, at, "button");
                break;
            case Meaning.Done done:
                if (!_statements.ContainsKey(key)) Restate(person, key, incoming, Choose(incoming, done, [], wrote));
                break;
            case Meaning.Undo undo:
                var latest = person.Done.Where(d => d.Value.At <= at + Duration.FromMinutes(2)).OrderByDescending(d => d.Value.At).ThenByDescending(d => d.Key).Select(d => (int?)d.Key).FirstOrDefault();
                if ((undo.Lesson ?? ThreadLesson(incoming) ?? latest) is { } lesson1) Withdraw(person, lesson1, at);
                break;
            case Meaning.NotDone not:
                if ((not.Lesson ?? ThreadLesson(incoming)) is { } lesson2) Withdraw(person, lesson2, at);
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
            case Meaning.Mute mute:
                person.Muted = mute.On;
                if (!mute.On) person.Nudges = 0;
                break;
            case Meaning.Pause pause:
                person.Rest(at, pause.Until, Cohort.Schedule.Zone);
                break;
            case Meaning.Back:
                person.Return(at);
                break;
            default:
                break;
        }
    }

    private static Meaning MeaningOf(Incoming incoming) => incoming.What switch
    {
        Did.Said said => Words.Of(said.Text),
        Did.Pressed pressed => Words.Of(pressed.Command),
        _ => new Meaning.Chatter(),
    };

    private static string? KeyOf(Incoming incoming) => incoming.What switch
    {
        Did.Said said => $"message {incoming.Where.Channel} {said.MessageId}",
        Did.Edited edited => $"message {incoming.Where.Channel} {edited.MessageId}",
        Did.Deleted deleted => $"message {incoming.Where.Channel} {deleted.MessageId}",
        Did.Reacted reacted => $"reaction {reacted.MessageId} {incoming.From.Id.User} {reacted.Emoji}",
        _ => null,
    };

    private int? ThreadLesson(Incoming incoming) => incoming.Where.Thread is { } thread ? LessonOf(thread) : null;

    /// <summary>The lesson a post is; also one whose post is there before its record is.</summary>
    private int? LessonOf(string post)
    {
        for (var day = Cohort.Day; day > 0; day--)
            if (Cohort.Posted[day - 1].MessageId == post) return day;
        return room.Posts.Find(seen => seen.Id == post)?.Lesson is { } lesson && lesson == Cohort.Day + 1 ? lesson : null;
    }

    /// <summary>The newest lesson that had appeared when a person wrote. Where a post was there before the one that is recorded (its answer was lost,
    /// and the platform cannot tell), or is perhaps on its way, either may be taken.</summary>
    public IReadOnlyList<int> Candidates(Incoming incoming)
    {
        var at = incoming.What is Did.Edited { WrittenAt: { } written } ? written : incoming.At;
        var stored = Cohort.Posted.Count(lesson => lesson.Posted <= at);
        var seen = room.NewestAt(at + Duration.FromSeconds(10));
        if (seen <= stored) return [stored];
        var first = room.Posts.Find(post => post.Lesson == seen)!.At;
        // While its lead moves it, a lesson whose answer was lost is looked for in the next minutes; Teams cannot be asked, and there it comes again at its new time.
        var moved = (at - first < Duration.FromMinutes(30) || room.Id.Platform == "teams") && Moved(first, at);
        var surely = !moved && seen == Cohort.Day + 1 && first < at - Duration.FromSeconds(10) && at - first < Duration.FromHours(3) && incoming.What is not Did.Edited;
        return surely ? [seen] : [stored, seen];
    }

    private IReadOnlyList<int> Choose(Incoming incoming, Meaning.Done done, IReadOnlyList<int> before, IReadOnlySet<int> wrote)
    {
        var candidates = Candidates(incoming);
        // Whoever writes while a post may or may not be on its way can mean either.
        foreach (var newest in candidates.Append(Cohort.Day + 1))
        {
            if (newest == Cohort.Day + 1 && !candidates.Contains(newest) && !MayBeOnItsWay(incoming.At)) continue;
            var meant = Meant(incoming, done, newest);
            if (meant.Except(before).All(wrote.Contains) && wrote.All(lesson => meant.Contains(lesson) || before.Contains(lesson))) return meant;
        }

        return Meant(incoming, done, candidates[0]);
    }

    /// <summary>Whether a lead has spoken between two instants.</summary>
    public Func<Instant, Instant, bool> Moved { get; set; } = (_, _) => false;

    /// <summary>Set where the lesson's delivery is marked as sending just now.</summary>
    public Func<bool> IsSending { get; set; } = () => false;

    private bool MayBeOnItsWay(Instant at) => at >= (Cohort.Posted is [.., var last] ? last.Posted : Instant.MinValue) && IsSending();

    private IReadOnlyList<int> Meant(Incoming incoming, Meaning.Done done, int newest)
    {
        if (done.Lessons.Length > 7) return [];
        if (done.Lessons.Length > 0) return [.. done.Lessons.Where(lesson => lesson >= 1 && lesson <= Cohort.Curriculum.Lessons && lesson <= newest + 1)];
        return ThreadLesson(incoming) is { } thread ? [thread] : newest > 0 ? [newest] : [];
    }

    private IReadOnlyList<int> MeantByEdit(Incoming incoming, string key, Meaning.Done done, IReadOnlySet<int> wrote)
    {
        var known = _statements.GetValueOrDefault(key);
        if (done.Lessons.Length == 0 && known is { Moved: true }) return known.Lessons;
        // Numbers count as things are when the edit is written; a bare word means what it would have meant at first.
        var as_ = done.Lessons.Length > 0 ? incoming with { What = new Did.Said("", "") } : incoming;
        return Choose(as_, done, known?.Lessons ?? [], wrote);
    }

    private void Restate(Person person, string key, Incoming incoming, IReadOnlyList<int> now)
    {
        var known = _statements.GetValueOrDefault(key);
        if (known is not null && incoming.At < known.ChangedAt) return;
        IReadOnlyList<int> before = known?.Lessons ?? [];
        foreach (var lesson in now.Except(before)) Enter(person, lesson, incoming.At, key);
        foreach (var lesson in before.Except(now)) TakeBack(person, lesson, key, incoming.At);
        Set(key, new(now, incoming.At, known?.FirstAt ?? incoming.At, known?.Moved == true && now.SequenceEqual(before)));
    }

    private void Set(string key, Statement statement)
    {
        _before?.TryAdd(key, _statements.GetValueOrDefault(key));
        _statements[key] = statement;
    }

    private void Enter(Person person, int lesson, Instant at, string source)
    {
        if (!person.Done.TryGetValue(lesson, out var entry)) entry = person.Done[lesson] = new(at, Class(lesson, at), []);
        else if (at < entry.At) entry = person.Done[lesson] = new(at, Class(lesson, at), entry.Sources);
        else if (entry.Class is CheckInClass.Late) entry = person.Done[lesson] = entry with { Class = Class(lesson, entry.At) };
        // What is only read back once more is no sign of them.
        if (entry.Sources.Add(source)) person.Nudges = 0;
        if (person.Joined is null) person.Left = false;
        person.Join(at);
    }

    private void TakeBack(Person person, int lesson, string source, Instant at)
    {
        if (!person.Done.TryGetValue(lesson, out var entry) || !entry.Sources.Contains(source)) return;
        if (entry.Sources.Count > 1) entry.Sources.Remove(source);
        else Strike(person, lesson, at);
    }

    /// <summary>Words that come late take back nothing that was said after them; two minutes are a clock's.</summary>
    private void Withdraw(Person person, int lesson, Instant at)
    {
        if (person.Done.TryGetValue(lesson, out var entry) && entry.At <= at + Duration.FromMinutes(2)) Strike(person, lesson, at);
    }

    private void Strike(Person person, int lesson, Instant at)
    {
        if (person.Done.TryGetValue(lesson, out var entry) && MayWithdraw(lesson, entry, at)) person.Done.Remove(lesson);
    }

    private bool MayWithdraw(int lesson, Entry entry, Instant at) => Cohort.Lesson(lesson) is not { } posted || at <= posted.GraceEnd || at <= entry.At + Hour;

    private void Delete(Person person, string key, Incoming incoming)
    {
        var known = _statements.GetValueOrDefault(key);
        var would = known is not null && known.Lessons.Any(lesson => person.Done.TryGetValue(lesson, out var entry) && entry.Sources.SetEquals([key]) && MayWithdraw(lesson, entry, incoming.At));
        var written = (incoming.What as Did.Deleted)?.WrittenAt ?? known?.FirstAt ?? incoming.At;
        if (would && incoming.At > written + Hour) return;
        Restate(person, key, incoming, []);
    }

    private void Move(Person person, Meaning.Move move, Instant at)
    {
        if (!person.Done.TryGetValue(move.From, out var entry) || !MayWithdraw(move.From, entry, at) || person.Done.ContainsKey(move.To)) return;
        if (move.To > Cohort.Curriculum.Lessons || move.To > Cohort.Posted.Count(lesson => lesson.Posted <= entry.At) + 1) return;
        person.Done.Remove(move.From);
        person.Done[move.To] = entry with { Class = Class(move.To, entry.At) };
        foreach (var source in entry.Sources.Where(_statements.ContainsKey))
            Set(source, _statements[source] with { Lessons = [.. _statements[source].Lessons.Select(lesson => lesson == move.From ? move.To : lesson)], Moved = true });
    }

    private CheckInClass Class(int lesson, Instant at)
    {
        if (Cohort.Lesson(lesson) is not { } posted || at <= posted.Due) return CheckInClass.OnTime;
        return at <= posted.GraceEnd ? CheckInClass.Grace : CheckInClass.Late;
    }

    internal sealed record Entry(Instant At, CheckInClass Class, HashSet<string> Sources);

    private sealed record Statement(IReadOnlyList<int> Lessons, Instant ChangedAt, Instant FirstAt, bool Moved);

    internal sealed class Person
    {
        public Instant? Joined { get; private set; }

        public bool Left { get; set; }

        /// <summary>There is a row of them, whether they take part or not.</summary>
        public bool IsKnown { get; set; }

        public bool Hidden { get; set; }

        public bool Muted { get; set; }

        /// <summary>Nudges that were recorded as sent since their last check-in.</summary>
        public int Nudges { get; set; }

        public List<(Instant From, Instant Until)> Pauses { get; } = [];

        /// <summary>Pauses came in another order than they were said: they are taken as they are stored.</summary>
        public bool RestsOutOfOrder { get; private set; }

        /// <summary>As they are stored.</summary>
        public IReadOnlyList<(Instant From, Instant Until)> StoredPauses { get; set; } = [];

        /// <summary>What they shared, as it is stored.</summary>
        public SortedDictionary<int, IReadOnlyList<string>> Links { get; } = [];

        private Instant _lastRest = Instant.MinValue;

        public SortedDictionary<int, Entry> Done { get; } = [];

        /// <summary>The ledger as it was last written.</summary>
        public string Stored { get; set; } = "";

        public string Marks
        {
            get
            {
                if (Done.Count == 0) return "";
                var marks = new char[Done.Keys.Max()];
                Array.Fill(marks, '.');
                foreach (var (lesson, entry) in Done) marks[lesson - 1] = entry.Class switch { CheckInClass.OnTime => 'o', CheckInClass.Grace => 'g', _ => 'l' };
                return new(marks);
            }
        }

        /// <summary>One that may be changed without this one.</summary>
        public Person Copy()
        {
            var copy = new Person { Joined = Joined, Left = Left, IsKnown = IsKnown, Hidden = Hidden, Muted = Muted, Nudges = Nudges, RestsOutOfOrder = RestsOutOfOrder, _lastRest = _lastRest, Stored = Stored };
            copy.Pauses.AddRange(Pauses);
            foreach (var (lesson, entry) in Done) copy.Done[lesson] = entry with { Sources = [.. entry.Sources] };
            return copy;
        }

        public PersonThen Then() => new(Marks, Joined, Left, Hidden, Muted, Nudges, RestsOutOfOrder ? StoredPauses : [.. Pauses], [.. Links.SelectMany(lesson => lesson.Value.Select(link => (lesson.Key, link)))], Done.ToDictionary(done => done.Key, done => done.Value.At));

        /// <summary>Whether what is stored of both is the same.</summary>
        public bool IsAs(Person other) =>
            (Joined, Left, Hidden, Muted) == (other.Joined, other.Left, other.Hidden, other.Muted) && Pauses.SequenceEqual(other.Pauses) &&
            Done.Select(done => (done.Key, done.Value.At, done.Value.Class)).SequenceEqual(other.Done.Select(done => (done.Key, done.Value.At, done.Value.Class)));

        public void Join(Instant at) => Joined = Joined < at ? Joined : at;

        public void Rest(Instant at, LocalDate date, DateTimeZone zone)
        {
            if (!InOrder(at) || date < at.InZone(zone).Date) return;
            var until = PlainCalendar.At(zone, date.PlusDays(1).AtMidnight()) - Duration.Epsilon;
            var running = Running(at);
            if (running < 0) Pauses.Add((at, until));
            else Pauses[running] = (Pauses[running].From, until);
        }

        public void Return(Instant at)
        {
            if (!InOrder(at)) return;
            if (Running(at) is >= 0 and var running) Pauses[running] = (Pauses[running].From, at);
        }

        private bool InOrder(Instant at)
        {
            RestsOutOfOrder |= at < _lastRest;
            _lastRest = Instant.Max(_lastRest, at);
            return !RestsOutOfOrder;
        }

        private int Running(Instant at) => Pauses.FindLastIndex(pause => pause.From <= at && at <= pause.Until);
    }
}
