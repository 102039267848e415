using NodaTime;
using StudyBot.Agendas;
using StudyBot.CheckIns;
using StudyBot.Cohorts;
using StudyBot.Simulation.Running;
using StudyBot.Standings;

namespace StudyBot.Simulation.Judging;

/// <summary>What must hold of a cohort when all has come to rest.</summary>
internal static class Ending
{
    /// <summary>How long a lesson may be caught up.</summary>
    private static readonly Duration CatchUp = Duration.FromHours(12);

    /// <summary>So long nothing goes wrong, and what is due is posted: a platform's break is cut to an hour.</summary>
    private static readonly Duration Rest = Duration.FromMinutes(75);

    private static readonly Duration Heard = Duration.FromMinutes(20);

    public static void Check(World world, Record record)
    {
        var (room, cohort) = (record.Room, record.Cohort);
        Posts(world, room, cohort);
        Books(world, record);
        Overdue(world, record);
        Deliveries(world, room, cohort);
        Stopped(world, record);
    }

    /// <summary>Every lesson is there: once where the platform can tell, at least once where it cannot.</summary>
    private static void Posts(World world, Room room, Cohort cohort)
    {
        foreach (var delivery in room.Posts.GroupBy(post => (post.Delivery, post.To)))
        {
            var visible = delivery.Where(post => !post.Deleted).ToList();
            var what = $"{room.Id.Channel} {delivery.Key.Delivery.Kind} {delivery.Key.Delivery.Subject}";
            // Of a post whose answer never came, or whose sender died before it was recorded, nobody knows where the platform cannot tell.
            var unknown = room.Id.Platform == "teams" ? visible.Count(post => post.IsUnknown) : 0;
            var again = delivery.Key.Delivery.Kind is DeliveryKind.Reminder ? visible.Zip(visible.Skip(1)).Count(two => room.Reminded.Exists(asked => asked.User == delivery.Key.To && two.First.At < asked.At && asked.At < two.Second.At)) : 0;
            if (visible.Count > 1 + unknown + again) world.Break("once", $"{what} is there {visible.Count} times: {string.Join(", ", visible.Select(post => $"{post.Id} by {post.Sender}"))}");
            if (visible.Count == 0 && delivery.Key.Delivery.Kind is DeliveryKind.Lesson) world.Break("posted", $"{what} is not there any more");
        }

        for (var day = 1; day <= cohort.Day; day++)
            if (!room.Posts.Any(post => post.Lesson == day && !post.Deleted && post.Id == cohort.Lesson(day)!.MessageId)) world.Break("posted", $"lesson {day} of {room.Id.Channel} is recorded as {cohort.Lesson(day)!.MessageId}, which is not there");
        if (room.NewestAt(Instant.MaxValue) > cohort.Day) world.Break("posted", $"{room.Id.Channel} shows lesson {room.NewestAt(Instant.MaxValue)} and records {cohort.Day}");
    }

