using NodaTime;
using StudyBot.Cohorts;
using StudyBot.Doors;
using StudyBot.Ports;

namespace StudyBot.Slack;

/// <summary>Who a user id is: name, zone, role. Kept in memory for an hour, since a workspace is asked for them only so often.</summary>
public sealed class People(SlackApi api, TimeProvider clock)
{
    private static readonly Duration Fresh = Duration.FromHours(1);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    private readonly Remembered<PersonId, (Person? Person, Instant Until)> _known = new(most: 50_000);

    /// <summary>Who did something: what becomes of the bot itself is heard whoever did it, also where that was a bot.</summary>
    public async Task<Person?> WhoDidAsync(Workspace workspace, string user, string handle, Did what, CancellationToken cancel) =>
        what is Did.BotAdded or Did.ChannelGone ? new(new(Names.Platform, workspace.Team, user), "") : await WhoIsAsync(workspace, user, handle, cancel);

    /// <summary>Never fails: where Slack does not say in time, the person has the handle that came along, and no role. Null: it is a bot, whose doings are not read.</summary>
    /// <param name="handle">What the event calls them; empty where it does not.</param>
    public async Task<Person?> WhoIsAsync(Workspace workspace, string user, string handle, CancellationToken cancel)
    {
        var id = new PersonId(Names.Platform, workspace.Team, user);
        var isKnown = _known.TryGet(id, out var known);
        if (isKnown && clock.Now() < known.Until) return known.Person;

        if (await clock.NoLongerThanAsync<CallResult<UserFound>>(Patience, async either => await api.UserAsync(workspace.Token, user, either), cancel) is { Value: { } found }) return Learn(workspace, found.User);
        return isKnown ? known.Person : new(id, "", Handle: handle);
    }

    /// <summary>Whether Slack has told of the person: nobody else is known to be no guest.</summary>
    public bool Knows(PersonId id) => _known.TryGet(id, out _);

    /// <summary>Takes up what Slack says of a person now; null for a bot.</summary>
    public Person? Learn(Workspace workspace, SlackUser user)
    {
        var foreign = user.IsStranger || !BelongsTo(workspace.Team, user);
        var id = new PersonId(Names.Platform, workspace.Team, user.Id);
        var person = user.IsBot ? null : new Person(
            id,
            Called(user),
            Admin: (user.IsAdmin || user.IsOwner) && !foreign,
            Guest: user.IsRestricted || user.IsUltraRestricted || foreign,
            Zone: user.Tz is { } zone ? DateTimeZoneProviders.Tzdb.GetZoneOrNull(zone)?.Id : null); // One text for all who live there.
        _known.Set(id, (person, clock.Now() + Fresh));
        return person;
    }

    private static bool BelongsTo(string team, SlackUser user) =>
        user.TeamId is null || user.TeamId == team || user.EnterpriseUser?.Teams?.Contains(team) is true;

    private static string Called(SlackUser user) =>
        new[] { user.Profile?.DisplayName, user.Profile?.RealName, user.Name }.FirstOrDefault(name => !string.IsNullOrWhiteSpace(name))?.Trim() ?? "";
}
