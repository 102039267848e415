using NodaTime;
using StudyBot.Agendas;
using StudyBot.Cohorts;
using StudyBot.Simulation.Running;

namespace StudyBot.Simulation.Judging;

/// <summary>What must hold of a cohort when all has come to rest.</summary>
internal static class Ending
{
    /// <summary>How long a lesson may be caught up.</summary>
    public static readonly Duration CatchUp = Duration.FromHours(12);

    /// <summary>So long nothing goes wrong, and what is due is posted: a platform's break is cut to an hour.</summary>
    public static readonly Duration Rest = Duration.FromMinutes(75);

    private static readonly Duration Heard = Duration.FromMinutes(20);

    public static void Check(World world, Record record)
    {
        var (room, cohort) = (record.Room, record.Cohort);
        Posts.Check(world, record, Instant.MinValue, isEnd: true);
        Books.Check(world, record, Stored.Read(world.Store, cohort.Id));
        Overdue(world, record);
        Deliveries(world, room, cohort);
        Stopped(world, record);
    }

    /// <summary>Nothing is left half done, and what was said is forgotten.</summary>
    private static void Deliveries(World world, Room room, Cohort cohort)
    {
        foreach (var kind in Enum.GetValues<DeliveryKind>())
        {
            foreach (var (delivery, _) in world.Store.DeliveriesAsync(cohort.Id, 1, kind, CancellationToken.None).Result)
            {
                var over = delivery.Slot < world.Now - Duration.FromDays(2);
                var left = delivery.State is DeliveryState.Planned or DeliveryState.NotSent or DeliveryState.Sending && cohort.Broken is null && kind is DeliveryKind.Lesson or DeliveryKind.Notice or DeliveryKind.Reminder;
                // One that was limited and then put off by its lead waits for its next slot.
                var waits = kind is DeliveryKind.Lesson && delivery.State is DeliveryState.NotSent && !Agenda.Due(cohort, world.Now).Any(due => due is Due.Lesson);
                if (over && left && !waits) world.Break("left over", $"{cohort.Id.Channel} still has {delivery}");
            }
        }

        var hints = world.DueUntil(world.Now - Duration.FromMinutes(10)).Where(hint => hint.Cohort == cohort.Id).ToList();
        if (hints.Count > 0 && !world.Trouble.Waits(room.Cohort) && !world.Trouble.IsIll(room.Cohort.Index)) world.Break("due index", $"{cohort.Id.Channel} has hints that nobody settles: {string.Join(", ", hints.Select(hint => hint.At))}");
        Announced(world, cohort);
    }

    /// <summary>Whatever comes next, something tells when: a bot that begins just now finds it.</summary>
    public static void Announced(World world, Cohort cohort)
    {
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
