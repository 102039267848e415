using System.Globalization;
using System.Text;
using NodaTime;
using StudyBot.Agendas;
using StudyBot.Cards;
using StudyBot.Cohorts;
using StudyBot.Ports;
using StudyBot.Simulation.Judging;
using StudyBot.Simulation.Ports;
using StudyBot.Simulation.Stories;
using StudyBot.Simulation.Time;
using StudyBot.Storage;

namespace StudyBot.Simulation.Running;

/// <summary>One run of a story: what outlives the bots, and the bots that come and go in it.</summary>
internal sealed class World
{
    private readonly MemoryTable _memory = new();
    private readonly Instance?[] _slots;
    private readonly Duration[] _ahead;
    private readonly Dictionary<string, Room> _byPartition = new(StringComparer.Ordinal);
    private readonly Dictionary<CohortId, Room> _byId = [];
    private readonly Chance _pick;
    private readonly StringBuilder? _history;
    private readonly People _people;
    private readonly string[] _duePartitions;
    private int _bots;
    private long _stamp;
    private Instant _downUntil = Instant.MinValue;

    public World(Story story, Lies lies, bool tell)
    {
        (Story, Lies) = (story, lies);
        Time = new(story.Start);
        Table = lies.Table(_memory);
        _pick = Chance.For(story.Seed, "pick");
        _history = tell ? new() : null;
        _slots = new Instance?[story.Instances];
        _ahead = new Duration[story.Instances];
        Rooms = story.Cohorts.ToDictionary(cohort => cohort.Index, cohort => new Room(cohort));
        foreach (var room in Rooms.Values)
        {
            _byPartition[Keys.Partition(room.Id)] = room;
            _byId[room.Id] = room;
        }

        _duePartitions = [.. Enumerable.Range(0, story.Shards).Select(Keys.DuePartition)];
        Store = new(_memory, story.Shards);
        Trouble = new(this);
        Mail = new(this);
        Pages = new(this);
        Judge = new(this);
        _people = new(this);
    }

    public Story Story { get; }

    public Lies Lies { get; }

    public TrueTime Time { get; }

    public Instant Now => Time.Now;

    public ITable Table { get; }

    /// <summary>Straight to the memory, for whoever judges.</summary>
    public StudyStore Store { get; }

    public Trouble Trouble { get; }

    public Mail Mail { get; }

    /// <summary>What Slack tells of what was written.</summary>
    public HistoryPages Pages { get; }

    public Judge Judge { get; }

    public IReadOnlyDictionary<int, Room> Rooms { get; }

    public BrokenPromise? Broken { get; private set; }

    /// <summary>Posts that their owner removed, as somebody else had sent the same meanwhile.</summary>
    public int TakenBack { get; set; }

    /// <summary>Posts that were there already, and were found instead of being sent again.</summary>
    public int FoundAgain { get; set; }

    public bool IsDown => Now < _downUntil;

    public Duration LastOutage { get; private set; }

    public bool StoreIsIll => Trouble.Is(FaultKind.StoreDown) || Trouble.Is(FaultKind.StoreSlow) || Trouble.Is(FaultKind.StoreFull);

    public string History => _history?.ToString() ?? "";

    public IReadOnlyList<Row> Rows => _memory.All();

    public void Run()
    {
        SetUp();
        for (var slot = 0; slot < _slots.Length; slot++) StartBot(slot);
        foreach (var fault in Story.Faults) Time.At(fault.At, () => Trouble.Begin(fault));
        foreach (var order in Story.Orders) Time.At(order.At, () => _people.Order(order));
        for (var day = 1; day <= Story.Days; day++) Time.At(Story.Start + Duration.FromDays(day), EndDay);
        Time.RunUntil(Story.End);
        for (var minute = 1; minute <= 30 && Broken is null && !Judge.IsAtRest(); minute++) Time.RunUntil(Story.End + Duration.FromMinutes(minute));
        if (Broken is null && Time.Strayed > 0) Break("order", $"{Time.Strayed} steps went through the thread pool");
        if (Broken is null) Judge.End();
    }

