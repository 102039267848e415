using System.Text.Json.Nodes;

namespace StudyBot.Slack;

/// <summary><c>chat.postMessage</c>. A call that posts: never repeated by itself.</summary>
public sealed record PostMessage(string Channel, string Text, IReadOnlyList<Block> Blocks, string? ThreadTs = null, Metadata? Metadata = null)
{
    public bool UnfurlLinks => false;

    public bool UnfurlMedia => false;
}

/// <param name="EventPayload">What tells a delivery from every other.</param>
public sealed record Metadata(string EventType, IReadOnlyDictionary<string, string> EventPayload);

public sealed record PostEphemeral(string Channel, string User, string Text, IReadOnlyList<Block> Blocks, string? ThreadTs = null);

public sealed record UpdateMessage(string Channel, string Ts, string Text, IReadOnlyList<Block> Blocks);

public sealed record DeleteMessage(string Channel, string Ts);

public sealed record Reaction(string Channel, string Timestamp, string Name);

public sealed record OpenConversation(string Users);

public sealed record OpenView(string TriggerId, View View);

public sealed record PublishView(string UserId, View View);

/// <summary>What a <c>response_url</c> takes.</summary>
/// <param name="ResponseType"><c>ephemeral</c> or <c>in_channel</c>.</param>
public sealed record Respond(string ResponseType, string Text, IReadOnlyList<Block> Blocks, bool ReplaceOriginal = false, string? ThreadTs = null);

public sealed record CompleteUpload(IReadOnlyList<UploadedFile> Files, string ChannelId);

public sealed record UploadedFile(string Id, string Title);

/// <summary>An acknowledgement over Socket Mode.</summary>
public sealed record SocketAck(string EnvelopeId, JsonNode? Payload = null);
