using System.Text.Json.Nodes;

namespace StudyBot.Fakes.Slack;

/// <summary>A file. <see href="https://docs.slack.dev/reference/objects/file-object">File object</see>.</summary>
public sealed class SlackFile
{
    internal SlackFile(SlackTeam team, string id, string name, SlackUser by, DateTimeOffset made)
    {
        Team = team;
        Id = id;
        Name = name;
        Title = name;
        By = by;
        Made = made;
    }

    public SlackTeam Team { get; }

    public string Id { get; }

    public string Name { get; }

    public string Title { get; internal set; }

    public SlackUser By { get; }

    public byte[] Content { get; internal set; } = [];

    public bool Deleted { get; internal set; }

    /// <summary>Where it is fetched from, with the token in the header.</summary>
    public string Url => $"{Team.Slack.Address}files-pri/{Team.Id}-{Id}/{Uri.EscapeDataString(Name)}";

    internal DateTimeOffset Made { get; }

    /// <summary>What was promised to <c>files.getUploadURLExternal</c>; -1 where a person uploaded it.</summary>
    internal long Promised { get; init; } = -1;

    internal bool Uploaded { get; set; }

    internal bool Completed { get; set; }

    internal List<SlackChannel> In { get; } = [];

    internal JsonObject ToJson()
    {
        var extension = Path.GetExtension(Name).TrimStart('.').ToLowerInvariant();
        var (mime, type, pretty) = extension switch
        {
            "md" => ("text/plain", "markdown", "Markdown (raw)"),
            "txt" => ("text/plain", "text", "Plain Text"),
            "csv" => ("text/csv", "csv", "CSV"),
            "json" => ("application/json", "json", "JSON"),
            "png" => ("image/png", "png", "PNG"),
            _ => ("application/octet-stream", "binary", "Binary"),
        };
        var made = Made.ToUnixTimeSeconds();
        return new()
        {
            ["id"] = Id, ["created"] = made, ["timestamp"] = made, ["name"] = Name, ["title"] = Title, ["mimetype"] = mime, ["filetype"] = type, ["pretty_type"] = pretty,
            ["user"] = By.Id, ["user_team"] = Team.Id, ["editable"] = false, ["size"] = Content.Length, ["mode"] = "hosted", ["is_external"] = false, ["external_type"] = "",
            ["is_public"] = In.Any(channel => channel.Kind == ChannelKind.Public), ["public_url_shared"] = false, ["display_as_bot"] = false, ["username"] = "",
            ["url_private"] = Url, ["url_private_download"] = Url, ["permalink"] = $"https://{Team.Domain}.slack.com/files/{By.Id}/{Id}/{Uri.EscapeDataString(Name)}",
            ["has_rich_preview"] = false, ["file_access"] = "visible",
            ["channels"] = Where(ChannelKind.Public), ["groups"] = Where(ChannelKind.Private), ["ims"] = Where(ChannelKind.Im), ["comments_count"] = 0,
        };
    }

    private JsonArray Where(ChannelKind kind) => [.. In.Where(channel => channel.Kind == kind).Select(channel => (JsonNode)channel.Id)];
}
