using StudyBot.Cohorts;
using StudyBot.Host.Settings;
using StudyBot.Ports;
using StudyBot.Slack;
using StudyBot.Storage;

namespace StudyBot.Host.Commands;

/// <summary>Whether Slack takes the tokens, grants what is needed, opens a socket, and whether the bot is where its cohorts are.</summary>
internal static class SlackCheck
{
    public static async Task<IReadOnlyList<Finding>> ExamineAsync(StudyBotSettings settings, CancellationToken cancel)
    {
        if (!settings.Slack.IsOn) return [];
        var options = settings.Slack.Options();
        await using var services = new ServiceCollection().AddSingleton(TimeProvider.System).AddSlackApi(options).BuildServiceProvider();
        var api = services.GetRequiredService<SlackApi>();
        var findings = new List<Finding>();
        if (options.BotToken.Length > 0) findings.AddRange(await TokenAsync(api, options, settings, cancel));
        if (options.HasSockets) findings.Add(await SocketAsync(api, options, cancel));
        if (options.HasHttp) findings.Add(Secret(options));
        return findings;
    }

    private static async Task<IReadOnlyList<Finding>> TokenAsync(SlackApi api, SlackOptions options, StudyBotSettings settings, CancellationToken cancel)
    {
        var answer = await api.WhoAmIAsync(options.BotToken, cancel);
        if (answer.Value is not { } who)
            return [new("slack token", false, answer.Failure!.Kind is FailureKind.Refused || Failures.IsFinal(answer.Failure)
                ? $"Slack does not take the bot token ({answer.Failure.Error}). Copy the Bot User OAuth Token anew into Slack:BotToken"
                : $"Slack cannot be asked ({answer.Failure.Error}). Check this machine's way to {options.ApiUrl}")];
        string[] missing = [.. Permissions.Scopes.Select(scope => scope.Name).Except(who.Scopes)];
        return
        [
            new("slack token", true, $"is the bot's in {who.Team ?? who.TeamId}"),
            missing.Length == 0
                ? new("slack scopes", true, "all that are needed are granted")
                : new("slack scopes", false, $"{string.Join(", ", missing)} {(missing.Length == 1 ? "is" : "are")} missing. Add {(missing.Length == 1 ? "it" : "them")} under OAuth & Permissions, and install the app anew"),
            .. await ChannelsAsync(api, options.BotToken, who.TeamId, settings, cancel),
        ];
    }

    private static async Task<Finding> SocketAsync(SlackApi api, SlackOptions options, CancellationToken cancel)
    {
        var answer = await api.OpenConnectionAsync(options.AppToken, cancel);
        return answer.Failure is not { } failure
            ? new("slack socket", true, "Slack opens a connection")
            : new("slack socket", false, $"Slack opens no connection ({failure.Error}). Switch Socket Mode on, and give Slack:AppToken a token with {Permissions.SocketScope}");
    }

    /// <summary>Only Slack knows whether it is the right one; that it looks like one can be told.</summary>
    private static Finding Secret(SlackOptions options) => options.SigningSecret.Length == 32 && options.SigningSecret.All(char.IsAsciiHexDigit)
        ? new("slack signing secret", true, "looks like one")
        : new("slack signing secret", true, "does not look like Slack's: those are 32 hexadecimal digits. Compare it with Basic Information, Signing Secret");

    private static async Task<IReadOnlyList<Finding>> ChannelsAsync(SlackApi api, string token, string team, StudyBotSettings settings, CancellationToken cancel)
    {
        var findings = new List<Finding>();
        try
        {
            if (!Stores.Exists(settings.Storage)) return [];
            var table = Stores.OpenForCommand(settings.Storage, create: false);
            using var close = table as IDisposable;
            await foreach (var stored in new StudyStore(table, settings.Scheduling.Shards).CohortsAsync(cancel))
            {
                if (stored.Value.Id is { Platform: Slack.Names.Platform } id && id.Tenant == team && !stored.Value.IsFinished) findings.Add(await ChannelAsync(api, token, id, cancel));
            }
        }
        catch (Exception fault) when (fault is StoreRefusedException or TableUnavailableException)
        {
            // The store's own check says so.
        }

        return findings;
    }

    private static async Task<Finding> ChannelAsync(SlackApi api, string token, CohortId id, CancellationToken cancel) => await api.ConversationAsync(token, id.Channel, cancel) switch
    {
        { Value.Channel: { IsArchived: true } channel } => new("slack channel", false, $"#{channel.Name ?? id.Channel} is archived. Bring it back, or remove its cohort: StudyBot cohorts remove {id} --yes"),
        { Value.Channel: { IsMember: false } channel } => new("slack channel", false, $"the bot is not in #{channel.Name ?? id.Channel}. Say /invite @StudyBot there"),
        { Value.Channel: { } channel } => new("slack channel", true, $"the bot is in #{channel.Name ?? id.Channel}"),
        var answer => new("slack channel", false, $"{id.Channel} cannot be seen ({answer.Failure!.Error}). Say /invite @StudyBot there, or remove its cohort: StudyBot cohorts remove {id} --yes"),
    };
}
