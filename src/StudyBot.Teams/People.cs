using NodaTime;
using StudyBot.Cohorts;
using StudyBot.Doors;
using StudyBot.Ports;

namespace StudyBot.Teams;

/// <summary>Who somebody is: name, zone, role. What they wrote tells most of it; the roster is asked for the rest, and remembered for an hour.</summary>
public sealed class People(Connector connector, Owners owners, Places places, TimeProvider clock)
{
    private static readonly Duration Fresh = Duration.FromHours(1);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    private readonly Remembered<PersonId, (RosterMember Member, Instant Until)> _known = new(most: 50_000);

    /// <summary>Never fails: where Teams does not say in time, the person has the name that came along, and no role.</summary>
    /// <param name="roles">Whether it matters who they are in the team.</param>
    public async Task<Person> WhoIsAsync(Heard heard, bool roles, CancellationToken cancel)
    {
        var id = new PersonId(Names.Platform, heard.Where.Tenant, heard.From.Id!);
        var zone = heard.Zone is { } named && DateTimeZoneProviders.Tzdb.GetZoneOrNull(named) is not null ? named : null;
        var person = new Person(id, heard.From.Name?.Trim() ?? "", Zone: zone);
        if (!roles && person.Name.Length > 0) return person;

        var known = await clock.NoLongerThanAsync(Patience, async either =>
        {
            var member = await MemberAsync(heard, id, either);
            if (person.Name.Length == 0) person = person with { Name = member?.Name?.Trim() ?? "" };
            if (!roles) return person;
            var guest = member?.UserRole is "guest" or "anonymous" || member?.TenantId is { Length: > 0 } tenant && !string.Equals(tenant, heard.Where.Tenant, StringComparison.OrdinalIgnoreCase);
            return person with { Guest = guest, Admin = !guest && await OwnsAsync(heard, member?.DirectoryId ?? heard.From.AadObjectId, either) };
        }, cancel);
        return known ?? person;
    }

    private async Task<RosterMember?> MemberAsync(Heard heard, PersonId id, CancellationToken cancel)
    {
        if (_known.TryGet(id, out var known) && clock.Now() < known.Until) return known.Member;
        if ((await connector.MemberAsync(heard.To.Service, ConversationId.Read(heard.To.Conversation).Channel, id.User, cancel)).Value is not { } member) return known.Member;
        _known.Set(id, (member, clock.Now() + Fresh));
        return member;
    }

    private async Task<bool> OwnsAsync(Heard heard, string? directoryId, CancellationToken cancel) =>
        directoryId is not null &&
        await places.FindAsync(heard.Where.Tenant, heard.Where.ChannelId.Channel, cancel) is { Place.Group: { } group } &&
        await owners.OfAsync(heard.Where.Tenant, group, cancel) is { } known && known.Contains(directoryId);
}
