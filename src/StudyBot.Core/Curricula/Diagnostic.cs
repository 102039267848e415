namespace StudyBot.Curricula;

public enum Severity
{
    Warning,
    Error,
}

/// <summary>Something worth telling the author of a curriculum: where it is, and in one sentence what to do about it.</summary>
/// <param name="Line">1-based; 0 where the whole file is meant.</param>
public sealed record Diagnostic(string File, int Line, Severity Severity, string Code, string Message)
{
    public override string ToString() => $"{File}:{Line}: {(Severity == Severity.Error ? "error" : "warning")} {Code}: {Message}";
}

/// <summary>What became of a file: a curriculum exactly when no diagnostic is an error, so that nothing is half loaded.</summary>
public sealed record CurriculumReading(Curriculum? Curriculum, IReadOnlyList<Diagnostic> Diagnostics);
