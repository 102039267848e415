using System.Text;
using NodaTime;
using StudyBot.Agendas;
using StudyBot.Cards;
using StudyBot.Cohorts;
using StudyBot.Commands.Decisions;
using StudyBot.Ports;
using StudyBot.Simulation.Running;
using StudyBot.Storage;

namespace StudyBot.Simulation.Judging;

/// <summary>Holds a run to what was promised: at each write, at each acknowledgement, at each day's end and at the end.</summary>
internal sealed class Judge(World world)
{
    /// <summary>What came longer ago was looked at on the days before.</summary>
    private static readonly Duration Lately = Duration.FromDays(4);

    private readonly Dictionary<(string Row, Instance Instance), Incoming> _told = [];
    private readonly HashSet<(string Row, Instance Instance)> _changing = [];
    private readonly Dictionary<string, string> _rows = new(StringComparer.Ordinal);
    private readonly HashSet<string> _recorded = new(StringComparer.Ordinal);
    private readonly Dictionary<int, Record> _records = [];
    private readonly Dictionary<int, Totals> _totals = [];
    private readonly Dictionary<int, Owed> _owed = [];
    private readonly SortedSet<PersonId> _gone = new(Comparer<PersonId>.Create((a, b) => string.CompareOrdinal(a.User, b.User)));

    /// <summary>How many events took effect.</summary>
    public int Events => _recorded.Count;

    public IReadOnlyDictionary<int, Record> Records => _records;

    public void SetUp(Room room, Cohort cohort)
    {
        var record = _records[room.Cohort.Index] = Make(room, cohort);
        _totals[room.Cohort.Index] = new(world, record);
        _owed[room.Cohort.Index] = new(world, record);
    }

    private Record Make(Room room, Cohort cohort) => new(room, cohort)
    {
        IsSending = () => world.Store.FindDeliveryAsync(room.Id, Deliveries.Lesson(1, _records[room.Cohort.Index].Cohort.Day + 1), CancellationToken.None).Result?.Value.State is DeliveryState.Sending,
        Moved = (from, until) => world.Story.Orders.Any(order => order.Cohort == room.Cohort.Index && from - Duration.FromMinutes(10) <= order.At && order.At <= until),
    };

    /// <summary>A bot is about to hear of something.</summary>
    /// <param name="incoming">As it is told to this bot this time: Teams' second try comes under another id, and nothing tells that both are one message.</param>
    public void Hears(Incoming incoming, Instance instance)
    {
        var row = RowOf(incoming.Key);
        _told[(row, instance)] = incoming;
        if (!_recorded.Contains(row) && RecordOf(incoming).Changes(incoming)) _changing.Add((row, instance));
        else _changing.Remove((row, instance));

        // Where its id alone makes a message itself, the row of what it says is its mark.
        if (incoming is { What: Did.Said said, Where: { Direct: false, Channel: var channel } } && incoming.Key == Incoming.KeyOf(channel, said.MessageId))
            _told[(Keys.Seen(Statements.OfMessage(channel, said.MessageId)), instance)] = incoming;
    }

    public void Wrote(Room room, Instance instance, IReadOnlyList<RowChange> changes)
    {
        var record = _records[room.Cohort.Index];
        foreach (var change in changes)
        {
            record.Stored.Write(change);
            if (change.Key.StartsWith("delivery|", StringComparison.Ordinal)) Delivered(record, instance, change);
            else if (change is RowChange.Delete) Forgotten(record, change.Key, instance);
            if (change.Key == Keys.Cohort) Changed(record, world.Store.FindCohortAsync(room.Id, CancellationToken.None).Result!.Value, instance);
        }

        // The mark of what was handled comes last; an edit writes the row of the message before it.
        if (changes is [.., RowChange.Insert mark] && _told.TryGetValue((mark.Key, instance), out var incoming)) Recorded(record, RowOf(incoming.Key), incoming, changes, instance);
    }

    /// <param name="instance">Which heard it: what it changes nothing by when it is heard asks for no record, nor what it changes nothing by now.</param>
    public void Acknowledged(Incoming incoming, Instance instance)
    {
        if (Record.IsFarewell(incoming)) Gone(incoming.From.Id);
        var row = RowOf(incoming.Key);
        if (_recorded.Contains(row)) return;
        var record = RecordOf(incoming);
        if (record.MustBeRecorded(incoming) || _changing.Contains((row, instance)) && record.Changes(incoming)) world.Break("acknowledged", $"{Tell(incoming)} was acknowledged and is not recorded");
    }

    /// <summary>Who wanted to be forgotten has no row any more, and none that names them.</summary>
    public void Gone(PersonId person)
    {
        var named = world.Rows.Where(row => Names(row, person.User) && row.Partition != "local/messages").Select(row => $"{row.Partition} {row.Key}").ToList();
        if (named.Count > 0) world.Break("forgotten", $"{person.User} is named by {string.Join(", ", named)}");
        _gone.Add(person);
    }

