using StudyBot.Cohorts;
using StudyBot.Ports;

namespace StudyBot.Commands;

/// <summary>What an incoming thing asks of us, as far as it tells by itself; most of what a channel says asks nothing and costs nothing.</summary>
public abstract record Request
{
    private Request() { }

    /// <summary>A reply in a channel or thread.</summary>
    public sealed record Reply(string MessageId, Reading Reading) : Request;

    /// <summary>Words to the bot: a mention, a direct message, a button.</summary>
    /// <param name="MessageId">The message that said it; null for a button.</param>
    public sealed record Words(string Text, string? MessageId) : Request;

    public sealed record Reaction(string MessageId, string Emoji, bool On) : Request;

    public sealed record Edit(string MessageId, Reading Reading) : Request;

    public sealed record Deletion(Did.Deleted Deleted) : Request;

    public sealed record Form(Did.Submitted Submitted) : Request;

    public sealed record Renamed : Request;

    public sealed record LeftChannel : Request;

    public sealed record Greeting : Request;

    public sealed record ChannelGone(string Reason) : Request;

    /// <summary>Null: nothing is asked.</summary>
    /// <param name="cohort">Where it is known: only the thread of one of its lessons is a place for short words.</param>
    /// <param name="appears">Whether a lesson's post is on its way, so that a thread which is not known may be under it.</param>
    public static Request? Of(Incoming incoming, Cohort? cohort = null, bool appears = false)
    {
        var inThread = InLessonThread(incoming, cohort, appears);
        return incoming.What switch
        {
            Did.Said said when said.Mentioned || incoming.Where.Direct => new Words(said.Text, said.MessageId),
            Did.Said said when IsUndo(said.Text) => new Words(said.Text, said.MessageId),
            Did.Said said => ReplyGrammar.Read(said.Text, inThread) switch
            {
                Reading.Nothing => null,
                Reading.Almost when !inThread => null,
                var reading => new Reply(said.MessageId, reading),
            },
            Did.Pressed pressed => new Words(pressed.Command, null),
            Did.Reacted reacted => Emoji.IsDone(reacted.Emoji) ? new Reaction(reacted.MessageId, reacted.Own ?? Emoji.Name(reacted.Emoji), reacted.On) : null,
            Did.Edited edited => new Edit(edited.MessageId, Edited(edited.Text, inThread)),
            Did.Deleted deleted => new Deletion(deleted),
            Did.Submitted submitted => new Form(submitted),
            Did.Renamed => new Renamed(),
            Did.LeftChannel => new LeftChannel(),
            Did.BotAdded => new Greeting(),
            Did.ChannelGone gone => new ChannelGone(gone.Reason),
            _ => null,
        };
    }

    /// <summary>The same once the cohort is known: read anew only where the thread is none of its lessons'.</summary>
    public Request? In(Incoming incoming, Cohort cohort, bool appears) =>
        InLessonThread(incoming, cohort, appears) == InLessonThread(incoming, null, appears) ? this : Of(incoming, cohort, appears);

    public static bool InLessonThread(Incoming incoming, Cohort? cohort, bool appears) =>
        incoming.Where.Thread is { } thread && (cohort is null || appears || cohort.Posted.DayOf(thread) is not null);

    /// <summary>What nearly reads as a check-in is told apart from what is none wherever it stands: whoever adds words to <c>done</c> does not take it back.
    /// Whoever puts a cross or an empty box before it does.</summary>
    private static Reading Edited(string text, bool inThread) => ReplyGrammar.Read(text, inThread) switch
    {
        Reading.Nothing or Reading.Almost when Emoji.SaysNotDone(text) => new Reading.Nothing(),
        Reading.Nothing when !inThread && ReplyGrammar.Read(text, inThread: true) is not Reading.Nothing => new Reading.Almost([]),
        var reading => reading,
    };

    /// <summary><c>undo</c> and <c>undo N</c>, alone in a message, need no mention: like <c>done</c> they speak of nobody else.</summary>
    private static bool IsUndo(string text) =>
        text.AsSpan().Trim().StartsWith("undo", StringComparison.OrdinalIgnoreCase) &&
        !text.Contains('?') &&
        CommandGrammar.Read(text, default) is Parsed.Ok { Command: Command.Undo };
}
