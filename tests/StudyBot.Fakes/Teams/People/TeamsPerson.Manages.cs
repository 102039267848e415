namespace StudyBot.Fakes.Teams;

/// <summary>What owners do with teams and channels.</summary>
public sealed partial class TeamsPerson
{
    public Task ArchivesAsync(TeamsTeam team) => ManageAsync(team, "teamArchived", null, () => team.Archived = true);

    public Task UnarchivesAsync(TeamsTeam team) => ManageAsync(team, "teamUnarchived", null, () => team.Archived = false);

    public Task RenamesAsync(TeamsTeam team, string name) => ManageAsync(team, "teamRenamed", null, () => team.Name = name);

    public Task RenamesAsync(TeamsConversation channel, string name) => ManageAsync(channel.Team!, "channelRenamed", channel, () => channel.Name = name);

    /// <summary>Any channel but the first.</summary>
    public Task DeletesAsync(TeamsConversation channel) =>
        channel == channel.Team?.General ? throw new ArgumentException("The first channel stays.", nameof(channel)) : ManageAsync(channel.Team!, "channelDeleted", channel, () => channel.Deleted = true);

    public Task RestoresAsync(TeamsConversation channel) => ManageAsync(channel.Team!, "channelRestored", channel, () => channel.Deleted = false);

    /// <summary>With a team that is not here, or no longer with it.</summary>
    public Task SharesAsync(TeamsConversation channel, bool on = true) => Fake.Mail.SendAsync(new TeamsDelivery(Happening.Shared(channel, this, on)));

    public async Task<TeamsConversation> CreatesAsync(TeamsTeam team, string name)
    {
        TeamsConversation? channel = null;
        lock (Fake.Gate) channel = team.Channel(name);
        await ManageAsync(team, "channelCreated", channel, () => { });
        return channel;
    }

    private async Task ManageAsync(TeamsTeam team, string eventType, TeamsConversation? channel, Action change)
    {
        lock (Fake.Gate)
        {
            if (!team.Own.Contains(this)) throw new InvalidOperationException($"{Name} does not own {team.Name}.");
            change();
        }

        if (team.BotIn) await Fake.Mail.SendAsync(new TeamsDelivery(Happening.Team(team, this, eventType, channel)));
    }
}
