using StudyBot.Cohorts;
using StudyBot.Doors;
using StudyBot.Ports;
using StudyBot.Wording;

namespace StudyBot.Teams;

/// <summary>The bot comes and goes, people leave, channels and teams end. What Teams tells twice (an installation comes as two activities) is one by what is known of the place.</summary>
public sealed class Comings(Places places, Reach reach, Connector connector, TeamsOptions options, IStudyStore store, Hear hear, Home home, Answering answering, Afterwards afterwards, TimeProvider clock)
{
    private static readonly TimeSpan Again = TimeSpan.FromMinutes(1);

    /// <summary>Somebody's words wait for it.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    /// <summary>Teams that could not be looked up, and when, by the clock's timestamp.</summary>
    private readonly Remembered<string, long> _untold = new(most: 10_000);

    public async Task ChangedAsync(Activity activity, CancellationToken cancel)
    {
        switch (activity.ChannelData?.EventType)
        {
            case "channelDeleted" when activity.ChannelData.Channel?.Id is { } channel:
                await EndAsync(activity, [channel], Say.Reasons.ChannelDeleted, cancel);
                return;
            case "teamArchived":
                await EndAsync(activity, await OfTeamAsync(activity, cancel), Say.Reasons.TeamArchived, cancel);
                return;
            case "teamDeleted" or "teamHardDeleted":
                await GoneAsync(activity, Say.Reasons.ChannelDeleted, cancel);
                return;
            case "channelShared" or "channelUnshared":
                return; // With whom changes nothing about who studies; who comes and goes is told by itself.
        }

        if (activity.MembersAdded?.Any(member => IsBot(activity, member)) == true) await CameAsync(activity, cancel);
        if (activity.MembersRemoved?.Any(member => IsBot(activity, member)) == true) await GoneAsync(activity, Say.Reasons.NotInstalled, cancel);
        foreach (var person in activity.MembersRemoved ?? [])
            if (person?.Id is not null && !IsBot(activity, person)) await LeftAsync(activity, person, cancel);
    }

    public Task InstalledAsync(Activity activity, CancellationToken cancel) => activity.Action switch
    {
        "add" or "add-upgrade" => CameAsync(activity, cancel),
        "remove" => GoneAsync(activity, Say.Reasons.NotInstalled, cancel),
        _ => Task.CompletedTask,
    };

    /// <summary>Makes sure that it is known how a conversation is reached.</summary>
    public async Task KnowAsync(Activity activity, CancellationToken cancel)
    {
        if (await places.FindAsync(activity.Tenant, Of(activity), cancel) is not { } found) await AddAsync(activity.Tenant, await PlaceAsync(activity, null, cancel), cancel);
        // Another address is told with any activity; whoever writes it is right.
        else if (found.Place with { Service = activity.ServiceUrl!, Group = found.Place.Group ?? await GroupAsync(activity, cancel) } is var place && place != found.Place)
            await places.ReplaceAsync(activity.Tenant, place, found.ETag, cancel);
    }

    /// <summary>The same, once the activity is acknowledged: for what needs none of it to be answered.</summary>
    public void KnowLater(Activity activity) => afterwards.Enqueue(Names.Platform, activity.Tenant, cancel => KnowAsync(activity, cancel));

    /// <summary>Nothing of a person stays in what is known of the places.</summary>
    public async Task ForgetAsync(string tenant, string user, CancellationToken cancel)
    {
        // Where somebody was faster, the id is there still: so once more, until none is.
        while ((await places.AllAsync(tenant, cancel)).Where(found => found.Place.Installer == user).ToList() is { Count: > 0 } left)
            foreach (var (place, etag) in left) await places.ReplaceAsync(tenant, place with { Installer = null }, etag, cancel);
    }

    private async Task CameAsync(Activity activity, CancellationToken cancel)
    {
        var installer = activity.IsByBot ? null : activity.From?.Id;
        var place = await PlaceAsync(activity, installer, cancel);
        // Teams names the channel that was picked; whoever brought the bot to a team is found in the team's own row, which comes first: a second try ends at the other.
        if (place.Team is { } team && team != place.Conversation && OneChannel(activity) is null) await AddAsync(activity.Tenant, place with { Conversation = team }, cancel);
        if (!await AddAsync(activity.Tenant, place, cancel)) return;
        var to = new ReplyTo(activity.ServiceUrl!, activity.Tenant, Of(activity), installer ?? "", activity.From?.Name ?? "", ConversationKinds.Of(activity.Conversation!) is ConversationKind.Personal);
        if (to.IsDirect)
        {
            afterwards.Enqueue(Names.Platform, activity.Tenant, async token =>
            {
                foreach (var card in await home.OfAsync(new(Names.Platform, activity.Tenant, to.User), token)) await answering.SayAsync(to, card, isPrivate: true, token);
            });
            return;
        }

        var handled = await HearAsync(activity, to.Conversation, installer ?? "", "added", new Did.BotAdded(), cancel);
        answering.Enqueue(to, handled);
    }

