using StudyBot.Doors;
using StudyBot.Ports;

namespace StudyBot.Slack;

/// <summary>Answers, after the event was acknowledged.</summary>
public sealed class Saying(Answering answering, Homes homes, Afterwards afterwards)
{
    /// <summary>Queues what is to be said and shown; returns at once.</summary>
    public void Say(Workspace workspace, Heard heard, Handled handled)
    {
        if (handled.Duplicate) return;
        afterwards.Enqueue(Names.Platform, workspace.Team, cancel => answering.AnswerAsync(workspace, heard, handled, cancel));
        if (heard.To.Channel is null) ShowHome(workspace, heard.User);
    }

    /// <summary>Brings a person's App Home up to date.</summary>
    public void ShowHome(Workspace workspace, string user) =>
        afterwards.Enqueue(Names.Platform, workspace.Team, cancel => homes.PublishAsync(workspace, user, cancel));
}
