namespace StudyBot.Fakes.Teams;

/// <summary>What people do with words. The bot hears what mentions it, what is said in its own chats with people, and the rest where that was consented to.</summary>
public sealed partial class TeamsPerson
{
    /// <summary>In a channel this begins a thread.</summary>
    /// <param name="text">As people type it: <c>@StudyBot done https://example.org ✅</c>.</param>
    public Task<TeamsMessage> SaysAsync(TeamsConversation conversation, string text) => SayAsync(conversation, text, null, null);

    /// <summary>The bot first, then these words.</summary>
    public Task<TeamsMessage> MentionsAsync(TeamsConversation conversation, string text) => SaysAsync(conversation, $"@{Fake.App.Name} {text}");

    /// <summary>In a channel in the thread of that message, in a chat with a quote of it.</summary>
    public Task<TeamsMessage> RepliesAsync(TeamsMessage to, string text) =>
        to.Conversation.Kind is ConversationKind.Channel ? SayAsync(to.Conversation, text, to.ThreadRoot, null) : SayAsync(to.Conversation, text, null, to);

    /// <summary>In their own chat with the bot.</summary>
    public Task<TeamsMessage> SaysToBotAsync(string text) => SaysAsync(Chat, text);

    public Task EditsAsync(TeamsMessage message, string text) => ChangeAsync(message, "messageUpdate", "editMessage", wasDeleted: false, () => Write(message, text));

    public Task DeletesAsync(TeamsMessage message) => ChangeAsync(message, "messageDelete", "softDeleteMessage", wasDeleted: false, () => message.Deleted = true);

    /// <summary>Takes back a deletion.</summary>
    public Task UndeletesAsync(TeamsMessage message) => ChangeAsync(message, "messageUpdate", "undeleteMessage", wasDeleted: true, () => message.Deleted = false);

    /// <param name="type"><c>like</c>, <c>heart</c>, … or ✅.</param>
    public Task ReactsAsync(TeamsMessage message, string type) => ReactAsync(message, TeamsReaction.Of(type), on: true);

    public Task TakesBackAsync(TeamsMessage message, string type) => ReactAsync(message, TeamsReaction.Of(type), on: false);

    private async Task<TeamsMessage> SayAsync(TeamsConversation conversation, string text, string? root, TeamsMessage? quoted)
    {
        TeamsMessage message;
        lock (Fake.Gate)
        {
            MustBeIn(conversation);
            if (conversation.Deleted || conversation.Team?.Archived == true) throw new InvalidOperationException($"Nobody can write in {conversation} any more.");
            message = new TeamsMessage(conversation, this, Fake.NextMessageId(), root) { At = Fake.Now, Quotes = quoted is null ? null : Quote(quoted) };
            Write(message, text);
            conversation.Add(message);
        }

        if (Hears(message)) await Fake.Mail.SendAsync(new TeamsDelivery(Happening.Message(message)));
        return message;
    }

    private void Write(TeamsMessage message, string text)
    {
        var typed = Typing.Read(Tenant, text);
        (message.Text, message.Sent, message.Mentions) = (text, typed.Text, typed.Mentions);
        message.Html = message.Quotes + typed.Html;
    }

    private static string Quote(TeamsMessage quoted)
    {
        var preview = System.Net.WebUtility.HtmlEncode(quoted.ToString() is { Length: > 100 } text ? text[..100] : quoted.ToString());
        return $"""<blockquote itemscope="" itemtype="http://schema.skype.com/Reply" itemid="{quoted.Id}"><strong itemprop="mri" itemid="{quoted.From?.Id ?? quoted.Conversation.Tenant.Fake.App.BotId}">{quoted.From?.Name ?? quoted.Conversation.Tenant.Fake.App.Name}</strong><span itemprop="time" itemid="{quoted.Id}"></span><p itemprop="preview">{preview}</p></blockquote>""";
    }

    private async Task ChangeAsync(TeamsMessage message, string type, string eventType, bool wasDeleted, Action change)
    {
        lock (Fake.Gate)
        {
            if (message.From != this || message.Deleted != wasDeleted) throw new InvalidOperationException($"{Name} cannot do that to this message.");
            MustBeIn(message.Conversation);
            change();
        }

        if (Hears(message)) await Fake.Mail.SendAsync(new TeamsDelivery(Happening.Message(message, type, eventType)));
    }

    /// <summary>The bot hears of reactions to what it said itself.</summary>
    private async Task ReactAsync(TeamsMessage message, string type, bool on)
    {
        lock (Fake.Gate)
        {
            MustBeIn(message.Conversation);
            if (message.Deleted) throw new InvalidOperationException("The message is gone.");
            if (on ? !message.Add(new(this, type)) : !message.Remove(new(this, type))) throw new InvalidOperationException($"{Name}'s {type} is {(on ? "already" : "not")} there.");
        }

        if (message.From is null && message.Conversation.BotIn) await Fake.Mail.SendAsync(new TeamsDelivery(Happening.Reaction(message, this, type, on)));
    }

    private bool Hears(TeamsMessage message)
    {
        lock (Fake.Gate)
        {
            var conversation = message.Conversation;
            if (!conversation.BotIn || (conversation.Kind is ConversationKind.Personal && BlocksBot)) return false;
            return conversation.Kind switch
            {
                ConversationKind.Personal => true,
                ConversationKind.GroupChat when conversation.GrantsMessages => true,
                ConversationKind.Channel when conversation.Team!.GrantsMessages => true,
                _ => message.Mentions.Any(mention => mention["mentioned"]!["id"]!.ToString() == Fake.App.BotId),
            };
        }
    }

    private void MustBeIn(TeamsConversation conversation)
    {
        if (!conversation.Members.Contains(this)) throw new InvalidOperationException($"{Name} is not in {conversation}.");
    }
}