    public void Tell(string what)
    {
        if (_history is null) return;
        _history.Append(CultureInfo.InvariantCulture, $"{Now:uuuu-MM-dd'T'HH:mm:ss.fff} {what}\n");
    }

    /// <summary>Ends the run: what was promised does not hold.</summary>
    public void Break(string promise, string what)
    {
        if (Broken is not null) return;
        Broken = new(promise, Now, what);
        Tell($"BROKEN {promise}: {what}");
        Time.Stopped = true;
    }

    public Room RoomOf(CohortId id) => _byId[id];

    public Room? RoomOf(string partition) => _byPartition.GetValueOrDefault(partition);

    public Duration Ahead(int slot) => _ahead[slot];

    public void SetClock(int slot, Duration ahead)
    {
        Beat();
        _ahead[slot] = ahead;
        if (_slots[slot] is { } instance) instance.Clock.Ahead = ahead;
        Plan();
    }

    /// <summary>Any bot that runs; null where none does.</summary>
    public Instance? Pick()
    {
        var alive = 0;
        foreach (var slot in _slots)
            if (slot is not null) alive++;
        if (alive == 0) return null;
        var chosen = _pick.Int(0, alive);
        foreach (var slot in _slots)
            if (slot is not null && chosen-- == 0) return slot;
        return null;
    }

    public void Kill(Instance instance, Duration length)
    {
        instance.BeatUntil(Now);
        Tell($"{instance} is killed; the next starts in {length}");
        Die(instance);
        _slots[instance.Slot] = null;
        Time.After(length, () => StartBot(instance.Slot));
    }

    /// <summary>Nobody runs for a while; not where that is so already.</summary>
    public bool GoDown(Duration length)
    {
        if (IsDown) return false;
        Beat();
        LastOutage = length;
        _downUntil = Now + length;
        foreach (var instance in _slots.OfType<Instance>()) Die(instance);
        Array.Clear(_slots);
        Time.After(length, () =>
        {
            for (var slot = 0; slot < _slots.Length; slot++) StartBot(slot);
        });
        return true;
    }

    /// <summary>All that run write the beat of the idle minutes passed over.</summary>
    public void Beat()
    {
        foreach (var instance in _slots) instance?.BeatUntil(Now);
    }

    /// <summary>When each bot's next round is.</summary>
    public void Plan()
    {
        Instant? due = null;
        foreach (var partition in _duePartitions)
            if (_memory.RangeAsync(partition, "", "\uFFFF", 1, CancellationToken.None).Result is [var first] && Keys.DueAt(first.Key) is { } at && !(due < at)) due = at;
        foreach (var instance in _slots) instance?.Plan(due);
    }

    /// <summary>The hints of all shards until an instant, as they are stored.</summary>
    public IEnumerable<DueHint> DueUntil(Instant until) => Enumerable.Range(0, Story.Shards).SelectMany(shard => Store.DueAsync(shard, until, CancellationToken.None).Result);

    /// <summary>The platform's id and instant of something new, each its own.</summary>
    public (string Id, Instant At) Stamp(Room room)
    {
        _stamp = Math.Max(_stamp + 1, Now.ToUnixTimeTicks() / NodaConstants.TicksPerMillisecond);
        var at = Instant.FromUnixTimeMilliseconds(_stamp);
        return (room.Id.Platform == "slack" ? $"{_stamp / 1000}.{_stamp % 1000:000}000" : $"{_stamp}", at);
    }

    /// <summary>A post of ours is there.</summary>
    public void Appear(Room room, SeenPost post, Card card)
    {
        Tell($"{post.Sender} posts {post.Delivery.Kind} {post.Delivery.Subject} in {room.Id.Channel} as {post.Id}");
        var isFirst = post.Lesson > room.NewestAt(Instant.MaxValue);
        room.Posts.Add(post);
        Judge.Appeared(room, post);
        Judge.Shown(room, post, card, post.Sender);
        if (isFirst) _people.See(room, post.Lesson);
    }

