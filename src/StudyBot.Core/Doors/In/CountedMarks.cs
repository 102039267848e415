using StudyBot.Commands.Decisions;
using StudyBot.Ports;

namespace StudyBot.Doors;

/// <summary>The marks by which a platform shows that a message counted.</summary>
public sealed class CountedMarks(IStudyStore store)
{
    /// <summary>The messages, by channel and id, of which nothing that they counted for is left.</summary>
    public async Task<IReadOnlyList<(string Channel, string Message)>> ToTakeOffAsync(Handled handled, CancellationToken cancel)
    {
        if (handled.Withdrawn.Count == 0 || handled.Cohort is not { } id || await store.FindCohortAsync(id, cancel) is not { Value: var cohort }) return [];
        var bare = new List<(string, string)>();
        foreach (var (person, source) in handled.Withdrawn.SelectMany(checkIn => checkIn.Sources.Select(source => (checkIn.Person, source))).Distinct())
        {
            if (Statements.MessageOf(source) is not var (channel, message)) continue;
            if (await store.FindSeenAsync(id, source, cancel) is { Value: { Lessons.Count: > 0 } said } &&
                await store.FindMemberAsync(id, cohort.Run, person, cancel) is { } member &&
                said.Lessons.Any(lesson => member.Value.Ledger[lesson] is not null)) continue;
            bare.Add((channel, message));
        }

        return bare;
    }
}
