using System.Text;
using System.Text.Json.Nodes;

namespace StudyBot.Fakes.Teams;

/// <summary>What the bot says, changes and takes away.</summary>
internal static class ActivityApi
{
    /// <summary>In UTF-16, with everything, cards as well. Source: "Format your bot messages": about 100 KB are taken, and up to 80 KB for certain.</summary>
    private const int LargestMessage = 80 * 1024;

    /// <param name="replyTo">The activity that is answered; in a channel the thread is named by the conversation.</param>
    public static Answer Post(ConnectorCall call, string? replyTo)
    {
        var conversation = call.FindToWrite();
        var root = call.Root;
        if (root is not null && (conversation.Kind is not ConversationKind.Channel || conversation.Find(root) is not { Root: null, Deleted: false })) throw TeamsRefusal.NoConversation;
        if (replyTo is not null && conversation.Find(replyTo) is null) throw TeamsRefusal.NoActivity;
        if (replyTo is not null && root is null && conversation.Kind is ConversationKind.Channel) root = conversation.Find(replyTo)!.ThreadRoot;
        var activity = call.Body;
        if (activity["type"]?.ToString() == "typing") return new(201, new() { ["id"] = call.Fake.NextMessageId() });
        return new(201, new() { ["id"] = Take(call, conversation, root, activity).Id });
    }

    public static Answer Update(ConnectorCall call, string id)
    {
        var message = FindOwn(call, id);
        var (text, attachments, summary) = Read(call, call.Body);
        message.Change(text, attachments, summary);
        return new(200, new() { ["id"] = id });
    }

    public static Answer Delete(ConnectorCall call, string id)
    {
        FindOwn(call, id).Deleted = true;
        return new(200);
    }

    public static Answer React(ConnectorCall call, string id, string type, bool on)
    {
        var conversation = call.FindToWrite(reacts: true);
        if (!conversation.Tenant.MayReact) throw new TeamsRefusal(403, "Forbidden", "Reactions by bots are not allowed.");
        if (conversation.Find(id) is not { Deleted: false } message) throw TeamsRefusal.NoActivity;
        if (!TeamsReaction.IsKnown(type)) throw TeamsRefusal.BadArgument($"Unknown reaction type {type}.");
        if (on) message.Add(new(null, type));
        else message.Remove(new(null, type));
        return new(200);
    }

    /// <summary>Checks a message and keeps it.</summary>
    public static TeamsMessage Take(ConnectorCall call, TeamsConversation conversation, string? root, JsonObject activity)
    {
        var (text, attachments, summary) = Read(call, activity);
        var message = new TeamsMessage(conversation, null, call.Fake.NextMessageId(), root) { At = call.Fake.Now };
        message.Change(text, attachments, summary);
        conversation.Add(message);
        return message;
    }

    private static (string Text, JsonArray Attachments, string? Summary) Read(ConnectorCall call, JsonObject activity)
    {
        if (activity["type"]?.ToString() != "message") throw TeamsRefusal.BadSyntax($"Unknown activity type {activity["type"]}.");
        if (Encoding.Unicode.GetByteCount(activity.ToJsonString(Json.AsSent)) > LargestMessage) throw new TeamsRefusal(413, "MessageSizeTooBig", "Message size too large.");
        var text = activity["text"]?.ToString() ?? "";
        var attachments = activity["attachments"] switch
        {
            null => [],
            JsonArray several => several.DeepClone().AsArray(),
            _ => throw TeamsRefusal.BadSyntax("attachments must be an array."),
        };
        if (text.Length == 0 && attachments.Count == 0) throw TeamsRefusal.BadSyntax("A message needs a text or an attachment.");
        foreach (var attachment in attachments) Check(attachment);
        return (text, attachments, activity["summary"]?.ToString());
    }

    private static void Check(JsonNode? attachment)
    {
        if (attachment?["contentType"]?.ToString() is not { Length: > 0 } type) throw TeamsRefusal.BadSyntax("An attachment needs a content type.");
        if (type == TeamsMessage.CardType && CardRules.Wrong(attachment["content"]) is { Count: > 0 } wrong) throw TeamsRefusal.BadSyntax($"Bad format of the card: {string.Join("; ", wrong)}");
    }

    private static TeamsMessage FindOwn(ConnectorCall call, string id)
    {
        var conversation = call.FindToWrite();
        if (conversation.Find(id) is not { Deleted: false } message || (call.Root is { } root && root != message.ThreadRoot)) throw TeamsRefusal.NoActivity;
        return message.From is null ? message : throw new TeamsRefusal(403, "Forbidden", "The bot did not write this.");
    }
}
