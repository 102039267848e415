using Microsoft.Extensions.Logging;
using StudyBot.Doors;

namespace StudyBot.Slack;

/// <summary>App Home: each person's own page.</summary>
public sealed partial class Homes(SlackApi api, Home home, ILogger<Homes> log)
{
    public async Task PublishAsync(Workspace workspace, string user, CancellationToken cancel)
    {
        var cards = await home.OfAsync(new(Names.Platform, workspace.Team, user), cancel);
        var answer = await api.PublishViewAsync(workspace.Token, new(user, BlockKit.Home(cards)), cancel);
        if (answer.Failure is { } failure) Log.NotShown(log, failure.Error);
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "A person's App Home could not be shown: {Error}")]
        public static partial void NotShown(ILogger log, string error);
    }
}
