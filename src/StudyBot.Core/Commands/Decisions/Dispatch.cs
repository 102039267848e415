using StudyBot.Agendas;
using StudyBot.CheckIns;
using StudyBot.Ports;
using StudyBot.Wording;

namespace StudyBot.Commands.Decisions;

/// <summary>From what was asked to the decision that answers it.</summary>
public static class Dispatch
{
    /// <param name="command">The words as a command, where the request is words.</param>
    public static Decision To(Request request, Parsed? command, Scene scene)
    {
        var where = scene.Incoming.Where;
        return request switch
        {
            Request.Reaction when scene.IsOfEarlier => Decision.Nothing,
            _ when scene.IsOfEarlier => Decision.Say(Say.OfEarlierCohort(scene.Cohort.Curriculum.Title)),
            Request.Reply reply => Heard(scene, reply.MessageId, reply.Reading),
            Request.Words { MessageId: { } message } when command is Parsed.Ok { Command: Command.Done done } => Heard(scene, message, done.CheckIn),
            Request.Words when command is Parsed.Ok ok => Decide.On(ok.Command, scene),
            Request.Words when command is Parsed.Unknown unknown => NotACommand.Of(scene, unknown),
            Request.Words when command is Parsed.TooMany many => Decision.Say(Say.Refused([Say.TooMany(many.Count)])),
            Request.Words when command is Parsed.Aside aside => NotACommand.Of(scene, aside.Kind),
            Request.Reaction reaction => Reaction(scene, reaction),
            Request.Edit edit => Edit(scene, Statements.OfMessage(where.Channel, edit.MessageId), edit.Reading),
            Request.Deletion deletion => Deletion(scene, deletion.Deleted),
            Request.Renamed => Members.Renamed(scene),
            Request.LeftChannel => Members.LeftChannel(scene),
            Request.ChannelGone gone => Decision.Nothing with { Changes = Stopping.Of(scene.Stored, gone.Reason, scene.At) },
            _ => Decision.Nothing,
        };
    }

    /// <summary>A message, heard for the first time. One that is known was handled before, or edited or deleted before it reached us.</summary>
    private static Decision Heard(Scene scene, string messageId, Reading reading)
    {
        var key = Statements.OfMessage(scene.Incoming.Where.Channel, messageId);
        return reading switch
        {
            _ when scene.Statements.ContainsKey(key) => Decision.Nothing,
            Reading.CheckIn said => Statements.Restate(scene, key, Statements.Meaning(scene, said, null), said.Note, said.Links),
            Reading.TooMany many => Decision.Say(Say.Refused([Say.TooMany(many.Count)])),
            Reading.NotDone not => Withdrawing.NotDone(scene, not.Lesson),
            Reading.Almost almost => Nearly(scene, almost),
            _ => Decision.Nothing,
        };
    }

    /// <summary>In a thread it is asked about, where its lesson is not counted: the one it names, or the thread's.</summary>
    private static Decision Nearly(Scene scene, Reading.Almost almost)
    {
        if (scene.ThreadLesson is not { } thread) return Decision.Nothing;
        var lesson = almost.Days is [var named] ? named : thread;
        return scene.Member.Ledger[lesson] is null ? AskOnce(scene, lesson) : Decision.Nothing;
    }

    /// <summary>A person is asked once in a thread whether a reply that nearly reads as a check-in was meant as one.</summary>
    private static Decision AskOnce(Scene scene, int lesson)
    {
        var key = Almost(scene);
        return scene.Statements.ContainsKey(key)
            ? Decision.Nothing
            : Decision.Say(Say.AlmostDone(lesson)).And(new Change.PutSeen(Statements.Remember(scene, key, scene.At, []), null));
    }

    public static string Almost(Scene scene) => $"almost {scene.Incoming.Where.Thread} {scene.Member.Id.User}";

    /// <summary>A reaction counts on a lesson's post alone. One that is told again, after an outage, stays moved where its person moved it.</summary>
    private static Decision Reaction(Scene scene, Request.Reaction reaction)
    {
        if (scene.LessonOf(reaction.MessageId) is not { } lesson) return Decision.Nothing;
        var key = Statements.OfReaction(reaction.MessageId, scene.Member.Id, reaction.Emoji);
        var means = scene.Statements.GetValueOrDefault(key) is { Value: { Moved: true, Lessons: { Count: > 0 } moved } } ? moved : [lesson];
        return Statements.Restate(scene, key, reaction.On ? new Meant(means, [], null) : null, null, []);
    }

    private static Decision Edit(Scene scene, string key, Reading reading) => reading switch
    {
        Reading.CheckIn said => Statements.Restate(scene, key, Statements.Meaning(scene, said, scene.Statements.GetValueOrDefault(key)?.Value), said.Note, said.Links),

        // Whoever says more than counts at once takes nothing back: they are told, and what the message counted stands.
        Reading.TooMany many => Decision.Say(Say.Refused([Say.TooMany(many.Count)])),

        // Nor does whoever adds words to it: it stands, and what is not counted is asked about as if it had just been written.
        Reading.Almost almost => Nearly(scene, almost),
        _ => Statements.Restate(scene, key, null, null, []),
    };

    /// <summary>More than an hour after it was written, the person is asked first, where a check-in would go with it and still may;
    /// a message that counted nothing is only remembered as gone.</summary>
    private static Decision Deletion(Scene scene, Did.Deleted deleted)
    {
        var key = Statements.OfMessage(scene.Incoming.Where.Channel, deleted.MessageId);
        var known = scene.Statements.GetValueOrDefault(key)?.Value;
        int[] going = [.. (known?.Lessons ?? []).Where(lesson => scene.CheckIns.Any(c => c.Value.Lesson == lesson && Goes(c.Value)))];
        return going.Length > 0 && Withdrawal.AskFirst(deleted.WrittenAt ?? known!.At, scene.At)
            ? Decision.Say(Say.AskBeforeWithdrawing(going))
            : Statements.Restate(scene, key, null, null, []);

        bool Goes(CheckIn standing) =>
            standing.IsFromOnly(key) && Withdrawal.MayWithdraw(scene.Cohort.Lesson(standing.Lesson), standing, scene.At);
    }
}
