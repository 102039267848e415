using StudyBot.Doors;
using StudyBot.Ports;

namespace StudyBot.Slack;

/// <summary>Answers, after the event was acknowledged. Slack limits each of its methods by itself, so each kind of answer waits in a queue of its own:
/// after a hundred check-ins in a minute the marks are behind, and a modal, whose trigger is good for 3 s, waits for none of them.</summary>
public sealed class Saying(Answering answering, Homes homes, Afterwards afterwards)
{
    /// <summary>Queues what is to be said and shown; returns at once.</summary>
    public void Say(Workspace workspace, Heard heard, Handled handled)
    {
        if (handled.Duplicate) return;
        if (Answering.HasWords(heard, handled)) Enqueue(workspace, Answering.OpensModal(heard, handled) ? "modals" : "words", cancel => answering.AnswerAsync(workspace, heard, handled, cancel));
        if (Answering.HasMarks(handled)) Enqueue(workspace, "marks", cancel => answering.MarkAsync(workspace, heard, handled, cancel));
        if (heard.To.Channel is null) ShowHome(workspace, heard.User);
    }

    /// <summary>Brings a person's App Home up to date.</summary>
    public void ShowHome(Workspace workspace, string user) => Enqueue(workspace, "homes", cancel => homes.PublishAsync(workspace, user, cancel));

    private void Enqueue(Workspace workspace, string queue, Func<CancellationToken, Task> work) => afterwards.Enqueue(Names.Platform, $"{workspace.Team} {queue}", work);
}
