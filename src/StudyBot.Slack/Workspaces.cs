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
    private volatile bool _isTurnedAway;

    private static Failure NotInstalled { get; } = new(FailureKind.Refused, "not_installed");

    /// <summary>The workspace, or why there is none: refused where the bot is not installed or not allowed; not now where Slack does not say whose the token in the settings is,
    /// also because it does not take it: that is ours to mend, and no channel's end.</summary>
    public async Task<CallResult<Workspace>> FindAsync(string team, CancellationToken cancel)
    {
        if (_known.TryGetValue(team, out var known) && clock.Now() < known.Until) return known.Workspace;
        var own = options.BotToken.Length > 0 ? await OwnAsync(cancel) : null;
        var found = own?.Value?.Team == team ? own : options.HasInstall ? await installing.OpenAsync(team, cancel) : NotInstalled;
        if (found.Failure is { Kind: FailureKind.Refused } && own?.Failure is { } untold)
        {
            _isTurnedAway = true;
            return untold with { Kind = FailureKind.NotNow };
        }

        if (found.Value is not { } workspace) return found;
        if (!options.Allows(workspace.Team, workspace.Enterprise)) return NotInstalled;
        _known[team] = (workspace, clock.Now() + Fresh);
        return workspace;
    }

    /// <summary>What came was turned away, since Slack did not say whose the token in the settings is; until it does.</summary>
    public bool IsTurnedAway => _isTurnedAway && _own is null;

    /// <summary>The workspace of the token in the settings; refused where there is no token.</summary>
    public async Task<CallResult<Workspace>> OwnAsync(CancellationToken cancel)
    {
        if (_own is { } known) return known;
        if (options.BotToken.Length == 0) return new Failure(FailureKind.Refused, "not_authed");
        var answer = await api.WhoAmIAsync(options.BotToken, cancel);
        if (answer.Value is not { } who) return answer.Failure!;
        _isTurnedAway = false;
        return _own = new(who.TeamId, who.UserId, options.BotToken, who.EnterpriseId);
    }

    /// <summary>Where a call failed because Slack does not take the token any more, it is asked for anew.</summary>
    public void DropIfVoid(Workspace workspace, Failure failure)
    {
        if (!Failures.IsFinal(failure)) return;
        _known.TryRemove(workspace.Team, out _);
        if (_own?.Token == workspace.Token) _own = null;
    }

    /// <summary>Installs the bot with a code of the install flow. The token of before may be void.</summary>
    public async Task<(string? Name, string? Problem)> InstallAsync(string code, string redirect, CancellationToken cancel)
    {
        var outcome = await installing.InstallAsync(code, redirect, cancel);
        _known.Clear();
        return outcome;
    }

    /// <summary>Whether the bot was installed in a workspace after an instant, in Unix seconds, or speaks there with the token in the settings. Where it is not known when, it was not.</summary>
    public async Task<bool> IsBackSinceAsync(string team, long? instant, CancellationToken cancel)
    {
        if (options.BotToken.Length > 0 && (await api.WhoAmIAsync(options.BotToken, cancel)).Value?.TeamId == team) return true;
        if (!options.HasInstall || await installations.FindAsync(team, cancel) is not { Installation.InstalledAt: { } at } || !(at > instant)) return false;
        _known.TryRemove(team, out _);
        return true;
    }

    /// <summary>The bot was taken out of a workspace.</summary>
    public async Task ForgetAsync(string team, CancellationToken cancel)
    {
        _known.TryRemove(team, out _);
        if (_own?.Team == team) _own = null;
        if (options.HasInstall) await installations.RemoveAsync(team, cancel);
    }
}