    /// <summary>False: it is known already. A cohort that is here from before asks for buttons again, since what the team agreed to ended with the installation.</summary>
    private async Task<bool> AddAsync(string tenant, ChatPlace place, CancellationToken cancel)
    {
        await reach.BeginAsync(new(Names.Platform, tenant, place.Conversation), cancel);
        return await places.AddAsync(tenant, place, cancel);
    }

    /// <summary>Out of a team, out of all its channels; out of a shared or private channel, out of that one.</summary>
    private async Task GoneAsync(Activity activity, string reason, CancellationToken cancel)
    {
        var gone = await OfTeamAsync(activity, cancel);
        await EndAsync(activity, gone, reason, cancel);
        foreach (var conversation in gone) await places.RemoveAsync(activity.Tenant, conversation, cancel);
    }

    private async Task EndAsync(Activity activity, IReadOnlyList<string> conversations, string reason, CancellationToken cancel)
    {
        foreach (var conversation in conversations)
        {
            var id = new CohortId(Names.Platform, activity.Tenant, conversation);
            if (options.RemoveDataOnUninstall && reason == Say.Reasons.NotInstalled) await store.RemoveCohortAsync(id, cancel);
            else await HearAsync(activity, conversation, options.BotId, "gone", new Did.ChannelGone(reason), cancel);
        }
    }

    private async Task LeftAsync(Activity activity, Account person, CancellationToken cancel)
    {
        if (await IsStillThereAsync(activity, person.Id!, cancel)) return;
        foreach (var conversation in await OfTeamAsync(activity, cancel)) await HearAsync(activity, conversation, person.Id!, "left", new Did.LeftChannel(), cancel);
    }

    /// <summary>Whoever left a team that a channel is shared with may be in the channel by another way. Where Teams does not say so, they are not.</summary>
    private async Task<bool> IsStillThereAsync(Activity activity, string person, CancellationToken cancel) =>
        activity.ChannelData?.MembershipSource?.MembershipType == "transitive" && OneChannel(activity) is { } channel &&
        await clock.NoLongerThanAsync<CallResult<RosterMember>>(Patience, async either => await connector.MemberAsync(activity.ServiceUrl!, channel, person, either), cancel) is { Value: not null };

    /// <summary>The conversation itself, and where it is a whole team's, every channel of that team that is known.</summary>
    private async Task<IReadOnlyList<string>> OfTeamAsync(Activity activity, CancellationToken cancel)
    {
        if (OneChannel(activity) is { } one) return [one];
        if (activity.ChannelData?.Team?.Id is not { } team) return [Of(activity)];
        var known = await places.AllAsync(activity.Tenant, cancel);
        return [.. known.Where(found => found.Place.Team == team).Select(found => found.Place.Conversation).Append(Of(activity)).Distinct()];
    }

    private async Task<ChatPlace> PlaceAsync(Activity activity, string? installer, CancellationToken cancel)
    {
        return new(Of(activity), ConversationKinds.Of(activity.Conversation!), activity.ServiceUrl!, activity.ChannelData?.Team?.Id, await GroupAsync(activity, cancel), installer);
    }

    /// <summary>The team in the tenant's directory, without which nobody is known to own it; null outside a team. A message names the team alone, so Teams is asked; where it does not say
    /// soon, again with what comes a minute later.</summary>
    private async Task<string?> GroupAsync(Activity activity, CancellationToken cancel)
    {
        if (activity.ChannelData?.Team is not { Id: { } team } named) return null;
        if (named.AadGroupId is { } group) return group;
        if (_untold.TryGet(team, out var asked) && clock.GetElapsedTime(asked) < Again) return null;
        if (await AskAsync(activity.ServiceUrl!, team, cancel) is { } told) return told;
        _untold.Set(team, clock.GetTimestamp());
        return null;
    }

    private Task<string?> AskAsync(string service, string team, CancellationToken cancel) =>
        clock.NoLongerThanAsync(Patience, async either => (await connector.TeamAsync(service, team, either)).Value?.AadGroupId, cancel);

    private Task<Handled> HearAsync(Activity activity, string conversation, string user, string kind, Did what, CancellationToken cancel)
    {
        var at = activity.At(clock.Now());
        var person = new Person(new(Names.Platform, activity.Tenant, user), activity.From?.Id == user ? activity.From.Name ?? "" : "");
        return hear(new($"{conversation} {kind} {user} {at}", new(Names.Platform, activity.Tenant, conversation), person, at, what), cancel);
    }

    private bool IsBot(Activity activity, Account? member) => member?.Id is not null && (member.Id == activity.Recipient?.Id || member.Id == options.BotId);

    private static string Of(Activity activity) => OneChannel(activity) ?? ConversationId.Read(activity.Conversation!.Id!).Channel;

    /// <summary>The shared or private channel whose own members changed, which concerns no other of its team; the conversation may be the team then. Null for every other event.</summary>
    private static string? OneChannel(Activity activity) => activity.ChannelData is { EventType: "channelMemberAdded" or "channelMemberRemoved" } data
        ? data.Channel?.Id ?? ConversationId.Read(activity.Conversation!.Id!).Channel
        : null;
}