    /// <summary>A bot is about to post something.</summary>
    public void Says(Instance instance, Post post)
    {
        var record = _records[world.RoomOf(post.Cohort).Cohort.Index];
        if (post.Delivery.Kind is DeliveryKind.Summary) Summaries.Check(world, record, instance, post);
        else if (post.Delivery.Kind is DeliveryKind.Nudge) Nudges.Check(world, record, instance, post);
    }

    /// <summary>A card of ours is in the channel, new or in the place of an earlier one.</summary>
    public void Shown(Room room, SeenPost post, Card card, Instance instance)
    {
        if (post.Lesson > 0) _totals[room.Cohort.Index].Shown(post, card, instance);
    }

    /// <summary>A card could not be brought to its place, and never will be.</summary>
    public void Refused(Room room, SeenPost post) => _totals[room.Cohort.Index].Refused(post.Lesson);

    public void Died(Instance instance)
    {
        foreach (var totals in _totals.Values) totals.Died(instance);
    }

    public void Appeared(Room room, SeenPost post)
    {
        if (post.Lesson > 1 && !room.Posts.Any(seen => seen.Lesson == post.Lesson - 1)) world.Break("order", $"{room.Id.Channel} has lesson {post.Lesson} and never had the one before");
        if (post.Lesson > 0 && room.Posts.Any(seen => seen.Lesson > post.Lesson)) world.Break("order", $"{room.Id.Channel} has lesson {post.Lesson} after a later one");
    }

    public void EndDay()
    {
        var due = world.Rows.Count(row => row.Partition.StartsWith("due|", StringComparison.Ordinal));
        // A cohort has what comes next, people's reminders of the day, and what a lead's changes left until its time.
        if (due > 12 * _records.Count) world.Break("due index", $"{due} hints of {_records.Count} cohorts");
        foreach (var (index, record) in _records)
        {
            _totals[index].Check();
            _owed[index].Check();
            Books.Check(world, record, record.Stored);
            Posts.Check(world, record, world.Now - Lately);
            Ending.Announced(world, record.Cohort);
        }
    }

    /// <summary>Whether nothing is under way that would be half done if all ended now.</summary>
    public bool IsAtRest() => _records.Values.All(record => record.Room.NewestAt(Instant.MaxValue) <= record.Cohort.Day);

    public void End()
    {
        foreach (var person in _gone.ToList()) Gone(person);
        foreach (var (index, record) in _records)
        {
            _totals[index].Check();
            _owed[index].Check();
            if (world.Broken is not null) return;
            Ending.Check(world, record);
        }
    }

    private Record RecordOf(Incoming incoming) =>
        _records[world.Rooms.Values.First(room => room.Id.Tenant == incoming.Where.Tenant && room.Cohort.People.Contains(incoming.From.Id.User)).Cohort.Index];

    /// <summary>A delivery is said, with the post that it names; one that somebody asked for has no row any more once it is. A row may also go with whom it was for: what was never answered stays unknown.</summary>
    private void Delivered(Record record, Instance instance, RowChange change)
    {
        var room = record.Room;
        if (Stored.ValueOf(change) is { } row && Rows.Delivery(new("", change.Key, "", row)).Value is { State: DeliveryState.Sent, Id.Kind: DeliveryKind.Nudge, Person.User: var user } && record.People.TryGetValue(user, out var nudged))
        {
            nudged.Nudges++;
            record.Note(world.Now, user);
        }

        if (room.Id.Platform != "teams") return;
        if (Stored.ValueOf(change) is not { } value)
        {
            if (room.Posts.FindLast(post => post.Row == change.Key && post.Sender == instance && post.Answered) is { } said) said.Recorded = true;
        }
        else if (Rows.Delivery(new("", change.Key, "", value)).Value is { State: DeliveryState.Sent, MessageId: var id } && room.Posts.FindLast(post => post.Id == id) is { } sent)
        {
            sent.Recorded = true;
        }
    }

    /// <summary>A member's row goes when they asked for it, and not otherwise.</summary>
    private void Forgotten(Record record, string key, Instance instance)
    {
        foreach (var user in record.Room.Cohort.People)
        {
            if (key != Keys.Member(1, record.Room.PersonOf(user))) continue;
            if (!record.Room.Farewells.Contains(user)) world.Break("recorded", $"{user} was forgotten and had not asked for it");
            record.People.Remove(user);
            Note(record, user, instance);
        }
    }

    private void Note(Record record, string user, Instance instance)
    {
        record.Note(world.Now, user);
        _totals[record.Room.Cohort.Index].Changed(user, instance);
    }

    private static bool Names(Row row, string user) =>
        row.Partition.EndsWith($"|{user}", StringComparison.Ordinal) || row.Key.Contains(user, StringComparison.Ordinal) || row.Value.Span.IndexOf(Encoding.UTF8.GetBytes(user)) >= 0;

