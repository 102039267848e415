namespace StudyBot.Simulation.Stories;

/// <summary>Now and then a cohort is a crowd: tens of people who say in the same few seconds that a lesson is done, several times in a story, and are silent otherwise.
/// So bursts and nudges come in numbers that limits have to hold.</summary>
internal static class Crowding
{
    /// <summary>One story in so many.</summary>
    private const int Rarely = 16;

    private const int Bursts = 4;

    /// <summary>Of deeds, beyond all others of a story.</summary>
    private const int FirstNumber = 200_000;

    /// <summary>Adds a crowd to one of the cohorts, and tells what it does.</summary>
    public static IReadOnlyList<Deed> In(StoryCohort[] cohorts, int seed)
    {
        var chance = Chance.For(seed, "crowd");
        if (chance.Int(0, Rarely) > 0) return [];
        var index = chance.Int(0, cohorts.Length);
        string[] crowd = [.. Enumerable.Range(0, 40).Select(number => $"W{index}{number:00}")];
        cohorts[index] = cohorts[index] with { People = [.. cohorts[index].People, .. crowd] };

        var deeds = new List<Deed>();
        for (var (burst, lesson) = (0, chance.Int(1, 8)); burst < Bursts; burst++, lesson += chance.Int(1, 8))
        {
            var after = chance.Minutes(1, 600);
            foreach (var person in crowd)
                if (chance.In(0.9)) deeds.Add(new(FirstNumber + deeds.Count, index, person, lesson, after + chance.Seconds(0, 4), Way(chance), chance.Int(0, 1000)));
        }

        return deeds;
    }

    private static Act Way(Chance chance) => chance.Of(Act.Bare, Act.Bare, Act.InThread, Act.Named, Act.Button, Act.React);
}
