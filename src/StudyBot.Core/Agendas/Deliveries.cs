using NodaTime;
using NodaTime.Text;
using StudyBot.Cohorts;

namespace StudyBot.Agendas;

/// <summary>The keys of deliveries, made in one place.</summary>
public static class Deliveries
{
    /// <summary>The kinds of which some, or all, go to one person.</summary>
    public static IReadOnlyList<DeliveryKind> ToPeople { get; } = [DeliveryKind.Nudge, DeliveryKind.Reminder, DeliveryKind.Notice];

    /// <summary>The kinds that wait in rows of their own until their time.</summary>
    public static IReadOnlyList<DeliveryKind> Planned { get; } = [DeliveryKind.Notice, DeliveryKind.Reminder];

    public static DeliveryId Lesson(int run, int day) => new(run, DeliveryKind.Lesson, $"{day:0000}");

    public static DeliveryId Nudge(int run, int day, PersonId person) => new(run, DeliveryKind.Nudge, $"{day:0000} {person.User}");

    public static DeliveryId Reminder(int run, int day, PersonId person) => new(run, DeliveryKind.Reminder, $"{day:0000} {person.User}");

    /// <summary>The lesson that it brings, or that a nudge or a reminder is about; null for what is about no lesson.</summary>
    public static int? LessonOf(DeliveryId delivery) =>
        delivery.Kind is DeliveryKind.Lesson or DeliveryKind.Nudge or DeliveryKind.Reminder && int.TryParse(delivery.Subject.Split(' ')[0], out var day) ? day : null;

    /// <param name="first">The first date of the cohort's week.</param>
    public static DeliveryId Summary(int run, LocalDate first) => new(run, DeliveryKind.Summary, LocalDatePattern.Iso.Format(first));

    /// <param name="about">What the notice is about, with what tells it from another: an instant, a person.</param>
    public static DeliveryId Notice(int run, string about) => new(run, DeliveryKind.Notice, about);
}
