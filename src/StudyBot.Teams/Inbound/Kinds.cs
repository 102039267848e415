namespace StudyBot.Teams;

/// <summary>What kind of conversation it is.</summary>
public enum Kind
{
    Personal,
    Group,
    Channel,
}

internal static class Kinds
{
    /// <summary>Some events leave the type out; then the id tells.</summary>
    public static Kind Of(Conversation conversation) => (conversation.ConversationType, conversation.Id) switch
    {
        ("personal", _) => Kind.Personal,
        ("groupChat", _) => Kind.Group,
        ("channel", _) => Kind.Channel,
        (_, { } id) when id.Contains("@thread.tacv2", StringComparison.Ordinal) || id.Contains("@thread.skype", StringComparison.Ordinal) => Kind.Channel,
        (_, { } id) when id.Contains("@thread.v2", StringComparison.Ordinal) => Kind.Group,
        _ => Kind.Personal,
    };
}
