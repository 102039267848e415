using System.Text.Json;
using System.Text.Json.Serialization;
using NodaTime;

namespace StudyBot.Teams;

/// <summary>What the Bot Framework sends, as far as it is read here; any list may hold nothing in an item's place. Source: the activity schema, and Teams' pages on conversation events.</summary>
/// <param name="Timestamp">When it happened, as Teams says.</param>
/// <param name="LocalTimezone">The sender's IANA zone, where the client tells it.</param>
/// <param name="Value">What a card or an invoke carries.</param>
/// <param name="Action">Of an <c>installationUpdate</c>: <c>add</c>, <c>remove</c> and their upgrades.</param>
public sealed record Activity(
    string? Type = null,
    string? Name = null,
    string? Id = null,
    string? ChannelId = null,
    string? ServiceUrl = null,
    DateTimeOffset? Timestamp = null,
    string? LocalTimezone = null,
    Account? From = null,
    Account? Recipient = null,
    Conversation? Conversation = null,
    string? Text = null,
    string? ReplyToId = null,
    string? Action = null,
    IReadOnlyList<Entity?>? Entities = null,
    IReadOnlyList<Attached?>? Attachments = null,
    IReadOnlyList<Account?>? MembersAdded = null,
    IReadOnlyList<Account?>? MembersRemoved = null,
    IReadOnlyList<ReactionType?>? ReactionsAdded = null,
    IReadOnlyList<ReactionType?>? ReactionsRemoved = null,
    ChannelData? ChannelData = null,
    JsonElement? Value = null)
{
    /// <summary>The tenant whose people speak here; empty where it is not told.</summary>
    [JsonIgnore]
    public string Tenant => Conversation?.TenantId ?? ChannelData?.Tenant?.Id ?? "";

    /// <summary>When it happened, or <paramref name="now"/> where it does not say. Nobody writes tomorrow: such a clock is not to be believed.</summary>
    public Instant At(Instant now) => Timestamp is { } told && Instant.FromDateTimeOffset(told) is var then && then <= now + Duration.FromDays(1) ? then : now;

    /// <summary>Whether the bot, or another one, did it.</summary>
    [JsonIgnore]
    public bool IsByBot => From?.Role == "bot" || From?.Id?.StartsWith("28:", StringComparison.Ordinal) == true || From?.Id is { } id && id == Recipient?.Id;
}

/// <param name="AadObjectId">The person in the tenant's directory.</param>
public sealed record Account(string? Id, string? Name = null, string? AadObjectId = null, string? Role = null);

/// <param name="Id">In a channel the thread stands behind it, as <c>;messageid=…</c>.</param>
/// <param name="ConversationType"><c>personal</c>, <c>groupChat</c> or <c>channel</c>.</param>
public sealed record Conversation(string? Id, string? ConversationType = null, string? TenantId = null);

/// <summary>A mention says who is meant and which part of the text names them; <c>clientInfo</c> may tell the sender's zone, <c>quotedReply</c> what is replied to.</summary>
/// <param name="Timezone">An IANA zone.</param>
public sealed record Entity(string? Type, Account? Mentioned = null, string? Text = null, string? Timezone = null, QuotedReply? QuotedReply = null);

public sealed record QuotedReply(string? MessageId);

/// <param name="Content">HTML, where that is what it is.</param>
public sealed record Attached(string? ContentType, JsonElement? Content = null);

/// <param name="Type"><c>like</c>, <c>heart</c>, … or a longer name that starts with the character's code.</param>
public sealed record ReactionType(string? Type);

/// <param name="EventType">Such as <c>editMessage</c>, <c>channelDeleted</c>.</param>
/// <param name="MembershipSource">Of whoever comes to a shared channel or leaves it: how they were in it.</param>
public sealed record ChannelData(string? EventType = null, TenantInfo? Tenant = null, TeamInfo? Team = null, ChannelInfo? Channel = null, MembershipSource? MembershipSource = null);

/// <param name="MembershipType"><c>direct</c>, or <c>transitive</c>: by way of a team that the channel is shared with.</param>
public sealed record MembershipSource(string? MembershipType);

public sealed record TenantInfo(string? Id);

/// <param name="Id">Also the id of the team's first channel.</param>
/// <param name="AadGroupId">The team in the tenant's directory.</param>
public sealed record TeamInfo(string? Id, string? AadGroupId = null);

public sealed record ChannelInfo(string? Id);

/// <summary>Deeper JSON is nobody's activity.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, MaxDepth = 32)]
[JsonSerializable(typeof(Activity))]
internal sealed partial class ActivityJson : JsonSerializerContext;
