using StudyBot.Ports;

namespace StudyBot.Teams;

/// <summary>Who may set a cohort up.</summary>
public sealed class SetUpRight(Places places, TeamsOptions options)
{
    /// <summary>A team's owner, or who brought the bot to the team or to this channel of it. In a chat without owners where nobody is known to have brought it: anybody who is no guest.</summary>
    public async Task<bool> IsOfAsync(Heard heard, Person person, CancellationToken cancel)
    {
        if (options.Anonymous || person.Admin) return true;
        if (await places.FindAsync(heard.Where.Tenant, heard.Where.ChannelId.Channel, cancel) is not var (channel, _)) return false;
        if (channel.Installer == person.Id.User) return true;
        if (channel.Team is { } team && await places.FindAsync(heard.Where.Tenant, team, cancel) is { } whole && whole.Place.Installer == person.Id.User) return true;
        return channel is { Kind: ConversationKind.Group, Installer: null } && !person.Guest;
    }
}
