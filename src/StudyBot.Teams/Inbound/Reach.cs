using System.Collections.Concurrent;
using StudyBot.Cohorts;
using StudyBot.Doors;
using StudyBot.Ports;

namespace StudyBot.Teams;

/// <summary>Whether what people write without a mention reaches the bot: it does only where a team agreed to that, and nobody tells the bot whether it did.
/// Until a plain message has come, a cohort's cards ask for buttons.</summary>
public sealed class Reach(Places places, IStudyStore store, TimeProvider clock)
{
    private const int Tries = 8;

    private readonly Changing _changing = new(store, clock);

    /// <summary>Where it was marked already; only spares reads.</summary>
    private readonly ConcurrentDictionary<(string Tenant, string Conversation), bool> _heard = new();

    /// <summary>A message without a mention came.</summary>
    public async Task HeardAsync(string tenant, string conversation, CancellationToken cancel)
    {
        if (_heard.ContainsKey((tenant, conversation))) return;
        for (var attempt = 1; attempt <= Tries; attempt++)
        {
            if (await places.FindAsync(tenant, conversation, cancel) is not { } found) return;
            if (!found.Place.HearsAll && !await places.ReplaceAsync(tenant, found.Place with { HearsAll = true }, found.ETag, cancel)) continue;
            await ShowAsync(new(Names.Platform, tenant, conversation), buttonsFirst: false, cancel);
            _heard[(tenant, conversation)] = true;
            return;
        }
    }

    /// <summary>A cohort was set up here, or the bot came to where one is. True: it is known that plain messages come.</summary>
    public async Task<bool> BeginAsync(CohortId cohort, CancellationToken cancel)
    {
        if (await places.FindAsync(cohort.Tenant, cohort.Channel, cancel) is { Place.HearsAll: true }) return true;
        _heard.TryRemove((cohort.Tenant, cohort.Channel), out _); // The bot may have been away from here in between.
        await ShowAsync(cohort, buttonsFirst: true, cancel);
        return false;
    }

    private Task ShowAsync(CohortId id, bool buttonsFirst, CancellationToken cancel) =>
        _changing.CommitAsync(id, cohort => cohort.ShowButtonsFirst == buttonsFirst ? cohort : cohort with { ShowButtonsFirst = buttonsFirst }, cancel);
}
