using NodaTime;
using StudyBot.Cards;
using StudyBot.CheckIns;
using StudyBot.Ports;
using StudyBot.Wording;

namespace StudyBot.Commands.Decisions;

/// <summary>Taking a check-in back in words, and moving it to the lesson that was meant. Words that come late, as after an outage, mean nothing that was said after them.</summary>
public static class Withdrawing
{
    /// <summary>A message and a command may be told by two clocks: less than this apart, neither is later.</summary>
    private static readonly Duration Skew = Duration.FromMinutes(2);

    /// <param name="named">The lesson named; else the thread's; else the latest standing check-in by instant, of equals the highest lesson.</param>
    public static Decision Undo(Scene scene, int? named)
    {
        var lesson = named ?? scene.ThreadLesson ?? Latest(scene)?.Lesson;
        var book = new Book(scene);
        if (lesson is null) return Decision.Say(Say.NothingToUndo(null));
        if (IsLater(scene, book.Find(lesson.Value))) return Decision.Say(Say.DoneSince(lesson.Value));
        return book.Remove(lesson.Value) switch
        {
            Withdrawn.Done => book.Close().And(Say.Withdrawn([lesson.Value])),
            Withdrawn.TooLate => Decision.Say(TooLate(scene, book.Find(lesson.Value)!)),
            _ => Decision.Say(Say.NothingToUndo(lesson)),
        };
    }

    /// <summary><c>not done</c>: withdraws with a number or in a lesson's thread; elsewhere, or where nothing stands, it is nothing.</summary>
    public static Decision NotDone(Scene scene, int? named)
    {
        var lesson = named ?? scene.ThreadLesson;
        return lesson is not null && new Book(scene).Find(lesson.Value) is { } standing && !IsLater(scene, standing) ? Undo(scene, lesson) : Decision.Nothing;
    }

    /// <summary>The same instant, for another lesson; its class is worked out anew. What the check-in came from speaks of the other lesson from now on.</summary>
    public static Decision Move(Scene scene, int from, int to)
    {
        var book = new Book(scene);
        if (book.Find(from) is not { } standing) return Decision.Say(Say.NothingToUndo(from));
        if (!Withdrawal.MayWithdraw(scene.Cohort.Lesson(from), standing, scene.At)) return Decision.Say(TooLate(scene, standing));
        if (book.Find(to) is { } other) return Decision.Say(Card.Line(Say.AlreadyCounted(to, other.Class)));

        var meant = LessonMeant.Resolve(scene.Cohort, [to], null, standing.At, scene.Member);
        if (meant.Refused.Count > 0)
        {
            return Decision.Say(Say.Refused([to switch
            {
                _ when to > scene.Cohort.Curriculum.Lessons || to < 1 => Say.NoSuchDay(to, scene.Cohort.Curriculum.Lessons),
                _ when to <= scene.Newest + 1 => Say.WasAhead(from, to),
                _ => Say.NotYet(to, scene.Newest),
            }]));
        }

        var moved = standing with { Lesson = to, Class = Classes.Classify(scene.Cohort, to, standing.At) };
        book.Strike(from);
        book.Enter(moved);
        var closed = book.Close();
        var restated = standing.Sources
            .Select(source => scene.Statements.GetValueOrDefault(source))
            .OfType<Versioned<Seen>>()
            .Select(seen => (Change)new Change.PutSeen(seen.Value with { Lessons = [.. seen.Value.Lessons.Select(lesson => lesson == from ? to : lesson)], Moved = true }, seen.ETag));
        return (closed with { Changes = [.. closed.Changes, .. restated] }).And(Say.Moved(from, to, moved.Class));
    }

    public static Card TooLate(Scene scene, CheckIn standing) =>
        Say.TooLateToUndo(standing.Lesson, Withdrawal.UntilWhen(scene.Cohort.Lesson(standing.Lesson), standing), scene.ReaderZone);

    private static bool IsLater(Scene scene, CheckIn? standing) => standing?.At > scene.At + Skew;

    private static CheckIn? Latest(Scene scene) =>
        scene.CheckIns.Select(c => c.Value).Where(c => !IsLater(scene, c)).OrderByDescending(c => c.At).ThenByDescending(c => c.Lesson).FirstOrDefault();
}
