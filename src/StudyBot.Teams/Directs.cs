using StudyBot.Doors;
using StudyBot.Ports;

namespace StudyBot.Teams;

/// <summary>Each person's own chat with the bot; its id never changes, so it is asked for once.</summary>
public sealed class Directs(Connector connector, TeamsOptions options)
{
    private readonly Remembered<(string Tenant, string User), string> _known = new(most: 50_000);

    /// <summary>The conversation's id.</summary>
    public async Task<CallResult<string>> WithAsync(string service, string tenant, string user, CancellationToken cancel)
    {
        if (_known.TryGet((tenant, user), out var known)) return known;
        var opened = await connector.OpenAsync(service, new(new(options.BotId), IsGroup: false, tenant, new(new(tenant)), [new(user)]), cancel);
        if (opened.Value is not { } open) return opened.Failure!;
        if (open.Id is not { Length: > 0 } id) return new Failure(FailureKind.Unknown, "no conversation was named");
        _known.Set((tenant, user), id);
        return id;
    }
}
