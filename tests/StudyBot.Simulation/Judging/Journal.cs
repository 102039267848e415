using System.Collections.Immutable;
using NodaTime;
using StudyBot.CheckIns;
using StudyBot.Cohorts;

namespace StudyBot.Simulation.Judging;

/// <summary>How a cohort and its people stood, from one change to the next: what the bot says it read a moment before, and is held against what stood then.</summary>
internal sealed class Journal(Cohort cohort)
{
    private readonly List<(Instant At, Cohort Cohort, ImmutableSortedDictionary<string, PersonThen> People)> _entries =
        [(Instant.MinValue, cohort, ImmutableSortedDictionary.Create<string, PersonThen>(StringComparer.Ordinal))];

    /// <param name="then">Null: there is no such person any more.</param>
    public void Write(Instant at, Cohort cohort, string? user, PersonThen? then)
    {
        var people = _entries[^1].People;
        if (user is not null) people = then is null ? people.Remove(user) : people.SetItem(user, then);
        _entries.Add((at, cohort, people));
    }

    /// <summary>As all stands, by a clock that shows so much.</summary>
    public Moment Now(Instant clock) => new(clock, _entries[^1].Cohort, _entries[^1].People);

    /// <summary>As it stood before the last change.</summary>
    public Moment Before(Instant clock) => new(clock, _entries[^2].Cohort, _entries[^2].People);

    /// <summary>As it stood at an instant.</summary>
    public Moment At(Instant instant)
    {
        var entry = _entries.FindLast(entry => entry.At <= instant);
        return new(instant, entry.Cohort, entry.People);
    }

    /// <summary>All ways in which things can have been read between two instants, the newest first: the cohort before its people, and the clock after both.</summary>
    public IEnumerable<Moment> Between(Instant from, Instant until, Func<Instant, Instant> clock)
    {
        var last = _entries.FindLastIndex(entry => entry.At <= until);
        var first = _entries.FindLastIndex(last, entry => entry.At <= from);
        var instants = Instants(_entries[last], clock(from), clock(until));
        for (var people = last; people >= first; people--)
        {
            for (var before = people; before >= first; before--)
            {
                if (before < people && ReferenceEquals(_entries[before].Cohort, _entries[before + 1].Cohort)) continue;
                foreach (var at in instants) yield return new(at, _entries[before].Cohort, _entries[people].People);
            }
        }
    }

    /// <summary>The cohort as it was, the newest first.</summary>
    public IEnumerable<Cohort> Cohorts => _entries.AsEnumerable().Reverse().Select(entry => entry.Cohort);

    /// <summary>Both ends, and between them whatever ends by itself: a pause, a grace period.</summary>
    private static List<Instant> Instants((Instant At, Cohort Cohort, ImmutableSortedDictionary<string, PersonThen> People) entry, Instant from, Instant until)
    {
        List<Instant> instants = [until, from];
        foreach (var end in entry.People.Values.SelectMany(person => person.Pauses).SelectMany(pause => new[] { pause.From, pause.Until }).Concat(entry.Cohort.Posted.Select(lesson => lesson.GraceEnd)))
            if (from < end && end < until) instants.Add(end);
        return instants;
    }
}

/// <summary>A person as they stood.</summary>
/// <param name="Times">When each lesson that they did was done.</param>
internal sealed record PersonThen(
    string Marks,
    Instant? Joined,
    bool Left,
    bool Hidden,
    bool Muted,
    int Nudges,
    IReadOnlyList<(Instant From, Instant Until)> Pauses,
    IReadOnlyList<(int Lesson, string Url)> Links,
    IReadOnlyDictionary<int, Instant> Times)
{
    public override string ToString() => $"\"{Marks}\"{(TakesPart ? "" : ", gone")}{(Muted ? ", muted" : "")}, paused [{string.Join(", ", Pauses)}], {Nudges} nudges in a row";

    public bool TakesPart => Joined is not null && !Left;

    public bool RestsAt(Instant at) => Pauses.Any(pause => pause.From < at && at <= pause.Until);

    public CheckInClass? Done(int lesson) => lesson > Marks.Length ? null : Marks[lesson - 1] switch
    {
        'o' => CheckInClass.OnTime,
        'g' => CheckInClass.Grace,
        'l' => CheckInClass.Late,
        _ => null,
    };
}

/// <summary>One way in which things stood, by a bot's own clock.</summary>
internal sealed record Moment(Instant Clock, Cohort Cohort, ImmutableSortedDictionary<string, PersonThen> People)
{
    /// <summary>Rule 7: how many of those who joined, have not left and are not paused have done a lesson; in figures, and nothing where there is nobody.</summary>
    public string Totals(int lesson)
    {
        var counted = People.Values.Where(person => person.TakesPart && !person.RestsAt(Clock)).ToList();
        return counted.Count == 0 ? "" : $"{counted.Count(person => person.Done(lesson) is not null)} {counted.Count}";
    }

    /// <summary>Who is shown in tables.</summary>
    public IEnumerable<KeyValuePair<string, PersonThen>> Shown => People.Where(person => person.Value is { TakesPart: true, Hidden: false });
}
