using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using StudyBot.Doors;
using StudyBot.Ports;
using StudyBot.Wording;

namespace StudyBot.Slack;

/// <summary>From a code of the install flow to a workspace; and, where the app rotates its tokens, from one token to the next.</summary>
public sealed partial class Installing(SlackOptions options, SlackApi api, Installations installations, TokenVault vault, TimeProvider clock, ILogger<Installing> log)
{
    /// <summary>What Slack has given in exchange, and could not be written down yet, each with the row that it takes the place of: the token of before gets no other.</summary>
    private readonly ConcurrentDictionary<string, (Installation Next, string ETag)> _unwritten = new(StringComparer.Ordinal);

    /// <summary>The workspace's name, or what to tell whoever tried.</summary>
    public async Task<(string? Name, string? Problem)> InstallAsync(string code, string redirect, CancellationToken cancel)
    {
        var answer = await api.AccessAsync(options.ClientId, options.ClientSecret, [new("code", code), new("redirect_uri", redirect)], cancel);
        if (answer.Value is not { } given)
        {
            Log.NotInstalled(log, answer.Failure!.Error);
            return (null, Say.InstallFailed());
        }

        if (given.Team is not { } team) return (null, Say.InstallPerWorkspace());
        if (!options.Allows(team.Id, given.Enterprise?.Id))
        {
            Log.NotAllowed(log, team.Id);
            return (null, Say.InstallNotAllowed());
        }

        await installations.SaveAsync(Of(given, team) with { InstalledAt = clock.Now().ToUnixTimeSeconds() }, cancel);
        return (team.Name ?? team.Id, null);
    }

    /// <summary>The workspace of an installation, with a token that is good for a while: refused where there is no installation, not now where its token cannot be read, which is ours to mend.</summary>
    public async Task<CallResult<Workspace>> OpenAsync(string team, CancellationToken cancel)
    {
        if (await installations.FindAsync(team, cancel) is not { } found) return new Failure(FailureKind.Refused, "not_installed");
        var (kept, etag) = found;
        if (_unwritten.TryGetValue(team, out var given)) kept = await KeepAsync(given.Next, given.ETag, cancel);
        else if (kept.IsDue(clock.Now()) && vault.Open(kept.Refresh!) is { } refresh) kept = await RotateAsync(kept, etag, refresh, cancel);
        if (vault.Open(kept.Token) is not { } token)
        {
            Log.NotReadable(log, team);
            return new Failure(FailureKind.NotNow, "the token cannot be read with the key in the settings");
        }

        return new Workspace(kept.Team, kept.BotUser, token, kept.Enterprise);
    }

    /// <summary>The old token stands where Slack gives no new one; it is good for a while yet. What Slack gives it gives once, so the exchange is not broken off.</summary>
    private async Task<Installation> RotateAsync(Installation before, string etag, string refresh, CancellationToken cancel)
    {
        var answer = await api.AccessAsync(options.ClientId, options.ClientSecret, [new("grant_type", "refresh_token"), new("refresh_token", refresh)], CancellationToken.None);
        if (answer.Value is not { } given)
        {
            Log.NotRotated(log, before.Team, answer.Failure!.Error);
            return (await installations.FindAsync(before.Team, cancel))?.Installation ?? before;
        }

        var next = Of(given, new(before.Team, before.Name)) with { Enterprise = before.Enterprise, BotUser = before.BotUser, InstalledAt = before.InstalledAt };
        return await KeepAsync(next, etag, cancel);
    }

    /// <summary>The new token is good whether it could be written down or not. Until it could it is kept here, and no other is asked for.</summary>
    private async Task<Installation> KeepAsync(Installation next, string etag, CancellationToken cancel)
    {
        _unwritten[next.Team] = (next, etag);
        bool isKept;
        try
        {
            isKept = await installations.ReplaceAsync(next, etag, CancellationToken.None);
        }
        catch (TableUnavailableException fault)
        {
            Log.NotKept(log, fault, next.Team);
            return next;
        }

        _unwritten.TryRemove(next.Team, out _);
        return isKept ? next : (await installations.FindAsync(next.Team, cancel))?.Installation ?? next;
    }

    private Installation Of(Installed given, SlackTeam team) => new(
        team.Id,
        team.Name ?? team.Id,
        given.BotUserId,
        given.Enterprise?.Id,
        vault.Close(given.AccessToken),
        given.RefreshToken is { } refresh ? vault.Close(refresh) : null,
        given.ExpiresIn > 0 ? clock.Now().ToUnixTimeSeconds() + given.ExpiresIn : null);

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "An installation failed: Slack said {Error}")]
        public static partial void NotInstalled(ILogger log, string error);

        [LoggerMessage(LogLevel.Warning, "Workspace {Team} tried to install the bot and is not on the allow-list")]
        public static partial void NotAllowed(ILogger log, string team);

        [LoggerMessage(LogLevel.Warning, "The token of workspace {Team} could not be renewed: {Error}")]
        public static partial void NotRotated(ILogger log, string team, string error);

        [LoggerMessage(LogLevel.Error, "The new token of workspace {Team} could not be written down, and is tried again; should StudyBot end before that, the bot must be installed there again")]
        public static partial void NotKept(ILogger log, Exception fault, string team);

        [LoggerMessage(LogLevel.Error, "The token of workspace {Team} cannot be read with the key in the settings; install the bot there again, or bring the key back")]
        public static partial void NotReadable(ILogger log, string team);
    }
}