    /// <summary>The bot is taken out of a channel, and told so.</summary>
    /// <returns>False where it cannot be.</returns>
    public bool Remove(int cohort)
    {
        if (!Rooms.TryGetValue(cohort, out var room) || room.Gone || room.Id.Platform == "local") return false;
        Tell($"the bot is removed from {room.Id.Channel}");
        room.Gone = true;
        Mail.Send(room, Mail.Happened(room, room.Cohort.Lead, "gone", Now, new Did.ChannelGone("the bot was removed from the channel")));
        return true;
    }

    /// <summary>It is back, and its lead lets the cohort go on.</summary>
    public void Return(int cohort)
    {
        var room = Rooms[cohort];
        Tell($"the bot is back in {room.Id.Channel}");
        room.Gone = false;
        room.BackAt = Now;
        for (var hour = 0; hour < 3; hour++)
        {
            Time.After(Duration.FromMinutes(5 + hour * 120), () =>
            {
                room.Resumed.Add(Now);
                _people.Order(new(10_000 + Story.Orders.Count, cohort, Now, "resume cohort"));
            });
        }
    }

    /// <summary>What was written, seen as it becomes true.</summary>
    public void Wrote(Instance instance, string partition, IReadOnlyList<RowChange> changes)
    {
        if (_duePartitions.Contains(partition))
        {
            Plan();
            return;
        }

        if (partition == "local/messages") LocalPosts.Watch(this, instance, changes);
        else if (_byPartition.TryGetValue(partition, out var room)) Judge.Wrote(room, instance, changes);
    }

    /// <summary>When a lesson was planned to come at first.</summary>
    public Instant PlannedSlot(Room room, int lesson)
    {
        var schedule = room.Cohort.Schedule;
        var date = schedule.Start.PlusDays(-1);
        for (var n = 0; n < lesson; n++)
            do date = date.PlusDays(1);
            while (!PlainCalendar.IsStudyDay(schedule, date));
        return PlainCalendar.At(schedule.Zone, date + schedule.LessonTime);
    }

    /// <summary>What it has posted and not recorded, nobody knows of.</summary>
    private void Die(Instance instance)
    {
        instance.Process.Kill();
        Judge.Died(instance);
        foreach (var room in Rooms.Values)
            foreach (var post in room.Posts)
                if (post.Sender == instance && !post.Recorded) post.DiedWithIt = true;
    }

    private void SetUp()
    {
        foreach (var plan in Plans.All) Store.SaveCurriculumAsync(plan, CancellationToken.None).GetAwaiter().GetResult();
        foreach (var room in Rooms.Values)
        {
            var planned = room.Cohort;
            var cohort = new Cohort(planned.Id, 1, Plans.Find(planned.Plan).Version, planned.Schedule, [], [planned.Lead]);
            if (Agenda.Next(cohort, Now) is { } next) Store.AnnounceAsync(new(cohort.Id, next), CancellationToken.None).GetAwaiter().GetResult();
            Store.CommitAsync(cohort.Id, [new Change.PutCohort(cohort, null)], CancellationToken.None).GetAwaiter().GetResult();
            Judge.SetUp(room, cohort);
        }
    }

    private void StartBot(int slot)
    {
        if (IsDown || _slots[slot] is not null) return;
        var instance = _slots[slot] = new(this, slot, ++_bots);
        Tell($"{instance} starts");
        instance.Start();
    }

    private void EndDay()
    {
        // Nightly in the product; here every third night, since a sweep reads all there is.
        Judge.EndDay();
        if ((int)(Now - Story.Start).TotalDays % 3 != 0) return;
        foreach (var instance in _slots)
        {
            if (instance is null) continue;
            instance.Sweep();
            break;
        }
    }
}

/// <summary>What was promised and does not hold.</summary>
internal sealed record BrokenPromise(string Promise, Instant At, string What);
