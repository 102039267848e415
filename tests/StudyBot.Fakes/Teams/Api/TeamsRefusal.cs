using System.Text.Json.Nodes;

namespace StudyBot.Fakes.Teams;

/// <summary>What a service of Microsoft's answers instead of doing what was asked.</summary>
internal sealed class TeamsRefusal(int status, string code, string message) : Exception(message)
{
    public int Status => status;

    public string Code => code;

    /// <summary>Seconds.</summary>
    public int? RetryAfter { get; init; }

    public JsonObject Body { get; init; } = new() { ["error"] = new JsonObject { ["code"] = code, ["message"] = message } };

    public static TeamsRefusal NoConversation => new(404, "ConversationNotFound", "Conversation not found.");

    public static TeamsRefusal NoActivity => new(404, "ActivityNotFoundInConversation", "Activity not found in the conversation.");

    public static TeamsRefusal NotInRoster => new(403, "BotNotInConversationRoster", "The bot is not part of the conversation roster.");

    public static TeamsRefusal BadSyntax(string why) => new(400, "BadSyntax", why);

    public static TeamsRefusal BadArgument(string why) => new(400, "BadArgument", why);

    /// <summary>Has a shape of its own. Source: "Send proactive messages", "Understand who blocked, muted, or uninstalled a bot".</summary>
    public static TeamsRefusal WritesBlocked => new(403, "MessageWritesBlocked", "Thread is blocked from message writes.")
    {
        Body = new() { ["errorCode"] = 209, ["message"] = "{\r\n  \"subCode\": \"MessageWritesBlocked\",\r\n  \"details\": \"Thread is blocked from message writes.\",\r\n  \"errorCode\": null,\r\n  \"errorSubCode\": null\r\n}" },
    };
}