    /// <summary>Check-ins, rows of members, streaks and ranks are what the rules come to.</summary>
    private static void Books(World world, Record record)
    {
        var (id, cohort) = (record.Cohort.Id, record.Cohort);
        var checkIns = world.Store.CheckInsAsync(id, 1, 1, 9999, CancellationToken.None).Result.Select(c => c.Value).ToLookup(c => c.Person.User);
        var members = world.Store.MembersAsync(id, 1, CancellationToken.None).Result.Select(m => m.Value).ToDictionary(m => m.Id.User);
        foreach (var (user, person) in record.People)
        {
            // Whoever asked and was not heard to the end is forgotten in part; they ask again.
            if (record.Room.Farewells.Contains(user)) continue;
            var stored = string.Join(", ", checkIns[user].OrderBy(c => c.Lesson).Select(c => $"{c.Lesson} {c.At} {c.Class}"));
            var expected = string.Join(", ", person.Done.Select(d => $"{d.Key} {d.Value.At} {d.Value.Class}"));
            if (stored != expected) world.Break("recorded", $"{user} has the check-ins {stored}; the rules give {expected}");
            if (!members.TryGetValue(user, out var member))
            {
                if (person.Done.Count > 0) world.Break("recorded", $"{user} has no row");
                continue;
            }

            if (member.Ledger.Marks != person.Marks) world.Break("standings", $"{user} has the ledger {member.Ledger.Marks}; the check-ins come to {person.Marks}");
            var standing = Streak.Fold(cohort.Posted, member, world.Now);
            var pauses = person.RestsOutOfOrder ? [.. member.Pauses.Select(pause => (pause.From, pause.Until))] : person.Pauses;
            if (!member.Pauses.Select(pause => (pause.From, pause.Until)).Where(p => p.From < p.Until).SequenceEqual(pauses.Where(p => p.From < p.Until)))
                world.Break("recorded", $"{user} has the pauses {string.Join(", ", member.Pauses)}; the rules give {string.Join(", ", pauses)}");
            var plain = PlainStreak.Of(cohort.Posted, lesson => person.Done.TryGetValue(lesson, out var entry) ? entry.Class : null, person.Joined, pauses, world.Now);
            if ((standing.Current, standing.Longest, standing.Freezes) != plain)
                world.Break("standings", $"{user} of {id.Channel} has streak {standing.Current}, longest {standing.Longest}, freezes {standing.Freezes}; the rules give {plain}");
            if (standing.Completed != person.Done.Count) world.Break("standings", $"{user} completed {standing.Completed}; the rules give {person.Done.Count}");
        }

        var ranks = Table.Rank(members.Values).Select(row => $"{row.Rank} {row.Member.Id.User} {row.Completed} {row.Kept}");
        if (!ranks.SequenceEqual(Ranks(record))) world.Break("standings", $"{id.Channel} ranks {string.Join(", ", ranks)}; the rules give {string.Join(", ", Ranks(record))}");
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

    /// <summary>Nothing is left half done, and what was said is forgotten.</summary>
    private static void Deliveries(World world, Room room, Cohort cohort)
    {
        foreach (var kind in Enum.GetValues<DeliveryKind>())
        {
            foreach (var (delivery, _) in world.Store.DeliveriesAsync(cohort.Id, 1, kind, CancellationToken.None).Result)
            {
                var over = delivery.Slot < world.Now - Duration.FromDays(2);
                var left = delivery.State is DeliveryState.Planned or DeliveryState.Claimed or DeliveryState.Sending && cohort.Broken is null && kind is DeliveryKind.Lesson or DeliveryKind.Notice or DeliveryKind.Reminder;
                if (over && left) world.Break("left over", $"{cohort.Id.Channel} still has {delivery}");
            }
        }

        var hints = world.DueUntil(world.Now - Duration.FromMinutes(10)).Where(hint => hint.Cohort == cohort.Id).ToList();
        if (hints.Count > 0 && !world.Trouble.Waits(room.Cohort) && !world.Trouble.IsIll(room.Cohort.Index)) world.Break("due index", $"{cohort.Id.Channel} has hints that nobody settles: {string.Join(", ", hints.Select(hint => hint.At))}");
        if (Agenda.Next(cohort, world.Now) is { } next && !world.DueUntil(next).Any(hint => hint.Cohort == cohort.Id))
            world.Break("due index", $"nothing announces what comes next for {cohort.Id.Channel} at {next}");
    }

    /// <summary>No study day passes without its lesson, from the first to the last of the story, but where nothing could be posted in all the hours in which it may be caught up.</summary>
    private static void Overdue(World world, Record record)
    {
        var (room, cohort) = (record.Room, record.Cohort);
        var posted = cohort.Posted.Select(lesson => lesson.Date).ToHashSet();
        for (var i = 0; i < record.Settings.Count; i++)
        {
            var ((since, set), changed) = (record.Settings[i], i + 1 < record.Settings.Count ? record.Settings[i + 1].Since : Instant.MaxValue);
            var (schedule, end) = (set.Schedule, Instant.Min(changed, world.Now));
            var date = since == Instant.MinValue ? schedule.Start : LocalDate.Max(schedule.Start, since.InZone(schedule.Zone).Date);
            for (Instant slot; (slot = PlainCalendar.At(schedule.Zone, date + schedule.LessonTime)) + CatchUp <= end; date = date.PlusDays(1))
            {
                if (slot < since || posted.Contains(date) || !PlainCalendar.IsStudyDay(schedule, date)) continue;
                // Its plan was over by then, or a change of zone let a later date come first.
                var before = cohort.Posted.Count(lesson => lesson.Posted <= slot);
                if (before >= set.Curriculum.Lessons || before > 0 && cohort.Posted[before - 1].Date >= date) continue;
                if (!world.Trouble.HasRest(room.Cohort, record.Stops, slot, slot + CatchUp, Rest)) continue;
                world.Break("skipped", $"{room.Id.Channel} had no lesson on {date:uuuu-MM-dd}, a study day on which all was well for long enough");
            }
        }
    }

    /// <summary>A cohort that stopped goes on as soon as its lead asks for it and the bot can hear.</summary>
    private static void Stopped(World world, Record record)
    {
        foreach (var (from, until) in record.Stops)
        {
            foreach (var asked in record.Room.Resumed)
            {
                if (asked <= from || asked + Heard >= Instant.Min(until, world.Now)) continue;
                if (!world.Trouble.HasRest(record.Room.Cohort, [], asked - Heard, asked + Heard, Heard + Heard)) continue;
                world.Break("stopped", $"{record.Room.Id.Channel} was stopped from {from} to {until}, though its lead asked at {asked} for it to go on");
            }
        }
    }
}
