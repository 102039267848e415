using System.Globalization;
using StudyBot.Simulation.Running;

namespace StudyBot.Simulation.Trials;

/// <summary>Tells of a broken promise by the shortest history that can be found.</summary>
internal static class Telling
{
    /// <param name="most">Runs after which it is short enough; 0 tells it as it is.</param>
    public static string Of(Outcome outcome, Func<Lies>? lies = null, int most = 500)
    {
        var story = new Shrinking(outcome.Play, outcome.Broken!.Promise, lies, most).Shrink(outcome.Story);
        var shortest = Trial.Of(story, outcome.Play, lies, tell: true);
        return string.Create(CultureInfo.InvariantCulture, $"""
            Seed {story.Seed} ({outcome.Play}), as short as it gets: {story.Days} days, {story.Cohorts.Count} cohorts, {story.Deeds.Select(deed => deed.Person).Distinct().Count()} people, {story.Deeds.Count} deeds, {story.Orders.Count} orders, {story.Faults.Count} faults, {story.Instances} bots.
            {shortest.World.History}Broken: "{shortest.Broken?.Promise}" at {shortest.Broken?.At}: {shortest.Broken?.What}
            """);
    }
}
