using System.Collections.Concurrent;
using NodaTime;
using StudyBot.Doors;
using StudyBot.Ports;

namespace StudyBot.Slack;

/// <summary>Where the bot is installed: the one workspace whose token the settings hold, and those that installed it themselves.</summary>
public sealed class Workspaces(SlackOptions options, SlackApi api, Installing installing, Installations installations, TimeProvider clock)
{
    /// <summary>Another instance may have renewed a token, or heard that the bot was taken out.</summary>
    private static readonly Duration Fresh = Duration.FromMinutes(5);

    private readonly ConcurrentDictionary<string, (Workspace Workspace, Instant Until)> _known = new(StringComparer.Ordinal);
    private Workspace? _own;

    /// <summary>The workspace, or why there is none: refused where the bot is not installed or not allowed; not now where Slack cannot say whose the token is.</summary>
    public async Task<Answer<Workspace>> FindAsync(string team, CancellationToken cancel)
    {
        if (_known.TryGetValue(team, out var known) && clock.Now() < known.Until) return known.Workspace;
        var own = await OwnAsync(cancel);
        if (own is { Failure.Kind: not FailureKind.Refused }) return own with { Failure = own.Failure with { Kind = FailureKind.NotNow } };
        var found = own.Value?.Team == team ? own.Value : options.HasInstall ? await installing.OpenAsync(team, cancel) : null;
        if (found is null || !options.Allows(found.Team, found.Enterprise)) return new Failure(FailureKind.Refused, "not_installed");
        _known[team] = (found, clock.Now() + Fresh);
        return found;
    }

    /// <summary>The workspace of the token in the settings; refused where there is no token.</summary>
    public async Task<Answer<Workspace>> OwnAsync(CancellationToken cancel)
    {
        if (_own is not null) return _own;
        if (options.BotToken.Length == 0) return new Failure(FailureKind.Refused, "not_authed");
        var answer = await api.WhoAmIAsync(options.BotToken, cancel);
        return answer.Value is { } who
            ? _own = new(who.TeamId, who.Team ?? who.TeamId, who.UserId, options.BotToken, who.EnterpriseId) { Scopes = who.Scopes }
            : answer.Failure!;
    }

    /// <summary>The bot was taken out of a workspace.</summary>
    public async Task ForgetAsync(string team, CancellationToken cancel)
    {
        _known.TryRemove(team, out _);
        if (_own?.Team == team) _own = null;
        if (options.HasInstall) await installations.RemoveAsync(team, cancel);
    }
}
