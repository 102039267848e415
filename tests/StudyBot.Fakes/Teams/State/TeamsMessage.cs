using System.Text.Json.Nodes;

namespace StudyBot.Fakes.Teams;

/// <summary>A message as all see it; and what of it a single person sees instead.</summary>
public sealed class TeamsMessage
{
    internal const string CardType = "application/vnd.microsoft.card.adaptive";

    private readonly List<TeamsReaction> _reactions = [];
    private readonly Dictionary<TeamsPerson, JsonObject> _views = [];

    internal TeamsMessage(TeamsConversation conversation, TeamsPerson? from, string id, string? root)
    {
        Conversation = conversation;
        From = from;
        Id = id;
        Root = root;
    }

    public TeamsConversation Conversation { get; }

    /// <summary>None: the bot.</summary>
    public TeamsPerson? From { get; }

    /// <summary>Unix milliseconds, as text.</summary>
    public string Id { get; }

    /// <summary>The id of the message it stands under; none where it begins a thread, and in chats.</summary>
    public string? Root { get; }

    /// <summary>The thread it belongs to, which may be its own.</summary>
    public string ThreadRoot => Root ?? Id;

    public DateTimeOffset At { get; internal init; }

    /// <summary>As it was typed.</summary>
    public string Text { get; internal set; } = "";

    /// <summary>A person's message as it was formatted.</summary>
    public string? Html { get; internal set; }

    /// <summary>What a notification shows.</summary>
    public string? Summary { get; private set; }

    public JsonArray Attachments { get; private set; } = [];

    /// <summary>The first Adaptive Card, as all see it.</summary>
    public JsonObject? Card => Attachments.FirstOrDefault(attachment => attachment?["contentType"]?.ToString() == CardType)?["content"] as JsonObject;

    public bool Deleted { get; internal set; }

    /// <summary>How often the bot changed it.</summary>
    public int Updates { get; private set; }

    public IReadOnlyList<TeamsReaction> Reactions
    {
        get
        {
            lock (Conversation.Tenant.Fake.Gate) return [.. _reactions];
        }
    }

    /// <summary>The replies under it, deleted ones left out.</summary>
    public IReadOnlyList<TeamsMessage> Replies => [.. Conversation.Messages.Where(message => message.Root == Id && !message.Deleted)];

    /// <summary>What the bot is told as its text.</summary>
    internal string Sent { get; set; } = "";

    internal IReadOnlyList<JsonObject> Mentions { get; set; } = [];

    /// <summary>The quoted message as HTML, in a chat's reply.</summary>
    internal string? Quotes { get; set; }

    /// <summary>The card that this person sees: what a press was answered with, until the message is changed for all.</summary>
    public JsonObject? CardFor(TeamsPerson person)
    {
        lock (Conversation.Tenant.Fake.Gate) return _views.GetValueOrDefault(person) ?? Card;
    }

    public override string ToString() => Text.Length > 0 ? Text : Summary ?? Card?.ToJsonString() ?? Id;

    internal void Show(TeamsPerson person, JsonObject card) => _views[person] = card;

    internal void Change(string text, JsonArray attachments, string? summary)
    {
        if (Text.Length > 0 || Attachments.Count > 0) Updates++;
        (Text, Attachments, Summary) = (text, attachments, summary);
        _views.Clear();
    }

    internal bool Add(TeamsReaction reaction)
    {
        if (_reactions.Contains(reaction)) return false;
        _reactions.Add(reaction);
        return true;
    }

    internal bool Remove(TeamsReaction reaction) => _reactions.Remove(reaction);
}
