using StudyBot.Cards;
using StudyBot.CheckIns;
using StudyBot.Curricula;

namespace StudyBot.Wording;

public static partial class Say
{
    /// <summary>For a person who has completed the last lesson, or all: what was done, the evidence, and what next.</summary>
    /// <param name="links">What they shared in their check-ins, in lesson order.</param>
    /// <param name="undone">The lessons without a check-in.</param>
    public static Card Finish(string name, Curriculum plan, Standing standing, IReadOnlyList<int> undone, IReadOnlyList<SharedLink> links)
    {
        var minutes = plan.Lessons.Sum(l => l.Minutes);
        var all = undone.Count == 0;
        return CardOf(
            Headed(all ? $"You finished {plan.Title}" : $"You reached the end of {plan.Title}"),
            Sentence(all
                ? $"{Called(name)}, you completed {(plan.Lessons.Count == 1 ? "its one lesson" : $"all {plan.Lessons.Count} lessons")}. Well done."
                : $"{Called(name)}, you completed {standing.Completed} of {Many.Of(plan.Lessons.Count, "lesson")}, the last one included. Well done."),
            new Part.Facts([
                Fact("On time", $"{standing.OnTime}"),
                .. standing.Grace > 0 ? [Fact("Within the grace period", $"{standing.Grace}")] : Array.Empty<Fact>(),
                .. standing.Late > 0 ? [Fact("Late", $"{standing.Late}")] : Array.Empty<Fact>(),
                Fact("Longest streak", Many.Of(standing.Longest, "lesson")),
                .. all && minutes > 0 ? [Fact("Reading and watching", $"about {Many.Minutes(minutes)}")] : Array.Empty<Fact>(),
            ]),
            links.Count > 0 ? new Part.Callout("Your evidence", Text.Plain($"{Many.Of(links.Count, "link")} you shared along the way.")) : null,
            links.Count > 0 ? new Part.Bullets([.. links.Select(l => Text.Of($"Day {l.Lesson}: ", Span.Link(l.Url, l.Url)))]) : null,
            Sentence("What next? Write up what you built while it is fresh, show it to somebody, and choose your next plan."),
            all
                ? Quietly(Typed("my data"), " gives you a copy of your record.")
                : Quietly($"{Undone(undone)} You can still complete {(undone.Count == 1 ? "it" : "them")} whenever you like: ", Typed($"done {undone[0]}"), "."));
    }

    private static string Undone(IReadOnlyList<int> lessons) => lessons.Count > 5 ? $"{lessons.Count} lessons have no check-in so far." : $"Without a check-in so far: {Many.Days(lessons)}.";
}
