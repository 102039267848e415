using StudyBot.Host.Settings;
using StudyBot.Teams;

namespace StudyBot.Host.Commands;

/// <summary>Whether Microsoft gives the bot a token, and says by which keys activities are signed.</summary>
internal static class TeamsCheck
{
    public static async Task<IReadOnlyList<Finding>> ExamineAsync(StudyBotSettings settings, CancellationToken cancel)
    {
        if (!Platforms.HasTeams(settings)) return [];
        var options = TeamsRegistration.Options(settings);
        if (options.Anonymous) return [new("teams", true, "is open to Microsoft's Agents Playground on this machine, without tokens")];
        await using var services = new ServiceCollection().AddSingleton(TimeProvider.System).AddTeamsApi(options).AddSingleton<SigningKeys>().BuildServiceProvider();
        var token = await services.GetRequiredService<Entra>().BotTokenAsync(anew: false, cancel);
        var keys = await UnreadableAsync(services.GetRequiredService<SigningKeys>(), cancel);
        return
        [
            token.Failure is { } none
                ? new("teams token", false, $"Microsoft gives no token ({none.Error}). Compare MicrosoftAppType, MicrosoftAppId, MicrosoftAppTenantId and the secret with the bot's registration")
                : new("teams token", true, "Microsoft gives the bot a token"),
            keys is null
                ? new("teams keys", true, "the keys that sign what Teams sends can be read")
                : new("teams keys", false, $"the keys that sign what Teams sends cannot be read ({keys}). Check this machine's way to {options.Cloud.Metadata}"),
        ];
    }

    private static async Task<string?> UnreadableAsync(SigningKeys keys, CancellationToken cancel)
    {
        try
        {
            await keys.AllAsync(cancel);
            return null;
        }
        catch (IOException fault)
        {
            return (fault.InnerException is IOException or HttpRequestException ? fault.InnerException : fault).Message;
        }
    }
}
