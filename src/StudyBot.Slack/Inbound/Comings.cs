using System.Text.Json;
using NodaTime;
using StudyBot.Cohorts;
using StudyBot.Doors;
using StudyBot.Ports;
using StudyBot.Wording;

namespace StudyBot.Slack;

/// <summary>What happens to a workspace or a person as a whole: the bot is uninstalled, somebody is called otherwise or leaves.</summary>
public sealed class Comings(SlackOptions options, Workspaces workspaces, People people, IStudyStore store, Hear hear, TimeProvider clock)
{
    /// <summary>The bot was taken out: its cohorts stop, or go with all their rows where the operator wants that. Slack may tell of it minutes later: where the bot is back by then, nothing is done.</summary>
    /// <param name="when">Unix seconds; null where Slack does not say.</param>
    public async Task GoneAsync(string team, long? when, CancellationToken cancel)
    {
        if (await workspaces.IsBackSinceAsync(team, when, cancel)) return;
        await foreach (var stored in store.CohortsAsync(cancel))
        {
            var id = stored.Value.Id;
            if (id.Platform != Names.Platform || id.Tenant != team) continue;
            if (options.RemoveDataOnUninstall) await store.RemoveCohortAsync(id, cancel);
            else await HearAsync(id, new(new(Names.Platform, team, team), ""), $"uninstalled {clock.Now()}", new Did.ChannelGone(Say.Reasons.NotInstalled), clock.Now(), cancel);
        }

        await workspaces.ForgetAsync(team, cancel);
    }

    /// <summary>A profile changed: whoever is known here gets the new name in every cohort of theirs, and whose account was closed has left them.</summary>
    public async Task ChangedAsync(Workspace workspace, JsonElement @event, CancellationToken cancel)
    {
        if (@event.Part("user") is not { } user || Read(user) is not { } profile) return;
        if (people.Learn(workspace, profile) is not { } person) return;
        (string key, Did what) = profile.Deleted ? ("closed", new Did.LeftChannel()) : ("renamed", (Did)new Did.Renamed());
        foreach (var cohort in await store.CohortsOfAsync(person.Id, cancel))
            await HearAsync(cohort, person, $"{key} {profile.Id} {@event.Text("event_ts")}", what, Timestamp.Read(@event.Text("event_ts")) ?? clock.Now(), cancel);
    }

    private static SlackUser? Read(JsonElement user)
    {
        try
        {
            return user.Deserialize(SlackJson.Default.SlackUser) is { Id: not null } profile ? profile : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private Task<Handled> HearAsync(CohortId cohort, Person who, string key, Did what, Instant at, CancellationToken cancel) =>
        hear(new($"{cohort.Channel} {key}", new(Names.Platform, cohort.Tenant, cohort.Channel), who, at, what), cancel);
}
