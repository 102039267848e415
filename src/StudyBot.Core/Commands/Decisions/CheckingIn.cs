using StudyBot.CheckIns;
using StudyBot.Cohorts;
using StudyBot.Ports;
using StudyBot.Wording;

namespace StudyBot.Commands.Decisions;

/// <summary>Recording what was done, once it is known which lessons are meant.</summary>
public static class CheckingIn
{
    /// <summary>From a place that has no later versions: a button. Nothing takes it back but <c>undo</c>.</summary>
    public static Decision Record(Scene scene, Reading.CheckIn said, string source)
    {
        var meant = Statements.Meaning(scene, said, null);
        var book = new Book(scene);
        foreach (var lesson in meant.Lessons) book.Record(lesson, scene.At, source, said.Note, said.Links);
        var closed = book.Close();
        return closed with { Replies = [.. closed.Replies, .. Statements.Words(scene, meant, closed).Select(card => new Reply(card))] };
    }

    /// <summary>Whether a decision completes the plan's last lesson for the person, or the last that they had open: they deserve a word then.</summary>
    public static bool Finishes(Scene scene, Decision decision)
    {
        var (before, after, lessons) = (scene.Member.Ledger, MemberAfter(scene, decision).Ledger, scene.Cohort.Curriculum.Lessons);
        return after[lessons] is not null && (before[lessons] is null || before.Completed < lessons && after.Completed >= lessons);
    }

    /// <param name="scene">With the plan, and with all of the person's check-ins as they were, for the links they shared.</param>
    public static Decision WithFinish(Scene scene, Decision decision)
    {
        var member = MemberAfter(scene, decision);
        var now = decision.Changes.OfType<Change.PutCheckIn>().Select(put => put.CheckIn).ToList();
        var links = scene.CheckIns.Select(c => c.Value).ExceptBy(now.Select(c => c.Lesson), c => c.Lesson).Concat(now);
        var card = Say.Finish(
            member.Name,
            scene.Curriculum!,
            Streak.Fold(scene.Cohort.Posted, member, scene.At),
            [.. Enumerable.Range(1, scene.Curriculum!.Lessons.Count).Where(lesson => member.Ledger[lesson] is null)],
            Summing.Links(links, new Dictionary<PersonId, string> { [member.Id] = member.Name }));
        return decision.And(card);
    }

    private static Member MemberAfter(Scene scene, Decision decision) =>
        decision.Changes.OfType<Change.PutMember>().LastOrDefault(put => put.Member.Id == scene.Member.Id)?.Member ?? scene.Member;
}
