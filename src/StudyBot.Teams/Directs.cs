using System.Collections.Concurrent;
using StudyBot.Ports;

namespace StudyBot.Teams;

/// <summary>Each person's own chat with the bot; its id never changes, so it is asked for once.</summary>
public sealed class Directs(Connector connector, TeamsOptions options)
{
    private const int Most = 50_000;

    private readonly ConcurrentDictionary<(string Tenant, string User), string> _known = new();

    /// <summary>The conversation's id.</summary>
    public async Task<Answer<string>> WithAsync(string service, string tenant, string user, CancellationToken cancel)
    {
        if (_known.TryGetValue((tenant, user), out var known)) return known;
        var opened = await connector.OpenAsync(service, new(new(options.BotId), IsGroup: false, tenant, new(new(tenant)), [new(user)]), cancel);
        if (opened.Value is not { } open) return opened.Failure!;
        if (open.Id is not { Length: > 0 } id) return new Failure(FailureKind.Unknown, "no conversation was named");
        if (_known.Count > Most) _known.Clear();
        return _known[(tenant, user)] = id;
    }
}
