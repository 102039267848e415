using StudyBot.Cards;
using StudyBot.Cohorts;

namespace StudyBot.Wording;

public static partial class Say
{
    /// <summary>A command in a channel without a cohort.</summary>
    public static Card NoCohortHere() => Card.Of(
        Sentence("There is no cohort in this channel yet. Mention me to set one up: ", Typed("@StudyBot setup"), ". Whoever does becomes its lead."),
        Choose(new Button("Set one up", "setup", Primary: true)));

    /// <summary>A direct message from somebody whom no cohort knows.</summary>
    public static Card NoCohortOfYours() =>
        Tell(["You are not in a cohort yet. In a channel that learns with me, press Done on a lesson or mention me: ", Typed("@StudyBot join"), ". ", .. HowToSetUp()]);

    /// <summary><c>setup</c> in a direct message.</summary>
    public static Card SetUpInItsChannel() => Tell(["A cohort lives in a channel. ", .. HowToSetUp()]);

    /// <summary>For whoever came to set a cohort up, where none can be.</summary>
    private static Span[] HowToSetUp() => ["To set one up, add me to a channel and say ", Typed("@StudyBot setup"), " there."];

    /// <summary>A direct message from somebody in several cohorts.</summary>
    /// <param name="cohorts">Each with what they said, as its button says it again.</param>
    public static Card WhichCohort(IReadOnlyList<(Cohort Cohort, string Command)> cohorts) => Card.Of(
        Sentence("You are in more than one cohort. Which one do you mean?"),
        new Part.Buttons([.. cohorts.Select(c => new Button(Label(c.Cohort, [.. cohorts.Select(other => other.Cohort)]), c.Command, Cohort: c.Cohort.Id))]));

    private static string Label(Cohort cohort, IReadOnlyList<Cohort> among) =>
        Apart(cohort, among) is var label && label == cohort.Curriculum.Title ? $"{label} (day {cohort.Day})" : label;

    /// <summary>The plan's title, and of several cohorts with one title as much as tells them apart: the day and the lesson time, else also the zone and the start.</summary>
    private static string Apart(Cohort cohort, IReadOnlyList<Cohort> among)
    {
        Func<Cohort, string>[] labels = [c => c.Curriculum.Title, c => $"{c.Curriculum.Title} ({AtDay(c)})", InFull];
        return labels.Select(label => (Own: label(cohort), Same: among.Count(other => label(other) == label(cohort)))).First(label => label.Same < 2 || label.Own == InFull(cohort)).Own;
    }

    private static string AtDay(Cohort cohort) => $"day {cohort.Day}, lessons at {When.Time(cohort.Schedule.LessonTime)}";

    private static string InFull(Cohort cohort) => $"{cohort.Curriculum.Title} ({AtDay(cohort)} {cohort.Schedule.Zone.Id}, since {When.DateInFull(cohort.Schedule.Start)})";
}
