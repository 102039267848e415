using NodaTime;
using StudyBot.Cohorts;

namespace StudyBot.CheckIns;

/// <param name="MaybeInstead">The lesson before, where the newest was only inferred and the one before may have been meant.</param>
public sealed record Meant(IReadOnlyList<int> Lessons, IReadOnlyList<Refusal> Refused, int? MaybeInstead);

public sealed record Refusal(int Lesson, RefusalReason Reason);

public enum RefusalReason
{
    /// <summary>Further ahead than the lesson after the newest.</summary>
    NotYet,

    NoSuchLesson,

    /// <summary>A bare <c>done</c> before the first lesson.</summary>
    NothingPosted,
}

/// <summary>Which lessons a check-in means (rule 3).</summary>
public static class LessonMeant
{
    /// <param name="named">Lessons named in the words; they win wherever they were written.</param>
    /// <param name="threadLesson">The lesson whose thread, button or post it was.</param>
    /// <param name="at">When it was written: later lessons had not appeared.</param>
    /// <param name="appearing">A lesson that people may see already while its posting is not recorded yet.</param>
    public static Meant Resolve(Cohort cohort, IReadOnlyList<int> named, int? threadLesson, Instant at, Member member, int? appearing = null)
    {
        var newest = appearing ?? cohort.Posted.NewestAt(at);
        if (named.Count > 0) return Named(cohort, named, newest);
        if (threadLesson is { } lesson) return new([lesson], [], null);
        if (newest == 0) return new([], [new(1, RefusalReason.NothingPosted)], null);

        return new([newest], [], MaybeBefore(cohort, newest, at, member));
    }

    /// <summary>The lesson before, while it is unfinished and its grace is not over. One that the person's pause takes away is not asked about,
    /// nor one that is older than their streak, as for whoever joins with this very check-in; and where the newest was done already there is nothing to move.</summary>
    private static int? MaybeBefore(Cohort cohort, int newest, Instant at, Member member) =>
        cohort.Lesson(newest - 1) is { } before && at <= before.GraceEnd && before.Day >= Streak.FirstUnit(cohort.Posted, member) && !Streak.IsPaused(before, member) && member.Ledger[before.Day] is null && member.Ledger[newest] is null
            ? before.Day
            : null;

    private static Meant Named(Cohort cohort, IReadOnlyList<int> named, int newest)
    {
        var lessons = new List<int>(named.Count);
        var refused = new List<Refusal>();
        foreach (var lesson in named.Distinct())
        {
            if (lesson < 1 || lesson > cohort.Curriculum.Lessons) refused.Add(new(lesson, RefusalReason.NoSuchLesson));
            else if (lesson > newest + 1) refused.Add(new(lesson, RefusalReason.NotYet));
            else lessons.Add(lesson);
        }

        return new(lessons, refused, null);
    }
}
