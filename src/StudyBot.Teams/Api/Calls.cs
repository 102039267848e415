using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace StudyBot.Teams;

/// <summary>An activity of ours.</summary>
/// <param name="Summary">What a notification shows.</param>
public sealed record Message(string Type, IReadOnlyList<CardAttachment>? Attachments = null, string? Summary = null)
{
    /// <summary>One card.</summary>
    public static Message Of(JsonObject card, string summary) => new("message", [new("application/vnd.microsoft.card.adaptive", card)], summary);

    public static Message Typing { get; } = new("typing");
}

/// <param name="Name">Of a file that is offered.</param>
public sealed record CardAttachment(string ContentType, JsonNode Content, string? Name = null)
{
    /// <summary>Where a file stands.</summary>
    public string? ContentUrl { get; init; }
}

/// <summary>A conversation to open: a person's own with the bot, or a channel's new thread with its first message.</summary>
public sealed record NewConversation(Account? Bot, bool IsGroup, string TenantId, NewChannelData ChannelData, IReadOnlyList<Account>? Members = null, Message? Activity = null);

public sealed record NewChannelData(TenantInfo Tenant, ChannelInfo? Channel = null);

/// <param name="Id">The conversation's; with its thread where it is a channel's.</param>
/// <param name="ActivityId">Of the first message, where there was one.</param>
public sealed record ConversationOpened(string? Id, string? ActivityId = null);

public sealed record Posted(string? Id);

/// <summary>A call whose answer says nothing.</summary>
public sealed record Nothing;

/// <param name="UserRole"><c>user</c>, <c>guest</c> or <c>anonymous</c>.</param>
public sealed record RosterMember(string? Id, string? Name = null, string? AadObjectId = null, string? ObjectId = null, string? TenantId = null, string? UserRole = null)
{
    /// <summary>The person in the tenant's directory; it goes by either name.</summary>
    [JsonIgnore]
    public string? DirectoryId => AadObjectId ?? ObjectId;
}

/// <param name="AadGroupId">The team in the tenant's directory.</param>
public sealed record TeamDetails(string? AadGroupId);

/// <summary>A page of Microsoft Graph's team members.</summary>
public sealed record TeamMembers(IReadOnlyList<TeamMember?>? Value, [property: JsonPropertyName("@odata.nextLink")] string? Next = null);

public sealed record TeamMember(IReadOnlyList<string>? Roles, string? UserId = null);

/// <summary>How the Connector says what went wrong.</summary>
/// <param name="Message">Of what Teams itself refuses: JSON as a text.</param>
public sealed record ConnectorError(ErrorDetail? Error, string? Message = null);

public sealed record InnerError(string? SubCode);

public sealed record ErrorDetail(string? Code);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, MaxDepth = 64)]
[JsonSerializable(typeof(Message))]
[JsonSerializable(typeof(NewConversation))]
[JsonSerializable(typeof(ConversationOpened))]
[JsonSerializable(typeof(Posted))]
[JsonSerializable(typeof(Nothing))]
[JsonSerializable(typeof(RosterMember))]
[JsonSerializable(typeof(TeamDetails))]
[JsonSerializable(typeof(TeamMembers))]
[JsonSerializable(typeof(ConnectorError))]
[JsonSerializable(typeof(InnerError))]
[JsonSerializable(typeof(FileConsent))]
internal sealed partial class CallsJson : JsonSerializerContext
{
    /// <summary>As <see cref="Default"/>, with letters of other scripts as they are.</summary>
    public static CallsJson Sent { get; } = new(new JsonSerializerOptions
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = AdaptiveCards.Encoder,
        MaxDepth = 64,
    });
}
