using StudyBot.CheckIns;
using StudyBot.Simulation.Running;
using StudyBot.Standings;

namespace StudyBot.Simulation.Judging;

/// <summary>Check-ins, rows of members, streaks and ranks are what the rules come to.</summary>
internal static class Books
{
    public static void Check(World world, Record record, Stored stored)
    {
        foreach (var user in record.People.Keys.Union(stored.CheckIns.Keys, StringComparer.Ordinal)) Check(world, record, stored, user);

        var ranks = Table.Rank(stored.Members.Values).Select(row => $"{row.Rank} {row.Member.Id.User} {row.Completed} {row.Kept}");
        if (!ranks.SequenceEqual(Ranks(record))) world.Break("standings", $"{record.Cohort.Id.Channel} ranks {string.Join(", ", ranks)}; the rules give {string.Join(", ", Ranks(record))}");
    }

    public static void Check(World world, Record record, Stored stored, string user)
    {
        // Whoever asked and was not heard to the end is forgotten in part; they ask again.
        if (record.Room.Farewells.Contains(user)) return;
        var person = record.People.GetValueOrDefault(user) ?? new();
        var checkIns = stored.CheckIns.GetValueOrDefault(user) ?? [];
        if (checkIns.Count != person.Done.Count || !checkIns.Zip(person.Done).All(two => two.First.Key == two.Second.Key && (two.First.Value.At, two.First.Value.Class) == (two.Second.Value.At, two.Second.Value.Class)))
        {
            var (are, were) = (checkIns.Values.Select(c => $"{c.Lesson} {c.At} {c.Class}"), person.Done.Select(d => $"{d.Key} {d.Value.At} {d.Value.Class}"));
            world.Break("recorded", $"{user} has the check-ins {string.Join(", ", are)}; the rules give {string.Join(", ", were)}");
        }

        if (!stored.Members.TryGetValue(user, out var member))
        {
            if (person.Done.Count > 0) world.Break("recorded", $"{user} has no row");
            return;
        }

        if (member.Ledger.Marks != person.Marks) world.Break("standings", $"{user} has the ledger {member.Ledger.Marks}; the check-ins come to {person.Marks}");
        var rests = member.Pauses.Select(pause => (pause.From, pause.Until)).Where(p => p.From < p.Until).ToList();
        if (!person.RestsOutOfOrder && !rests.SequenceEqual(person.Pauses.Where(p => p.From < p.Until)))
            world.Break("recorded", $"{user} has the pauses {string.Join(", ", rests)}; the rules give {string.Join(", ", person.Pauses)}");
        var standing = Streak.Fold(record.Cohort.Posted, member, world.Now);
        var plain = PlainStreak.Of(record.Cohort.Posted, lesson => person.Done.TryGetValue(lesson, out var entry) ? entry.Class : null, person.Joined, rests, world.Now);
        if ((standing.Current, standing.Longest, standing.Freezes) != plain)
            world.Break("standings", $"{user} of {record.Cohort.Id.Channel} has streak {standing.Current}, longest {standing.Longest}, freezes {standing.Freezes}; the rules give {plain}");
        if (standing.Completed != person.Done.Count) world.Break("standings", $"{user} completed {standing.Completed}; the rules give {person.Done.Count}");
    }

    private static IEnumerable<string> Ranks(Record record)
    {
        var shown = record.People
            .Where(p => p.Value is { Joined: not null, Left: false, Hidden: false, Done.Count: > 0 })
            .Select(p => (User: p.Key, Completed: p.Value.Done.Count, Kept: p.Value.Done.Values.Count(entry => entry.Class is not CheckInClass.Late)))
            .ToList();
        return shown
            .OrderByDescending(p => p.Completed).ThenByDescending(p => p.Kept).ThenBy(p => p.User, StringComparer.Ordinal)
            .Select(p => $"{1 + shown.Count(other => (other.Completed, other.Kept).CompareTo((p.Completed, p.Kept)) > 0)} {p.User} {p.Completed} {p.Kept}");
    }
}
