using StudyBot.Agendas;
using StudyBot.Cards;
using StudyBot.CheckIns;
using StudyBot.Cohorts;
using StudyBot.Curricula;
using StudyBot.Standings;
using StudyBot.Wording;

namespace StudyBot.Commands.Decisions;

/// <summary>Questions: nothing changes but that they were answered.</summary>
public static class Asking
{
    public static Decision Today(Scene scene) => scene.Newest == 0 ? Next(scene) : ShowLesson(scene, scene.Newest);

    public static Decision ShowLesson(Scene scene, int day)
    {
        if (Plan(scene).Find(day) is not { } lesson) return Decision.Say(Say.Refused([Say.NoSuchDay(day, Plan(scene).Lessons.Count)]));
        if (scene.Cohort.Lesson(day) is { } posted)
            return Decision.Say(Say.LessonAgain(Plan(scene), lesson, posted, scene.Member.Ledger[day], scene.At, scene.ReaderZone));
        if (day > scene.Cohort.Day + 1 && !scene.IsLead) return Decision.Say(Say.Refused([Say.StillToCome(day, scene.Cohort.Day + 1)]));
        var opens = day == scene.Cohort.Day + 1 ? Agenda.ComingLesson(scene.Cohort, scene.At) : null;
        return Decision.Say(WithStop(scene, Say.LessonAhead(Plan(scene), lesson, opens, scene.ReaderZone, scene.At, day == scene.Cohort.Day + 1, scene.Member.Ledger[day] is not null)));
    }

    public static Decision Next(Scene scene) => scene.Cohort.IsFinished
        ? Decision.Say(Say.NoNextLesson(Plan(scene).Title))
        : ShowLesson(scene, scene.Cohort.Day + 1);

    public static Decision Me(Scene scene)
    {
        if (scene.Member.JoinedAt is null) return Decision.Say(Say.NotJoined(scene.Cohort.Curriculum.Title));
        var rank = Table.Rank(scene.Members.Select(m => m.Value)).FirstOrDefault(row => row.Member.Id == scene.Member.Id)?.Rank;
        int[] open = [.. OpenLessons(scene).Select(lesson => lesson.Day)];
        return Decision.Say(Say.Me(scene.Incoming.From.NameOr(scene.Member.Name), scene.Cohort, Standing(scene), open, rank, scene.Member.Left));
    }

    public static Decision Why(Scene scene) => Decision.Say(Say.Why(Standing(scene)));

    /// <summary>Seen by the channel where it was asked there.</summary>
    public static Decision Leaderboard(Scene scene, bool thisWeek)
    {
        var members = scene.Members.Select(m => m.Value).ToList();
        var week = thisWeek ? Weeks.Lessons(scene.Cohort, scene.At).Select(lesson => lesson.Day).ToHashSet() : null;
        if (week is { Count: 0 }) return Decision.Nothing.And(Say.NoLessonThisWeek(scene.Cohort.Curriculum.Title, scene.Cohort.Day > 0), isPrivate: scene.Incoming.Where.Direct);
        var rows = Table.Rank(members, week);
        return Decision.Nothing.And(Say.Leaderboard(scene.Cohort.Curriculum.Title, thisWeek, rows, People(scene), Table.IsStarted(members, week)), isPrivate: scene.Incoming.Where.Direct);
    }

    public static Decision Open(Scene scene) => scene switch
    {
        { Cohort.Day: 0 } => Decision.Say(Say.NoLessonYet(Agenda.ComingLesson(scene.Cohort, scene.At), scene.ReaderZone)),
        { Member.JoinedAt: null } => Decision.Say(Say.NotJoined(scene.Cohort.Curriculum.Title)),
        _ => StillOpen(scene),
    };

    private static Decision StillOpen(Scene scene) => Decision.Say(Say.Open(
        [.. OpenLessons(scene).Select(posted => (Plan(scene).Find(posted.Day), posted)).Where(o => o.Item1 is not null).Select(o => (o.Item1!, o.posted))],
        scene.At,
        scene.ReaderZone));

    public static Decision Week(Scene scene) => Decision.Say(Say.Week(Plan(scene), scene.Cohort, scene.Member));

    public static Decision Links(Scene scene) => Decision.Say(Say.Links(scene.Cohort.Curriculum.Title, Summing.Links(scene.WeekCheckIns, Names(scene))));

    public static Decision Settings(Scene scene) => Decision.Say(WithStop(scene, Say.Settings(scene.Cohort, scene.Member.JoinedAt is null ? null : scene.Member, scene.At)));

    public static Decision Status(Scene scene) => Decision.Say(Say.Status(
        scene.Cohort,
        Agenda.ComingLesson(scene.Cohort, scene.At),
        scene.LastDelivery,
        People(scene),
        scene.Members.Any(m => m.Value.JoinedAt is not null),
        scene.At));

    /// <summary>The week so far, as the summary will tell it; where one is still to come, the farewell is left to it.</summary>
    public static Decision SummaryNow(Scene scene)
    {
        var lessons = Weeks.Lessons(scene.Cohort, scene.At);
        if (lessons.Count == 0) return Decision.Say(Say.NothingToSum());
        var review = Summing.Review(scene.Cohort, Plan(scene), lessons, [.. scene.Members.Select(m => m.Value)], scene.WeekCheckIns, scene.At);
        if (scene.Cohort is { Broken: null, Schedule.Summary: not null }) review = review with { Closes = false, Open = null };
        return Decision.Nothing.And(Say.Summary(review, scene.Zone), isPrivate: scene.Incoming.Where.Direct);
    }

    /// <summary>What tells of times to come, where none comes.</summary>
    private static Card WithStop(Scene scene, Card card) => Say.HasStopped(scene.Cohort, scene.IsLead) is { } stopped ? new([.. card.Parts, stopped]) : card;

    private static Standing Standing(Scene scene) => Streak.Fold(scene.Cohort.Posted, scene.Member, scene.At);

    /// <summary>How many count in the totals, and how many are on pause.</summary>
    private static Totals People(Scene scene) => Totals.For(scene.Cohort.Day, scene.Members.Select(m => m.Value), scene.At);

    /// <summary>Lessons the person owes: from the one that was newest when they joined, not paused and not excused.</summary>
    private static IEnumerable<PostedLesson> OpenLessons(Scene scene) => scene.Member.JoinedAt is null
        ? []
        : Standing(scene).Units
            .Where(unit => unit.IsOwed)
            .Select(unit => scene.Cohort.Lesson(unit.Lesson)!);

    private static Curriculum Plan(Scene scene) => scene.Curriculum!;

    /// <summary>Of those who may be named, and of whoever asks.</summary>
    private static Dictionary<PersonId, string> Names(Scene scene) => scene.Members
        .Select(m => m.Value)
        .Where(m => m is { IsActive: true, Hidden: false } || m.Id == scene.Member.Id)
        .ToDictionary(m => m.Id, m => m.Name);
}
