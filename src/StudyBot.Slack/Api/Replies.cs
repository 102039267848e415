using System.Text.Json;

namespace StudyBot.Slack;

/// <summary>What every answer has. Any list may hold nothing in an item's place.</summary>
public record SlackReply
{
    public bool Ok { get; init; }

    public string? Error { get; init; }

    /// <summary>With <c>missing_scope</c>: the scope that the method asks for.</summary>
    public string? Needed { get; init; }

    public ResponseMetadata? ResponseMetadata { get; init; }

    /// <summary>Whether a call that succeeded answers what its method promises.</summary>
    public virtual bool IsWhole => true;
}

/// <param name="NextCursor">Empty on the last page.</param>
public sealed record ResponseMetadata(string? NextCursor, IReadOnlyList<string>? Messages = null);

public sealed record MessagePosted(string Ts, string Channel) : SlackReply
{
    public override bool IsWhole => (Ts, Channel) is (not null, not null);
}

public sealed record ConversationOpened(Conversation Channel) : SlackReply
{
    public override bool IsWhole => Channel is { Id: not null };
}

public sealed record Conversation(string Id, bool IsArchived = false, bool IsMember = false, string? Name = null);

/// <summary>A page of messages, newest first in a channel, oldest first in a thread.</summary>
public sealed record History(IReadOnlyList<HistoryMessage?> Messages) : SlackReply
{
    public override bool IsWhole => Messages is not null;
}

public sealed record HistoryMessage(
    string Ts,
    string? User = null,
    string? Text = null,
    string? ThreadTs = null,
    string? Subtype = null,
    string? BotId = null,
    FoundMetadata? Metadata = null,
    IReadOnlyList<HistoryReaction?>? Reactions = null);

/// <summary>Metadata as any app may have written it.</summary>
public sealed record FoundMetadata(string? EventType, JsonElement EventPayload = default);

/// <param name="Users">Perhaps only some of them.</param>
/// <param name="Count">How many there are.</param>
public sealed record HistoryReaction(string? Name, IReadOnlyList<string?>? Users, int Count = 0);

/// <summary>A message with everybody who reacted to it.</summary>
public sealed record ReactionsFound(HistoryMessage Message) : SlackReply
{
    public override bool IsWhole => Message is { Ts: not null };
}

public sealed record UserFound(SlackUser User) : SlackReply
{
    public override bool IsWhole => User is { Id: not null };
}

/// <param name="IsRestricted">A guest of several channels.</param>
/// <param name="IsUltraRestricted">A guest of one.</param>
/// <param name="IsStranger">In no channel that the bot can see.</param>
/// <param name="TeamId">Their home: in an Enterprise organisation perhaps another of the workspaces that they belong to.</param>
public sealed record SlackUser(
    string Id,
    string? Name = null,
    string? Tz = null,
    bool Deleted = false,
    bool IsBot = false,
    bool IsAdmin = false,
    bool IsOwner = false,
    bool IsRestricted = false,
    bool IsUltraRestricted = false,
    bool IsStranger = false,
    string? TeamId = null,
    EnterpriseUser? EnterpriseUser = null,
    SlackProfile? Profile = null);

/// <param name="Teams">The workspaces of the organisation that they belong to.</param>
public sealed record EnterpriseUser(IReadOnlyList<string>? Teams = null);

public sealed record SlackProfile(string? DisplayName = null, string? RealName = null);

/// <summary>Who the token is.</summary>
public sealed record WhoAmI(string TeamId, string UserId, string? Team = null, string? EnterpriseId = null) : SlackReply
{
    /// <summary>From the <c>x-oauth-scopes</c> header.</summary>
    public IReadOnlyList<string> Scopes { get; init; } = [];

    public override bool IsWhole => (TeamId, UserId) is (not null, not null);
}

public sealed record ConnectionOpened(string Url) : SlackReply
{
    public override bool IsWhole => Url is not null;
}

public sealed record FileFound(SlackFile File) : SlackReply
{
    public override bool IsWhole => File is not null;
}

public sealed record SlackFile(string? UrlPrivateDownload = null);

/// <summary>Where a file's bytes go, before it is shared.</summary>
public sealed record UploadSpace(string UploadUrl, string FileId) : SlackReply
{
    public override bool IsWhole => (UploadUrl, FileId) is (not null, not null);
}

public sealed record Installed(
    string AccessToken,
    string BotUserId,
    SlackTeam? Team = null,
    SlackTeam? Enterprise = null,
    string? RefreshToken = null,
    int ExpiresIn = 0) : SlackReply
{
    public override bool IsWhole => (AccessToken, BotUserId) is (not null, not null) && Team is null or { Id: not null };
}

public sealed record SlackTeam(string Id, string? Name = null);
