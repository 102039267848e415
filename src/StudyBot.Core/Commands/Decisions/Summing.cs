using NodaTime;
using StudyBot.Agendas;
using StudyBot.CheckIns;
using StudyBot.Cohorts;
using StudyBot.Curricula;
using StudyBot.Standings;
using StudyBot.Wording;

namespace StudyBot.Commands.Decisions;

/// <summary>What a weekly summary says of its lessons and people.</summary>
public static class Summing
{
    public static WeekInReview Review(
        Cohort cohort,
        Curriculum plan,
        IReadOnlyList<PostedLesson> lessons,
        IReadOnlyList<Member> members,
        IReadOnlyList<CheckIn> checkIns,
        Instant now)
    {
        var days = lessons.Select(lesson => lesson.Day).ToHashSet();
        var shown = members.Where(m => m.IsActive && !m.Hidden).ToList();
        var next = plan.Find(cohort.Day + 1);
        var closes = cohort.IsFinished && days.Contains(cohort.Day);
        return new(
            plan,
            [.. lessons.Select(lesson => (plan.Find(lesson.Day), lesson.Day)).Where(l => l.Item1 is not null).Select(l => new LessonTally(l.Item1!, Totals.For(l.Day, members, now), Table.IsStarted(members, [l.Day])))],
            Table.Rank(members, days),
            Table.IsStarted(members, days),
            [.. Cheers(cohort, shown, days, checkIns.Select(c => (c.Person, c.Lesson)).ToHashSet(), now)],
            Links(checkIns, shown.ToDictionary(m => m.Id, m => m.Name)),
            lessons.Select(lesson => plan.Find(lesson.Day)?.BlogPost).LastOrDefault(idea => idea is not null),
            next,
            next is null ? null : Agenda.ComingLesson(cohort, now),
            closes,
            closes ? [.. shown.Where(m => plan.Lessons.All(lesson => m.Ledger[lesson.Day] is not null)).Select(m => m.Name).Order(StringComparer.OrdinalIgnoreCase)] : [],
            closes && cohort.Posted is [.., var last] && now <= last.GraceEnd ? last : null);
    }

    /// <summary>Links by lesson and person, of those whose names may be shown.</summary>
    public static IReadOnlyList<SharedLink> Links(IEnumerable<CheckIn> checkIns, IReadOnlyDictionary<PersonId, string> names) =>
    [
        .. checkIns
            .Where(c => names.ContainsKey(c.Person))
            .OrderBy(c => c.Lesson).ThenBy(c => c.At)
            .SelectMany(c => c.Links.Select(link => new SharedLink(names[c.Person], c.Lesson, link))),
    ];

    /// <summary>The highest mark each streak passed with a lesson of this week, or with one of the week before that was done in this.</summary>
    private static IEnumerable<Cheer> Cheers(Cohort cohort, IEnumerable<Member> shown, HashSet<int> week, HashSet<(PersonId, int)> done, Instant now) =>
        from member in shown
        let standing = Streak.Fold(cohort.Posted, member, now)
        let reached = standing.Units.Where(unit => (week.Contains(unit.Lesson) || done.Contains((member.Id, unit.Lesson))) && (unit.State is UnitState.OnTime or UnitState.Grace)).Select(unit => unit.StreakAfter)
        let mark = reached.Where(Weeks.IsWorthACheer).DefaultIfEmpty().Max()
        where mark > 0 && standing.Current >= mark
        orderby mark descending, member.Name.ToUpperInvariant()
        select new Cheer(member.Name, mark, standing.Current);
}
