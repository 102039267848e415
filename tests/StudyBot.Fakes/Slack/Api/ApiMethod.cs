using System.Text.Json.Nodes;

namespace StudyBot.Fakes.Slack;

/// <summary>A method of the Web API.</summary>
/// <param name="Run">Runs under the gate; throws a <see cref="SlackRefusal"/>, else answers what stands beside <c>ok</c>.</param>
/// <param name="Arguments">All it knows; others are refused.</param>
/// <param name="PerMinute">Its rate tier; 0 where another rule holds. <see href="https://docs.slack.dev/apis/web-api/rate-limits">Rate limits</see>.</param>
/// <param name="Scope">What the token must have; where it depends on the conversation, the method asks itself.</param>
/// <param name="TakesJson">Otherwise arguments come as a form or in the query.</param>
/// <param name="Tokens">bot, app or none.</param>
internal sealed record ApiMethod(Func<ApiCall, JsonObject> Run, string[] Arguments, int PerMinute, string? Scope = null, bool TakesJson = true, string Tokens = "bot")
{
    /// <summary>Exactly those that StudyBot needs. Each method's page below https://docs.slack.dev/reference/methods/ names its arguments, scopes, tier and errors.</summary>
    public static readonly IReadOnlyDictionary<string, ApiMethod> All = new Dictionary<string, ApiMethod>
    {
        ["auth.test"] = new(AuthMethods.Test, [], 0),
        ["apps.connections.open"] = new(AuthMethods.OpenConnection, [], 50, Tokens: "app"),
        ["oauth.v2.access"] = new(OAuthMethods.Access, ["client_id", "client_secret", "code", "redirect_uri", "grant_type", "refresh_token"], 0, TakesJson: false, Tokens: "none"),
        ["chat.postMessage"] = new(ChatMethods.Post, ["channel", "text", "blocks", "attachments", "metadata", "thread_ts", "reply_broadcast", "unfurl_links", "unfurl_media", "mrkdwn", "parse", "link_names"], 0, "chat:write"),
        ["chat.postEphemeral"] = new(ChatMethods.PostEphemeral, ["channel", "user", "text", "blocks", "attachments", "thread_ts", "parse", "link_names"], 100, "chat:write"),
        ["chat.update"] = new(ChatMethods.Update, ["channel", "ts", "text", "blocks", "attachments", "metadata", "parse", "link_names", "reply_broadcast"], 50, "chat:write"),
        ["chat.delete"] = new(ChatMethods.Delete, ["channel", "ts"], 50, "chat:write"),
        ["reactions.add"] = new(call => ReactionMethods.React(call, true), ["channel", "name", "timestamp"], 50, "reactions:write"),
        ["reactions.remove"] = new(call => ReactionMethods.React(call, false), ["channel", "name", "timestamp"], 20, "reactions:write"),
        ["reactions.get"] = new(ReactionMethods.Get, ["channel", "timestamp", "full", "file", "file_comment"], 50, "reactions:read", TakesJson: false),
        ["users.info"] = new(ConversationMethods.User, ["user", "include_locale"], 100, "users:read", TakesJson: false),
        ["conversations.open"] = new(ConversationMethods.Open, ["users", "channel", "return_im", "prevent_creation"], 50),
        ["conversations.info"] = new(ConversationMethods.Info, ["channel", "include_locale", "include_num_members"], 50, TakesJson: false),
        ["conversations.members"] = new(ConversationMethods.Members, ["channel", "cursor", "limit"], 100, TakesJson: false),
        ["conversations.history"] = new(ConversationMethods.History, ["channel", "cursor", "include_all_metadata", "inclusive", "latest", "limit", "oldest"], 50, TakesJson: false),
        ["conversations.replies"] = new(ConversationMethods.Replies, ["channel", "ts", "cursor", "include_all_metadata", "inclusive", "latest", "limit", "oldest"], 50, TakesJson: false),
        ["views.open"] = new(ViewMethods.Open, ["trigger_id", "view"], 100),
        ["views.update"] = new(ViewMethods.Update, ["view_id", "external_id", "hash", "view"], 100),
        ["views.publish"] = new(ViewMethods.Publish, ["user_id", "hash", "view"], 100),
        ["files.info"] = new(FileMethods.Info, ["file", "count", "cursor", "limit", "page"], 100, "files:read", TakesJson: false),
        ["files.getUploadURLExternal"] = new(FileMethods.GetUploadUrl, ["filename", "length", "alt_txt", "snippet_type"], 100, "files:write", TakesJson: false),
        ["files.completeUploadExternal"] = new(FileMethods.Complete, ["files", "channel_id", "channels", "initial_comment", "thread_ts", "blocks"], 100, "files:write"),
    };
}
