using System.Text.Json.Nodes;

namespace StudyBot.Fakes.Teams;

/// <summary>How the bot comes to places and leaves them. Teams tells each twice: as a member, and as an installation.</summary>
public sealed partial class TeamsPerson
{
    /// <summary>Into a team, for all its channels but the shared and the private ones.</summary>
    /// <param name="picked">The channel that was chosen in Teams' dialog; the first unless given.</param>
    public Task InstallsAsync(TeamsTeam team, TeamsConversation? picked = null) => ComeAsync(picked ?? team.General, installed: () => team.BotIn, () => team.BotIn = true);

    /// <summary>Into a group chat; or into a shared or private channel of a team that has the bot.</summary>
    public Task InstallsAsync(TeamsConversation chat) => chat switch
    {
        { Team: not null, HasOwnMembers: false } => throw new ArgumentException("A bot is installed in a team, not in one channel.", nameof(chat)),
        { Team.BotIn: false } => throw new ArgumentException("The team comes first.", nameof(chat)),
        _ => ComeAsync(chat, () => chat.Installed, () => chat.Installed = true),
    };

    /// <summary>For themselves.</summary>
    public Task InstallsAsync() => InstallsAsync(Chat);

    public Task UninstallsAsync(TeamsTeam team) => GoAsync(team.General, () => team.BotIn, () => team.BotIn = false);

    public Task UninstallsAsync(TeamsConversation chat) => GoAsync(chat, () => chat.Installed, () => chat.Installed = chat.Opened = false);

    public Task UninstallsAsync() => UninstallsAsync(Chat);

    public Task JoinsAsync(TeamsTeam team) => MoveAsync(team.General, team.In, joins: true);

    public Task JoinsAsync(TeamsConversation chat) => MoveAsync(chat, chat.In, joins: true);

    public Task LeavesAsync(TeamsTeam team) => MoveAsync(team.General, team.In, joins: false);

    public Task LeavesAsync(TeamsConversation chat) => MoveAsync(chat, chat.In, joins: false);

    /// <summary>Leaves another team that a channel is shared with. Source: "Apps for shared and private channels".</summary>
    /// <param name="stays">They are in the channel by another way too.</param>
    public async Task LeavesTeamThatSharesAsync(TeamsConversation channel, bool stays)
    {
        JsonObject left;
        lock (Fake.Gate)
        {
            if (!stays) channel.In.Remove(this);
            left = Happening.Members(channel, this, Id, came: false, AadObjectId);
            left["channelData"]!["membershipSource"] = new JsonObject { ["sourceType"] = "team", ["id"] = "19:another@thread.tacv2", ["membershipType"] = "transitive" };
        }

        await Fake.Mail.SendAsync(new TeamsDelivery(left));
    }

    private async Task ComeAsync(TeamsConversation conversation, Func<bool> installed, Action install)
    {
        lock (Fake.Gate)
        {
            MustBeIn(conversation);
            if (installed()) throw new InvalidOperationException("The bot is there already.");
            install();
        }

        await TellAsync(conversation, came: true);
    }

    private async Task GoAsync(TeamsConversation conversation, Func<bool> installed, Action remove)
    {
        lock (Fake.Gate)
        {
            MustBeIn(conversation);
            if (!installed()) throw new InvalidOperationException("The bot is not there.");
            remove();
        }

        await TellAsync(conversation, came: false);
    }

    /// <summary>In a shared or private channel the bot becomes a member of what is installed already.</summary>
    private async Task TellAsync(TeamsConversation conversation, bool came)
    {
        await Fake.Mail.SendAsync(new TeamsDelivery(Happening.Members(conversation, this, Fake.App.BotId, came)));
        if (!conversation.HasOwnMembers) await Fake.Mail.SendAsync(new TeamsDelivery(Happening.Installation(conversation, this, came ? "add" : "remove")));
    }

    private async Task MoveAsync(TeamsConversation conversation, List<TeamsPerson> members, bool joins)
    {
        bool hears;
        lock (Fake.Gate)
        {
            if (conversation.Kind is ConversationKind.Personal || conversation.Members.Contains(this) == joins) throw new InvalidOperationException($"{Name} cannot {(joins ? "join" : "leave")} {conversation}.");
            hears = conversation.BotIn;
            if (joins) members.Add(this);
            else members.Remove(this);
            if (!joins && !conversation.HasOwnMembers) conversation.Team?.Leave(this);
        }

        if (hears) await Fake.Mail.SendAsync(new TeamsDelivery(Happening.Members(conversation, this, Id, joins, AadObjectId)));
    }
}
