using NodaTime;
using StudyBot.Agendas;
using StudyBot.Cards;
using StudyBot.Cohorts;
using StudyBot.Standings;

namespace StudyBot.Wording;

public static partial class Say
{
    /// <summary><c>settings</c>: the cohort's, and the reader's own where they are a member; who has left has none that do anything.</summary>
    public static Card Settings(Cohort cohort, Member? member, Instant now) => CardOf(
        Headed($"Settings of {cohort.Curriculum.Title}"),
        new Part.Facts([.. FactsOf(cohort)]),
        member is { Left: true } ? HasLeft(cohort.Curriculum.Title) : null,
        member is null or { Left: true } ? null : new Part.Facts([
            new("Your nudges", NudgesFor(member, cohort.Schedule)),
            Fact("Your name in tables", member.Hidden ? "hidden" : "shown"),
            .. member.Pauses is [.., var pause] ? [Fact(pause.Until < now ? "Your last pause ended" : "Your pause ends", When.Moment(pause.Until, cohort.Schedule.Zone))] : Array.Empty<Fact>(),
        ]));

    /// <summary><c>status</c>, for leads.</summary>
    /// <param name="next">When the next lesson comes; null: none does.</param>
    /// <param name="last">The last delivery and what became of it.</param>
    /// <param name="people">Who counts in the totals.</param>
    /// <param name="joined">Whether anybody has joined; they may all be on pause, or have left.</param>
    public static Card Status(Cohort cohort, Instant? next, Delivery? last, Totals people, bool joined, Instant now)
    {
        var zone = cohort.Schedule.Zone;
        return CardOf(
            Headed($"Status of {cohort.Curriculum.Title}"),
            new Part.Facts([
                Fact("Reached", cohort.Day == 0 ? "not started" : $"day {cohort.Day} of {cohort.Curriculum.Lessons}"),
                Fact("Next lesson", next is { } at ? $"day {cohort.Day + 1}, {When.Moment(at, zone, now)}" : cohort.IsFinished ? "none, the plan is complete" : "none in sight"),
                Fact("Last delivery", last is null ? "none yet" : Delivered(cohort, last)),
                Fact("People", people.Of > 0 ? $"{people.Of}{OnPause(people)}" : joined ? "all are on pause or have left" : "nobody has joined yet"),
            ]),
            HasStopped(cohort, isLead: true));
    }

    private static IEnumerable<Fact> FactsOf(Cohort cohort)
    {
        var plan = cohort.Schedule;
        yield return Fact("Plan", $"{cohort.Curriculum.Title}, {Many.Of(cohort.Curriculum.Lessons, "lesson")}");
        yield return Fact("Start", When.DateInFull(plan.Start));
        yield return Fact("Lessons", $"{When.Time(plan.LessonTime)} ({plan.Zone.Id}), {Many.Weekdays(plan.Days)}");
        if (plan.Holidays.Count > 0) yield return Fact("Holidays", Many.And(plan.Holidays.Order().Select(When.DateInFull)));
        if (plan.Pauses.Count > 0) yield return Fact("Pauses", Many.And(plan.Pauses.Select(p => $"{When.DateInFull(p.From)} to {When.DateInFull(p.Until)}")));
        yield return Fact("Nudges", NudgesOf(plan));
        yield return Fact("Weekly summary", plan.Summary is { } slot ? $"{Weeks.SummaryDay(plan)} {When.Time(slot.Time)}" : "off");
        yield return Fact("Notes", cohort.NotesAllowed ? "kept" : "not kept");
    }

    /// <summary>After the question whether a pause would help, none come until the next check-in.</summary>
    private static Text NudgesFor(Member member, Schedule plan) => member switch
    {
        { Muted: true } => Text.Plain("muted"),
        { Nudges: > NudgePlan.BeforeAsking } when NudgeTimes.Nudged(plan) is not StudyDays.None => Text.Of("quiet until your next check-in; ", Typed("unmute"), " starts them again"),
        _ => Text.Plain(Nudges(plan)),
    };

    /// <summary>The cohort's, for whoever gets them.</summary>
    private static string Nudges(Schedule plan) => plan.Nudge is null ? "off for this cohort" : NudgeTimes.Nudged(plan) is StudyDays.None ? "none at this cohort's nudge time" : "on";

    private static string NudgesOf(Schedule plan) => (plan.Nudge, NudgeTimes.Nudged(plan)) switch
    {
        (null, _) => "off",
        ({ } at, StudyDays.None) => $"none, {When.Time(at)} is less than 2 h after the lesson",
        ({ } at, var days) => days == plan.Days ? When.Time(at) : $"{When.Time(at)}, after {LessonsOf(days)} alone",
    };

    private static string Delivered(Cohort cohort, Delivery delivery) =>
        $"{What(delivery.Id)}, planned for {When.Moment(delivery.Slot, cohort.Schedule.Zone)}: {Outcome(cohort, delivery)}";

    private static string What(DeliveryId id) => id.Kind switch
    {
        DeliveryKind.Lesson => Deliveries.LessonOf(id) is { } day ? $"day {day}" : "a lesson",
        DeliveryKind.Nudge => "a nudge",
        DeliveryKind.Summary => "the weekly summary",
        DeliveryKind.Reminder => "a reminder",
        _ => "a notice",
    };

    private static string Outcome(Cohort cohort, Delivery delivery) => delivery switch
    {
        { State: DeliveryState.Sent } => cohort.Posted is [.., var newest] && newest.MessageId == delivery.MessageId ? $"sent at {Clock(newest.Posted, cohort)}" : "sent",
        { State: DeliveryState.Failed } => $"refused ({delivery.Reason ?? "no reason given"})",
        { State: DeliveryState.Planned } => "planned",
        { NextTry: { } next } => $"not there yet after {Many.Of(delivery.Attempts, "try", "tries")} ({delivery.Reason ?? "no answer yet"}), next at {Clock(next, cohort)}",
        _ => delivery.Attempts > 1 ? $"on its way, try {delivery.Attempts}" : "on its way",
    };

    private static string Clock(Instant instant, Cohort cohort) => When.Time(instant.InZone(cohort.Schedule.Zone).TimeOfDay);

    private static Fact Fact(string label, string value) => new(label, Text.Plain(value));
}
