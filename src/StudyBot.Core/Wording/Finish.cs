using StudyBot.Cards;
using StudyBot.CheckIns;
using StudyBot.Curricula;

namespace StudyBot.Wording;

public static partial class Say
{
    /// <summary>For a person who has completed the last lesson: what was done, the evidence, and what next.</summary>
    /// <param name="links">What they shared in their check-ins, in lesson order.</param>
    public static Card Finish(string name, Curriculum plan, Standing standing, IReadOnlyList<SharedLink> links)
    {
        var minutes = plan.Lessons.Sum(l => l.Minutes);
        var all = standing.Completed >= plan.Lessons.Count;
        return CardOf(
            Headed(all ? $"You finished {plan.Title}" : $"You reached the end of {plan.Title}"),
            Sentence(all
                ? $"{Called(name)}, you completed all {Many.Of(plan.Lessons.Count, "lesson")}. Well done."
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
                : Quietly(Typed("open"), " lists the lessons still open; you can complete them whenever you like."));
    }
}

/// <summary>A link somebody left with a check-in.</summary>
public sealed record SharedLink(string Name, int Lesson, string Url);
