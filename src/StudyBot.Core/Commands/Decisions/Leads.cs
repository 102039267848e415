using StudyBot.Cards;
using StudyBot.CheckIns;
using StudyBot.Cohorts;
using StudyBot.Ports;
using StudyBot.Wording;

namespace StudyBot.Commands.Decisions;

/// <summary>What a lead decides about the cohort, save when its lessons come.</summary>
public static class Leads
{
    public static Decision LeadsOnly(Scene scene) => Decision.Say(scene.Cohort.Leads.Count == 0 ? Say.NobodyLeads() : Say.LeadsOnly(
        [.. scene.Cohort.Leads.Select(lead => scene.Members.FirstOrDefault(m => m.Value.Id.User == lead)?.Value.Name).Where(name => name is { Length: > 0 }).OfType<string>()]));

    public static Decision Lead(Scene scene, Command.Lead said)
    {
        var leads = scene.Cohort.Leads;
        var found = Find(scene, said.Whom);
        if (found.Length > 1) return Decision.Say(Say.SeveralOfThatName(said.Whom.Called));
        if (found is [] && said.Whom.Name is null) return Decision.Say(Nobody(said.Whom, lesson: false));
        var (user, name) = found is [var row] ? (row.Value.Id.User, NameOf(row.Value, said.Whom)) : (said.Whom.Person, said.Whom.Called);
        var isLead = leads.Contains(user);
        if (said.Off && !isLead) return Decision.Say(Say.NotALead(name));
        if (!said.Off && isLead) return Decision.Say(Say.AlreadyLead(name));
        var themselves = user == scene.Incoming.From.Id.User;
        if (said.Off && leads.Count == 1) return Decision.Say(Say.LastLead(themselves ? null : name));
        if (said.Off) return Put(scene, scene.Cohort with { Leads = [.. leads.Where(lead => lead != user)] }).And(Say.LeadRemoved(themselves ? null : name));
        var named = Put(scene, scene.Cohort with { Leads = [.. leads, user] }).And(Say.LeadAdded(name));
        // Who leads has a row like everybody, so that what is kept of them is found when they ask; they are called as they were named until their first word.
        if (found is []) return named.And(new Change.PutMember(scene.Cohort.Run, scene.Named ?? Member.New(scene.Member.Id with { User = user }, name), null));
        // Who left an earlier cohort of the channel and leads this one is here again.
        return found is [{ Value: { Left: true, HasLeft: false } gone } before] ? named.And(new Change.PutMember(scene.Cohort.Run, gone with { Left = false }, before.ETag)) : named;
    }

    /// <summary>Taken back, a lesson counts by the usual rules again: an excuse is a number in the row, and all else is worked out from it.</summary>
    public static Decision Excuse(Scene scene, Command.Excuse said)
    {
        var lesson = said.Lesson;
        if (lesson < 1 || lesson > scene.Cohort.Curriculum.Lessons) return Decision.Say(Say.Refused([Say.NoSuchDay(lesson, scene.Cohort.Curriculum.Lessons)]));
        var found = Find(scene, said.Whom);
        if (found.Length > 1) return Decision.Say(Say.SeveralOfThatName(said.Whom.Called));
        if (found is not [var row]) return Decision.Say(said.Whom.Name is { } called ? Say.NotAMember(called) : Nobody(said.Whom, lesson: true));
        var name = NameOf(row.Value, said.Whom);
        if (row.Value.JoinedAt is null) return Decision.Say(Say.NotAMember(name));
        var excused = row.Value.Excused;
        if (said.Off && !excused.Contains(lesson)) return Decision.Say(Say.NotExcused(name, lesson, excused));
        if (said.Off) return Put([.. excused.Where(other => other != lesson)]).And(Say.ExcusedNoLonger(name, lesson));
        if (excused.Contains(lesson)) return Decision.Say(Say.AlreadyExcused(name, lesson));
        return Put([.. excused.Append(lesson).Order()]).And(Say.Excused(name, lesson, Excuses.Of(scene.Cohort, row.Value, lesson, scene.At)));

        Decision Put(IReadOnlyList<int> lessons) => Decision.Nothing.And(new Change.PutMember(scene.Cohort.Run, row.Value with { Excused = lessons }, row.ETag));
    }

    /// <param name="known">The newest version of each name.</param>
    public static Decision UseCurriculum(Scene scene, string? name, IReadOnlyList<CurriculumVersion> known)
    {
        if (name is null) return Decision.Say(Say.Curricula(known, scene.Cohort.Curriculum));
        if (known.FirstOrDefault(c => string.Equals(c.Name, name, StringComparison.OrdinalIgnoreCase)) is not { } other)
            return Decision.Say(Say.NoSuchCurriculum(name, [.. known.Select(c => c.Name)]));
        if (other == scene.Cohort.Curriculum) return Decision.Say(Say.SameCurriculum(other));
        if (scene.Cohort.IsFinished && other.Name != scene.Cohort.Curriculum.Name) return Decision.Say(Say.CurriculumIsOver(scene.Cohort.Curriculum.Title, other.Title));
        if (scene.Out is { } day && (other.Lessons < day || other.Lessons == day && IsToldOf(scene.Cohort, day))) return Decision.Say(Say.CurriculumTooShort(other, day));
        var before = scene.Out is { } through ? [.. scene.Cohort.Before ?? [], new FollowedPlan(scene.Cohort.Curriculum, through)] : scene.Cohort.Before;
        return Put(scene, scene.Cohort with { Curriculum = other, Before = before }).And(Say.CurriculumChanged(other, (scene.Out ?? 0) + 1));
    }

    /// <summary>With the summary that told of it, or as the plan's last, a lesson is no end for another plan: that one would be over without a word.</summary>
    private static bool IsToldOf(Cohort cohort, int day) =>
        cohort.IsFinished || cohort is { LastSummary: { } told, Schedule.Summary: not null } && cohort.Lesson(day)?.Opens <= told;

    public static Decision Notes(Scene scene, bool on) =>
        Put(scene, scene.Cohort with { NotesAllowed = on }).And(Card.Line(Say.NotesSet(on)));

    /// <summary>A lead who was named when nobody knew what they are called has their name from their first word on, so that others learn whom to ask.</summary>
    internal static Decision Put(Scene scene, Cohort cohort)
    {
        var put = Decision.Nothing.And(new Change.PutCohort(cohort, scene.Stored.ETag));
        return scene is { Row: { ETag: { } etag, Value: { Name: "" } nameless }, Incoming.From.Name: { Length: > 0 } name }
            ? put.And(new Change.PutMember(cohort.Run, nameless with { Name = name }, etag))
            : put;
    }

    /// <summary>Neither a mention nor a name that is known. A mention among other words is one person too many, or one day.</summary>
    private static Card Nobody(Whom whom, bool lesson) =>
        Mentions.Plainly(whom.Person) is var seen && seen != whom.Person ? Say.OneAtATime(seen, lesson) : Say.NoSuchPerson(seen);

    /// <summary>The name that is known, or else the one they were mentioned by.</summary>
    private static string NameOf(Member member, Whom whom) => member.Name.Length > 0 ? member.Name : whom.Called;

    /// <summary>Whom a lead may mean: the one with that user id, or all of that name.</summary>
    private static Versioned<Member>[] Find(Scene scene, Whom whom) => scene.Members.FirstOrDefault(m => m.Value.Id.User == whom.Person) is { } byId
        ? [byId]
        : [.. scene.Members.Where(m => string.Equals(m.Value.Name, whom.Person, StringComparison.OrdinalIgnoreCase))];
}
