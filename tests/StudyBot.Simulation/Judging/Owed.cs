using NodaTime;
using StudyBot.Agendas;
using StudyBot.Cohorts;
using StudyBot.Simulation.Running;
using StudyBot.Storage;

namespace StudyBot.Simulation.Judging;

/// <summary>What is due besides lessons comes: a summary of each week that had one (rule 9), and a nudge to whoever is to have it (rule 8), but where something was in its way for as long as it could have come.</summary>
internal sealed class Owed(World world, Record record)
{
    private Instant _checked = world.Now;
    private Instant _summariesSetAt = Instant.MinValue;
    private Instant _nudgesSetAt = Instant.MinValue;

    /// <summary>A lead may have moved what is to come: what was due by settings of before is not asked for.</summary>
    public void Changed(Schedule before, Schedule now)
    {
        if ((before.Zone, before.Days, before.Summary) != (now.Zone, now.Days, now.Summary)) _summariesSetAt = world.Now;
        if ((before.Zone, before.Nudge) != (now.Zone, now.Nudge)) _nudgesSetAt = world.Now;
    }

    /// <summary>Asks for all that could come until an instant since the last time.</summary>
    public void Check()
    {
        var schedule = record.Cohort.Schedule;
        for (var date = (_checked - Ending.CatchUp).InZone(schedule.Zone).Date.PlusDays(-1); schedule.Summary is { } summary && date <= world.Now.InZone(schedule.Zone).Date; date = date.PlusDays(1))
            Summary(PlainCalendar.At(schedule.Zone, date + summary.Time));
        foreach (var lesson in record.Cohort.Posted.TakeLast(4))
            if (_nudgesSetAt < lesson.Posted && Nudges.At(schedule, lesson) is { } at) Nudge(lesson, at);
        foreach (var (key, delivery) in record.Stored.Unsettled)
            if (delivery.Slot < world.Now - Duration.FromDays(2) && IsToBeSettled(delivery.Id) && record.Cohort.Broken is null && HasRest(world.Now - Ending.Rest, world.Now)) world.Break("left over", $"{record.Room.Id.Channel} still has {key}: {delivery}");
        _checked = world.Now;
    }

    /// <summary>A lesson that is not out yet waits for its next time, and a nudge or a summary that came too late for it stays as it is.</summary>
    private bool IsToBeSettled(DeliveryId id) => id.Kind is DeliveryKind.Notice or DeliveryKind.Reminder || id.Kind is DeliveryKind.Lesson && Deliveries.LessonOf(id) <= record.Cohort.Day;

    private void Summary(Instant slot)
    {
        if (slot <= _summariesSetAt || !IsOver(slot + Ending.CatchUp)) return;
        var then = record.Journal.At(slot);
        if (Summaries.Week(then.Cohort with { Posted = record.Cohort.Posted }, slot) is not { Lessons.Count: > 0 } week) return;
        // One a day is enough, at whatever hour it was.
        if (then.Cohort.LastSummary is { } given && given.InZone(record.Cohort.Schedule.Zone).Date == slot.InZone(record.Cohort.Schedule.Zone).Date) return;
        if (!HasRest(slot, slot + Ending.CatchUp)) return;
        var id = new DeliveryId(1, DeliveryKind.Summary, week.First);
        if (!record.Room.Posts.Exists(post => post.Delivery == id && !post.Deleted)) world.Break("summary", $"{record.Room.Id.Channel} had none at {slot} of the lessons {string.Join(", ", week.Lessons)}, though all was well for long enough");
        else if (record.Stored.Unsettled.TryGetValue(Keys.Delivery(id), out var left)) world.Break("left over", $"{record.Room.Id.Channel} still has {left}");
    }

    /// <summary>Where all is well when its time comes, it is sent by then; otherwise to whoever is to have it all the time until it may come no more.</summary>
    private void Nudge(PostedLesson lesson, Instant at)
    {
        var end = Instant.Min(at + Ending.CatchUp, lesson.Due - Duration.FromMinutes(1));
        if (!IsOver(end)) return;
        if (at + Ending.Rest < end && HasRest(at, at + Ending.Rest)) end = at + Ending.Rest;
        if (!HasRest(at, end)) return;
        var moments = record.Journal.Between(at, end, instant => instant).ToList();
        foreach (var user in record.Room.Cohort.People)
        {
            if (record.Room.Farewells.Contains(user) || !moments.TrueForAll(moment => Nudges.IsOwed(moment, user, lesson.Day))) continue;
            // Whoever chose an hour of their own is reminded at that.
            if (record.Room.Reminded.Exists(asked => asked.User == user && lesson.Posted - Duration.FromDays(1) < asked.At)) continue;
            var id = Deliveries.Nudge(1, lesson.Day, record.Room.PersonOf(user));
            if (!record.Room.Posts.Exists(post => post.Delivery == id)) world.Break("nudge", $"{user} in {record.Room.Id.Channel} had none about lesson {lesson.Day} at {at}, though all was well for long enough: {moments[0].People[user]}");
            else if (record.Stored.Unsettled.TryGetValue(Keys.Delivery(id), out var left)) world.Break("left over", $"{record.Room.Id.Channel} still has {left}");
        }
    }

    private bool IsOver(Instant end) => _checked < end && end <= world.Now;

    private bool HasRest(Instant from, Instant until) => world.Trouble.HasRest(record.Room.Cohort, record.Stops, from, until, Ending.Rest);
}
