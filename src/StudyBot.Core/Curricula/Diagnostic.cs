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
/// <param name="Links">Every web link of the lessons, in the file's order of days; empty where there are errors.</param>
public sealed record CurriculumReading(Curriculum? Curriculum, IReadOnlyList<Diagnostic> Diagnostics, IReadOnlyList<CurriculumLink> Links);

/// <summary>Where a link stands.</summary>
/// <param name="Line">1-based.</param>
/// <param name="Title">Of a resource; null for a link in a text.</param>
public sealed record CurriculumLink(string Url, int Line, string? Title);
