using StudyBot.Cards;
using StudyBot.Wording;

namespace StudyBot.Commands.Decisions;

/// <summary>Words to the bot that are no command: what may have been meant by them.</summary>
public static class NotACommand
{
    /// <summary>What nearly reads as a check-in is asked about, as under a lesson; of anything else the nearest command is named that the person may say.</summary>
    public static Decision Of(Scene scene, Parsed.Unknown said)
    {
        if (IsForOthers(said, scene)) return Leads.LeadsOnly(scene);
        if (said.ForLeads && !scene.IsLead) return Decision.Say(Say.Unknown(said with { Nearest = said.NearestForAll }));
        if (said.Nearly is not { } days || Lesson(scene, days) is not { } lesson) return Decision.Say(Say.Unknown(said));
        return Decision.Say(scene.Member.Ledger[lesson] is { } counted ? Card.Line(Say.AlreadyCounted(lesson, counted)) : Say.AlmostDone(lesson));
    }

    public static Decision Of(Scene scene, AsideKind aside) => aside switch
    {
        AsideKind.Stop => Decision.Say(Say.WaysToBeQuiet(scene.Today.PlusWeeks(1))),
        AsideKind.Resume => Resume(scene),
        AsideKind.Thanks => Decision.Say(Say.Welcome()),
        AsideKind.NotYet => NotYet(scene),
        _ => Decision.Nothing,
    };

    /// <summary>A lead's command that somebody else says, and not as it is said: how it is said would not help them.</summary>
    public static bool IsForOthers(Parsed? said, Scene scene) => said is Parsed.Unknown { ForLeads: true, Problem: not null } && !scene.IsLead;

    /// <summary>The person's own pause, unless they lead a cohort that rests too: what ends for everybody is never guessed.</summary>
    private static Decision Resume(Scene scene)
    {
        var rests = scene.Cohort.Broken is not null || scene.Rest is not null;
        return rests && scene.IsLead ? Decision.Say(Say.WhoGoesOn(scene.Member.IsPausedAt(scene.At))) : Members.Back(scene);
    }

    /// <summary>The newest lesson stays as it is. Nothing is taken back: another lesson's check-in may be the latest.</summary>
    private static Decision NotYet(Scene scene) => scene.Cohort.Lesson(scene.Newest) switch
    {
        null => Decision.Nothing,
        { Day: var day } newest when scene.Member.Ledger[day] is { } counted => Decision.Say(Say.CountedAllTheSame(day, counted, mayUndo: scene.At <= newest.GraceEnd)),
        var lesson => Decision.Say(Say.NoHurry(lesson, scene.At, scene.ReaderZone)),
    };

    /// <summary>The one named, where it may be done, else the thread's, else the newest; null before the first.</summary>
    private static int? Lesson(Scene scene, IReadOnlyList<int> days) => days switch
    {
        [] => scene.ThreadLesson ?? (scene.Newest > 0 ? scene.Newest : null),
        [var day] when day >= 1 && day <= Math.Min(scene.Newest + 1, scene.Cohort.Curriculum.Lessons) => day,
        _ => null,
    };
}
