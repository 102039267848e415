using StudyBot.Wording;

namespace StudyBot.Slack;

/// <summary>Slack's errors as a lead would say them; an unusual one stays as it is.</summary>
internal static class Reasons
{
    public static string Of(string error) => error switch
    {
        "channel_not_found" => Say.Reasons.ChannelGone,
        "is_archived" => Say.Reasons.ChannelArchived,
        "not_in_channel" => Say.Reasons.NotInChannel,
        "not_installed" or "account_inactive" or "token_revoked" or "team_access_not_granted" => Say.Reasons.NotInstalled,
        "restricted_action" or "restricted_action_read_only_channel" or "restricted_action_thread_only_channel" or "restricted_action_non_threadable_channel" or "no_permission" => Say.Reasons.MayNotPost,
        _ => error,
    };
}
