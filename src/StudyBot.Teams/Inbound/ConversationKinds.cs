namespace StudyBot.Teams;

/// <summary>What kind of conversation it is.</summary>
public enum ConversationKind
{
    Personal,
    Group,
    Channel,
}

internal static class ConversationKinds
{
    /// <summary>Some events leave the type out; then the id tells.</summary>
    public static ConversationKind Of(Conversation conversation) => (conversation.ConversationType, conversation.Id) switch
    {
        ("personal", _) => ConversationKind.Personal,
        ("groupChat", _) => ConversationKind.Group,
        ("channel", _) => ConversationKind.Channel,
        (_, { } id) when id.Contains("@thread.tacv2", StringComparison.Ordinal) || id.Contains("@thread.skype", StringComparison.Ordinal) => ConversationKind.Channel,
        (_, { } id) when id.Contains("@thread.v2", StringComparison.Ordinal) => ConversationKind.Group,
        _ => ConversationKind.Personal,
    };
}
