namespace StudyBot.Ports;

/// <summary>A row with the mark of the version that was read; null where there was none yet.</summary>
public sealed record Versioned<T>(T Value, string? ETag);
