using System.Collections.Concurrent;
using System.Text;
using StudyBot.Cohorts;
using StudyBot.Curricula;
using StudyBot.Ports;

namespace StudyBot.Doors;

/// <summary>Curricula, read once a version: versions never change, so this is the one thing that is kept in memory.</summary>
public sealed class Library(IStudyStore store)
{
    private readonly ConcurrentDictionary<CurriculumVersion, Curriculum> _read = new();

    /// <summary>A cohort's plan as its people meet it: what was posted from an earlier plan stays the lesson that they do.</summary>
    public async Task<Curriculum> OpenAsync(Cohort cohort, CancellationToken cancel)
    {
        var plan = await OpenAsync(cohort.Curriculum, cancel);
        if (cohort.Before is not { } before) return plan;
        var lessons = new List<Lesson>();
        foreach (var earlier in before) lessons.AddRange((await OpenAsync(earlier.Plan, cancel)).Lessons.Take(earlier.Through).Skip(lessons.Count));
        return plan with { Lessons = [.. lessons, .. plan.Lessons.Skip(lessons.Count)] };
    }

    /// <summary>Throws where the store does not hold the version or its file is no plan any more.</summary>
    public async Task<Curriculum> OpenAsync(CurriculumVersion version, CancellationToken cancel)
    {
        if (_read.TryGetValue(version, out var known)) return known;
        var stored = await store.FindCurriculumAsync(version, cancel)
            ?? throw new InvalidOperationException($"The store holds no version {version.Version} of the curriculum {version.Name}.");
        var reading = CurriculumReader.ReadKept(version.Name, Encoding.UTF8.GetBytes(stored.Markdown));
        return _read[version] = reading.Curriculum
            ?? throw new InvalidOperationException($"The stored curriculum {version.Name} has errors: {reading.Diagnostics[0]}");
    }
}
