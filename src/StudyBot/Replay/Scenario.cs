using NodaTime;
using StudyBot.Cohorts;
using StudyBot.Ports;

namespace StudyBot.Host.Replay;

/// <summary>A written history to play again (docs/examples/README.md).</summary>
/// <param name="Cohorts">The first is the scenario's own; its channel is <see cref="Main"/>.</param>
/// <param name="Until">Inclusive: what happens or arrives later is no part of it.</param>
/// <param name="Outages">In order, none touching another.</param>
/// <param name="Events">By instant, then in file order.</param>
internal sealed record Scenario(
    IReadOnlyList<ScenarioCohort> Cohorts,
    Instant Until,
    IReadOnlyList<Interval> Outages,
    IReadOnlyList<ScenarioEvent> Events)
{
    public const string Main = "main";
}

/// <param name="Lead">Who set it up; null: nobody leads it.</param>
internal sealed record ScenarioCohort(string Channel, StoredCurriculum Curriculum, Schedule Schedule, string? Lead);

/// <param name="Index">Its place in the file.</param>
internal abstract record ScenarioEvent(int Index, Instant At, string From, string Channel)
{
    /// <param name="Id">What a later edit or deletion calls it, among the person's own.</param>
    /// <param name="Thread">The lesson whose thread it was written in.</param>
    public sealed record Text(int Index, Instant At, string From, string Channel, string Words, string Id, int? Thread, bool Direct) : ScenarioEvent(Index, At, From, Channel);

    public sealed record React(int Index, Instant At, string From, string Channel, string Emoji, int Lesson, bool On) : ScenarioEvent(Index, At, From, Channel);

    public sealed record Press(int Index, Instant At, string From, string Channel, string Command) : ScenarioEvent(Index, At, From, Channel);

    public sealed record Edit(int Index, Instant At, string From, string Channel, string Id, string Words) : ScenarioEvent(Index, At, From, Channel);

    public sealed record Delete(int Index, Instant At, string From, string Channel, string Id) : ScenarioEvent(Index, At, From, Channel);
}
