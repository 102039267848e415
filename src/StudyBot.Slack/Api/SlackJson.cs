using System.Text.Json.Serialization;

namespace StudyBot.Slack;

/// <summary>What goes to Slack and comes from it, in its own spelling; described at build time, so that nothing is looked up by reflection. Not written at build time: that begins anew at each list, which costs more than it saves.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(PostMessage))]
[JsonSerializable(typeof(PostEphemeral))]
[JsonSerializable(typeof(UpdateMessage))]
[JsonSerializable(typeof(DeleteMessage))]
[JsonSerializable(typeof(Reaction))]
[JsonSerializable(typeof(OpenConversation))]
[JsonSerializable(typeof(OpenView))]
[JsonSerializable(typeof(PublishView))]
[JsonSerializable(typeof(Respond))]
[JsonSerializable(typeof(CompleteUpload))]
[JsonSerializable(typeof(SocketAck))]
[JsonSerializable(typeof(SlackReply))]
[JsonSerializable(typeof(MessagePosted))]
[JsonSerializable(typeof(ConversationOpened))]
[JsonSerializable(typeof(History))]
[JsonSerializable(typeof(ReactionsFound))]
[JsonSerializable(typeof(UserFound))]
[JsonSerializable(typeof(WhoAmI))]
[JsonSerializable(typeof(ConnectionOpened))]
[JsonSerializable(typeof(FileFound))]
[JsonSerializable(typeof(UploadSpace))]
[JsonSerializable(typeof(Installed))]
public sealed partial class SlackJson : JsonSerializerContext;
