using StudyBot.Agendas;
using StudyBot.CheckIns;
using StudyBot.Cohorts;
using StudyBot.Ports;
using StudyBot.Storage;

namespace StudyBot.Simulation.Judging;

/// <summary>The rows of a cohort as they were written, one after the other: so that they can be held to the rules at each step and nothing has to be read for it.</summary>
internal sealed class Stored
{
    public SortedDictionary<string, Member> Members { get; } = new(StringComparer.Ordinal);

    /// <summary>By person and lesson; a person without any is not among them.</summary>
    public SortedDictionary<string, SortedDictionary<int, CheckIn>> CheckIns { get; } = new(StringComparer.Ordinal);

    /// <summary>Deliveries that are neither sent nor refused, by their keys.</summary>
    public SortedDictionary<string, Delivery> Unsettled { get; } = new(StringComparer.Ordinal);

    /// <summary>What the store says when it is asked; of deliveries nothing.</summary>
    public static Stored Read(IStudyStore store, CohortId id)
    {
        var stored = new Stored();
        foreach (var (member, _) in store.MembersAsync(id, 1, CancellationToken.None).Result) stored.Members[member.Id.User] = member;
        foreach (var (checkIn, _) in store.CheckInsAsync(id, 1, 1, 9999, CancellationToken.None).Result) stored.Put(checkIn);
        return stored;
    }

    public void Write(RowChange change)
    {
        var value = ValueOf(change);
        if (change.Key.StartsWith("checkin|", StringComparison.Ordinal))
        {
            if (value is { } row) Put(Rows.CheckIn(new("", change.Key, "", row)).Value);
            else if (change.Key.Split('|') is [_, _, var lesson, var user] && CheckIns.TryGetValue(user, out var theirs) && theirs.Remove(int.Parse(lesson)) && theirs.Count == 0) CheckIns.Remove(user);
        }
        else if (change.Key.StartsWith(Keys.AnyMember, StringComparison.Ordinal))
        {
            if (value is { } row) Members[change.Key.Split('|')[2]] = Rows.Member(new("", change.Key, "", row)).Value;
            else Members.Remove(change.Key.Split('|')[2]);
        }
        else if (change.Key.StartsWith("delivery|", StringComparison.Ordinal))
        {
            if (value is { } row && Rows.Delivery(new("", change.Key, "", row)).Value is { State: DeliveryState.Planned or DeliveryState.NotSent or DeliveryState.Sending } delivery) Unsettled[change.Key] = delivery;
            else Unsettled.Remove(change.Key);
        }
    }

    public static ReadOnlyMemory<byte>? ValueOf(RowChange change) => change switch
    {
        RowChange.Insert insert => insert.Value,
        RowChange.Replace replace => replace.Value,
        RowChange.Put put => put.Value,
        // A bare null would be taken for an empty array.
        _ => default(ReadOnlyMemory<byte>?),
    };

    private void Put(CheckIn checkIn)
    {
        if (!CheckIns.TryGetValue(checkIn.Person.User, out var theirs)) CheckIns[checkIn.Person.User] = theirs = [];
        theirs[checkIn.Lesson] = checkIn;
    }
}
