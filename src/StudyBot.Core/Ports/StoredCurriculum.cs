using StudyBot.Cohorts;

namespace StudyBot.Ports;

/// <summary>A curriculum file as it was read.</summary>
public sealed record StoredCurriculum(CurriculumVersion Version, string Markdown);
