using StudyBot.CheckIns;
using StudyBot.Cohorts;
using StudyBot.Commands.Decisions;
using StudyBot.Ports;
using StudyBot.Tests.Rules;

namespace StudyBot.Tests.Commands.Decisions;

/// <summary>What a decision may look at, with no more said than a test needs. Ana speaks, who joined with lesson 1, in a cohort of <see cref="Make"/>:
/// lesson n comes on the (n + 1)th of March at 08:00 in UTC, is due at that hour a day later and closes twelve hours after that.</summary>
internal static class Scenes
{
    public static readonly PersonId Ana = new("local", "local", "ana");

    /// <param name="marks">What Ana has done, as <see cref="Make.Member"/> takes it.</param>
    public static Scene At(string at, int posted = 3, string marks = "", int lessons = 30) => new(
        new("said", new("local", "local", "study"), new(Ana, "ana"), Make.At(at), new Did.Said("m1", "")),
        new(Make.Cohort(lessons: lessons).Posted(posted), "cohort 1"),
        new(Joined("ana", marks), "ana 1"));

    public static Member Joined(string name, string marks = "") => Make.Member(name, marks, Make.At("2026-03-02T08:00:00Z"));

    public static Scene In(this Scene scene, Func<Cohort, Cohort> change) => scene with { Stored = scene.Stored with { Value = change(scene.Cohort) } };

    public static Scene As(this Scene scene, Func<Member, Member> change) => scene with { Row = scene.Row with { Value = change(scene.Member) } };

    public static Scene By(this Scene scene, Func<Person, Person> change) => scene with { Incoming = scene.Incoming with { From = change(scene.Incoming.From) } };

    public static Scene ByALead(this Scene scene) => scene.In(cohort => cohort with { Leads = ["ana"] });

    public static Scene Doing(this Scene scene, Did what) => scene with { Incoming = scene.Incoming with { What = what } };

    public static Scene Under(this Scene scene, string? thread) => scene with { Incoming = scene.Incoming with { Where = scene.Incoming.Where with { Thread = thread } } };

    public static Scene Directly(this Scene scene) => scene with { Incoming = scene.Incoming with { Where = scene.Incoming.Where with { Direct = true } } };

    public static Scene Having(this Scene scene, params CheckIn[] checkIns) => scene with { CheckIns = [.. checkIns.Select(c => new Versioned<CheckIn>(c, $"day {c.Lesson}"))] };

    public static Scene Among(this Scene scene, params Member[] members) => scene with { Members = [.. members.Select(m => new Versioned<Member>(m, $"{m.Id.User} 1"))] };

    /// <summary>What a message said so far, first at an instant.</summary>
    public static Scene Remembering(this Scene scene, string key, string at, params int[] lessons) => scene with
    {
        Statements = new Dictionary<string, Versioned<Seen>> { [key] = new(new(key, Make.At(at), lessons, Make.At(at), Make.At(at)), "said") },
    };
}
