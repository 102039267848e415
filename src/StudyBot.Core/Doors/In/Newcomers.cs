using StudyBot.Cohorts;
using StudyBot.Ports;

namespace StudyBot.Doors;

/// <summary>Whoever has no row in a channel's present run. That they wished to be hidden or muted holds on from the newest run that knows them, and that they left until they join.</summary>
public static class Newcomers
{
    /// <summary>The row they begin with, and whether an earlier run knows them. A channel's first run costs no read.</summary>
    public static async Task<(Member Row, bool IsKnown)> RowAsync(IStudyStore store, CohortId cohort, int run, PersonId person, string name, CancellationToken cancel)
    {
        var row = Member.New(person, name);
        for (var earlier = run - 1; earlier > 0; earlier--)
            if (await store.FindMemberAsync(cohort, earlier, person, cancel) is { Value: var known }) return (row with { Hidden = known.Hidden, Muted = known.Muted, Left = known.Left }, true);
        return (row, false);
    }

    /// <summary>Of whoever is to lead: they are here.</summary>
    public static async Task<Member> LeadAsync(IStudyStore store, CohortId cohort, int run, PersonId person, string name, CancellationToken cancel) =>
        (await RowAsync(store, cohort, run, person, name, cancel)).Row with { Left = false };
}
