using NodaTime;
using StudyBot.Agendas;
using StudyBot.Cards;
using StudyBot.Cohorts;
using StudyBot.Ports;
using StudyBot.Simulation.Running;

namespace StudyBot.Simulation.Judging;

/// <summary>Who is nudged, when, and how often (rule 8).</summary>
internal static class Nudges
{
    private const int InARow = 3;

    /// <summary>Clocks go a few seconds ahead.</summary>
    private static readonly Duration Skew = Duration.FromSeconds(5);

    public static void Check(World world, Record record, Instance instance, Post post)
    {
        if (post.To?.User is not { } user || Deliveries.LessonOf(post.Delivery) is not { } day) return;
        // Only a nudge about the lesson has its button; the question whether to pause has none.
        var asks = !post.Card.Parts.OfType<Part.Buttons>().SelectMany(buttons => buttons.Items).Any(button => button.Command == $"done {day}");
        if (!record.Journal.Between(instance.ReadSince, world.Now, instance.Clock.At).Any(moment => MayBeNudged(moment, user, day, asks)))
            world.Break("nudge", $"{instance} {(asks ? "asks" : "nudges")} {user} in {post.Cohort.Channel} about lesson {day} of {record.Cohort.Day}, who is {record.Journal.Now(world.Now).People.GetValueOrDefault(user)}");

        if (world.Store.FindDeliveryAsync(post.Cohort, post.Delivery, CancellationToken.None).Result is not { Value.Slot: var slot }) return;
        var settings = record.Journal.Cohorts.TakeWhile(cohort => cohort.Day >= day);
        if (world.Now + Skew < slot || !settings.Any(cohort => At(cohort.Schedule, cohort.Lesson(day)!) == slot))
            world.Break("nudge", $"{instance} nudges {user} in {post.Cohort.Channel} about lesson {day} for {slot}, which is no time for it: {record.Cohort.Lesson(day)}");
    }

    /// <summary>Whether somebody is to have a nudge, or the question.</summary>
    public static bool IsOwed(Moment moment, string user, int day) => MayBeNudged(moment, user, day, asks: false) || MayBeNudged(moment, user, day, asks: true);

    /// <summary>Joined, here, neither muted nor paused, and the newest lesson, not done, is not due yet; after three nudges in a row they are asked once, and then left alone.</summary>
    private static bool MayBeNudged(Moment moment, string user, int day, bool asks) =>
        moment.Cohort.Day == day && moment.Clock < moment.Cohort.Lesson(day)!.Due &&
        moment.People.TryGetValue(user, out var person) &&
        person is { TakesPart: true, Muted: false } && !person.RestsAt(moment.Clock) && person.Done(day) is null &&
        (asks ? person.Nudges == InARow : person.Nudges < InARow);

    /// <summary>The first nudge time at least two hours after the lesson opened, if it comes before the lesson is due.</summary>
    public static Instant? At(Schedule schedule, PostedLesson lesson)
    {
        if (schedule.Nudge is not { } time) return null;
        var date = lesson.Opens.InZone(schedule.Zone).Date;
        while (PlainCalendar.At(schedule.Zone, date + time) < lesson.Opens + Duration.FromHours(2)) date = date.PlusDays(1);
        var at = PlainCalendar.At(schedule.Zone, date + time);
        return at < lesson.Due ? at : null;
    }
}
