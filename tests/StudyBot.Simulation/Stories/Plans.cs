using System.Text;
using StudyBot.Curricula;
using StudyBot.Doors;
using StudyBot.Ports;
using StudyBot.Storage;

namespace StudyBot.Simulation.Stories;

/// <summary>The curricula of all stories, read once: versions never change.</summary>
internal static class Plans
{
    public static IReadOnlyList<StoredCurriculum> All { get; } = [Make("long", 60), Make("other", 55), Make("short", 30)];

    /// <summary>Shared by all bots: what is immutable may be.</summary>
    public static Library Library { get; } = Read();

    public static StoredCurriculum Find(string name) => All.Single(plan => plan.Version.Name == name);

    private static StoredCurriculum Make(string name, int lessons)
    {
        var file = new StringBuilder($"# The {name} plan\n\n");
        for (var day = 1; day <= lessons; day++)
        {
            if (day % 5 == 1) file.Append($"## Week {day / 5 + 1}\n\n");
            file.Append($"### Day {day}: Step {day}\n\n**Learning:** Read.\n\n**Doable:** Try.\n\n");
        }

        var markdown = file.ToString();
        return Shelf.Of(name, markdown, CurriculumReader.Read(name, Encoding.UTF8.GetBytes(markdown)).Curriculum!);
    }

    private static Library Read()
    {
        var store = new StudyStore(new MemoryTable());
        var library = new Library(store);
        foreach (var plan in All)
        {
            store.SaveCurriculumAsync(plan, CancellationToken.None).GetAwaiter().GetResult();
            library.OpenAsync(plan.Version, CancellationToken.None).GetAwaiter().GetResult();
        }

        return library;
    }
}
