using StudyBot.Ports;

namespace StudyBot.Teams;

/// <summary>Who may set a cohort up.</summary>
public sealed class SetUpRight(Places places, TeamsOptions options)
{
    /// <summary>A team's owner, or who brought the bot there. In a chat without owners where nobody is known to have brought it: anybody who is no guest.</summary>
    public async Task<bool> IsOfAsync(Heard heard, Person person, CancellationToken cancel)
    {
        if (options.Anonymous || person.Admin) return true;
        var channel = await places.FindAsync(heard.Where.Tenant, heard.Where.ChannelId.Channel, cancel);
        var whole = channel is { Place.Team: { } team } ? await places.FindAsync(heard.Where.Tenant, team, cancel) : channel;
        return whole?.Place.Installer is { } installer ? installer == person.Id.User : channel is { Place.Kind: Kind.Group } && !person.Guest;
    }
}
