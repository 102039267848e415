namespace StudyBot.Benchmarks;

/// <summary>One row of the table.</summary>
/// <param name="Against">What stands beside it in the same run.</param>
/// <param name="Needs">What of other people's it needs on the machine; then it runs only where it is asked for by its name.</param>
internal sealed record Benchmark(string Id, string Measures, string Against, Func<Bench, Task<IReadOnlyList<Figure>>> Run, string? Needs = null);

/// <summary>What a row has while it runs.</summary>
internal sealed class Bench(bool quick)
{
    private readonly List<string> _notes = [];

    /// <summary>Said below the figures: what was seen and is not asserted.</summary>
    public IReadOnlyList<string> Notes => _notes;

    public bool Quick => quick;

    public void Note(string note) => _notes.Add(note);

    /// <summary>So much work, or a tenth of it, and not less than that.</summary>
    public int Scaled(int work, int least = 1) => quick ? Math.Max(least, work / 10) : work;
}

internal sealed record Outcome(Benchmark Row, IReadOnlyList<Figure> Figures, IReadOnlyList<string> Notes);
