using StudyBot.Wording;

namespace StudyBot.Teams;

/// <summary>The Connector's errors as a lead would say them; an unusual one stays as it is.</summary>
internal static class Reasons
{
    public static string Of(string error) => error switch
    {
        "BotNotInConversationRoster" or "BotDisabledByAdmin" => Say.Reasons.NotInstalled,
        "ConversationNotFound" or "ChannelNotFound" => Say.Reasons.ChannelGone,
        "MessageWritesBlocked" or "Forbidden" or "ForbiddenOperationException" => Say.Reasons.MayNotPost,
        _ => error,
    };
}
