namespace StudyBot.Wording;

/// <summary>A link somebody left with a check-in.</summary>
public sealed record SharedLink(string Name, int Lesson, string Url);
