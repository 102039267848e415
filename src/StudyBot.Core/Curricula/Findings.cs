namespace StudyBot.Curricula;

/// <summary>Diagnostics as they are found.</summary>
internal sealed class Findings(string file)
{
    private readonly List<Diagnostic> _found = [];

    public int Count => _found.Count;

    public bool HasErrors => _found.Exists(d => d.Severity == Severity.Error);

    public void Error(int line, string code, string message) => _found.Add(new(file, line, Severity.Error, code, message));

    public void Warning(int line, string code, string message) => _found.Add(new(file, line, Severity.Warning, code, message));

    public IReadOnlyList<Diagnostic> InOrder() => [.. _found.OrderBy(d => d.Line).ThenBy(d => d.Code, StringComparer.Ordinal)];
}
