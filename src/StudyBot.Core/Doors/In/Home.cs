using StudyBot.Cards;
using StudyBot.CheckIns;
using StudyBot.Cohorts;
using StudyBot.Curricula;
using StudyBot.Ports;
using StudyBot.Wording;

namespace StudyBot.Doors;

/// <summary>A person's own page: a card for each cohort they take part in, have left, or lead. Two reads a cohort.</summary>
public sealed class Home(IStudyStore store, Library library, TimeProvider clock)
{
    public async Task<IReadOnlyList<Card>> OfAsync(PersonId person, CancellationToken cancel)
    {
        var cards = new List<Card>();
        foreach (var id in await store.CohortsOfAsync(person, cancel))
        {
            if (await store.FindCohortAsync(id, cancel) is not { Value: var cohort }) continue;
            if (await store.FindMemberAsync(id, cohort.Run, person, cancel) is not { Value: var member }) continue;
            if (!member.IsActive && (member.Left || cohort.Leads.Contains(person.User))) cards.Add(Say.HomeAside(cohort, member));
            if (member.IsActive) cards.Add(Show(cohort, member, await library.OpenAsync(cohort, cancel)));
        }

        return cards.Count > 0 ? cards : [Say.EmptyHome()];
    }

    private Card Show(Cohort cohort, Member member, Curriculum plan)
    {
        var now = clock.Now();
        var standing = Streak.Fold(cohort.Posted, member, now);
        var open = standing.Units
            .Where(unit => unit.IsOwed)
            .Select(unit => plan.Find(unit.Lesson))
            .OfType<Lesson>()
            .ToArray();
        return Say.Home(cohort, member, plan.Find(cohort.Day), standing, open, now, When.ZoneOf(member, cohort));
    }
}