    /// <summary>A cohort's row is another one now: what was fixed stays, and a lesson that is added is the next one, with the instants that the rules give it.</summary>
    private void Changed(Record record, Cohort now, Instance instance)
    {
        var before = record.Cohort;
        record.Cohort = now;
        record.Note(world.Now);
        for (var day = 1; day <= before.Day; day++)
        {
            if (now.Lesson(day) is not { } after || after with { GraceEnd = default } != before.Lesson(day)! with { GraceEnd = default } || after.GraceEnd < before.Lesson(day)!.GraceEnd)
                world.Break("fixed", $"{instance} changed lesson {day} of {now.Id.Channel} from {before.Lesson(day)} to {now.Lesson(day)}");
        }

        _owed[record.Room.Cohort.Index].Changed(before.Schedule, now.Schedule);
        if (!IsSetAs(now, before)) record.Settings.Add((world.Now, now));
        if (now.Broken is null && before.Broken is not null) record.Stops[^1] = (record.Stops[^1].From, world.Now);
        if (now.Broken is not null && before.Broken is null)
        {
            record.Stops.Add((world.Now, Instant.MaxValue));
            // What a platform tells late it tells within the hour.
            if (!record.Room.Gone && world.Now - record.Room.BackAt > Duration.FromHours(1)) world.Break("stopped", $"{instance} stopped {now.Id.Channel}, whose channel is there: {now.Broken}");
        }

        if (now.Day == before.Day) return;
        var lesson = now.Posted[^1];
        world.Tell($"{instance} records lesson {lesson.Day} of {now.Id.Channel}: opens {lesson.Opens}, due {lesson.Due}, grace ends {lesson.GraceEnd}, {lesson.MessageId}");
        if (now.Day != before.Day + 1 || lesson.Day != now.Day) world.Break("order", $"{now.Id.Channel} goes from {before.Day} lessons to {now.Day}");
        var (opens, due, graceEnd) = PlainCalendar.Life(before.Schedule, lesson.Date, lesson.Slot, lesson.Posted);
        if ((opens, due, graceEnd) != (lesson.Opens, lesson.Due, lesson.GraceEnd)) world.Break("instants", $"{lesson} of {now.Id.Channel}: the rules give {opens}, {due}, {graceEnd}");
        var seen = record.Room.Posts.FindLast(post => post.Id == lesson.MessageId && post.Lesson == lesson.Day);
        if (seen is null || seen.Deleted) world.Break("posted", $"{instance} recorded {lesson} of {now.Id.Channel}, which is not there");
    }

    private static bool IsSetAs(Cohort one, Cohort other)
    {
        var (here, there) = (one.Schedule, other.Schedule);
        return (here.Zone, here.LessonTime, here.Days, here.Start, one.Curriculum.Lessons) == (there.Zone, there.LessonTime, there.Days, there.Start, other.Curriculum.Lessons) &&
            here.Holidays.SetEquals(there.Holidays) && here.Pauses.SequenceEqual(there.Pauses);
    }

    private void Recorded(Record record, string row, Incoming incoming, IReadOnlyList<RowChange> changes, Instance instance)
    {
        if (!_recorded.Add(row))
        {
            world.Break("once", $"{instance} recorded {Tell(incoming)} a second time");
            return;
        }

        var user = incoming.From.Id.User;
        if (incoming.What is Did.Said { Text: var words } && words.StartsWith("remind me", StringComparison.Ordinal)) record.Room.Reminded.Add((user, world.Now));
        var person = record.Of(user);
        var wrote = new HashSet<int>();
        var member = changes.Any(change => change.Key == Keys.Member(1, incoming.From.Id)) ? record.Stored.Members.GetValueOrDefault(user) : null;
        foreach (var change in changes)
        {
            if (!change.Key.StartsWith("checkin|", StringComparison.Ordinal)) continue;
            var lesson = int.Parse(change.Key.AsSpan(13, 4));
            wrote.Add(lesson);
            person.Links[lesson] = record.Stored.CheckIns.GetValueOrDefault(user)?.GetValueOrDefault(lesson)?.Links ?? [];
        }

        record.Live(incoming, wrote);
        if (member is not null)
        {
            person.Stored = member.Ledger.Marks;
            person.StoredPauses = [.. member.Pauses.Select(pause => (pause.From, pause.Until))];
            person.IsKnown = true;
            if (member.JoinedAt != person.Joined || member.Left != person.Left || member.Hidden != person.Hidden)
                world.Break("recorded", $"{Tell(incoming)}: {instance} wrote joined {member.JoinedAt}, left {member.Left}, hidden {member.Hidden}; the rules give {person.Joined}, {person.Left}, {person.Hidden}");
        }

        Note(record, user, instance);
        world.Tell($"{instance} recorded {Tell(incoming)}: {user} {person.Stored}");
        if (person.Stored != person.Marks) world.Break("recorded", $"{Tell(incoming)}: {instance} wrote \"{person.Stored}\", the rules give \"{person.Marks}\"");
        Books.Check(world, record, record.Stored, user);
    }

    public static string Tell(Incoming incoming) => $"[{incoming.From.Id.User} {incoming.At:uuuu-MM-dd'T'HH:mm:ss.fff} {incoming.What}{(incoming.Where.Thread is { } thread ? $" under {thread}" : "")}]";

    private string RowOf(string key) => _rows.TryGetValue(key, out var row) ? row : _rows[key] = Keys.Seen($"event {key}");
}
