using System.Text.Json.Nodes;

namespace StudyBot.Fakes.Slack;

/// <summary>A modal or a person's App Home. <see href="https://docs.slack.dev/reference/objects/view-object">View object</see>.</summary>
public sealed class SlackView
{
    internal SlackView(SlackTeam team, SlackUser user, string id, JsonObject content)
    {
        Team = team;
        User = user;
        Id = id;
        Content = content;
    }

    public SlackTeam Team { get; }

    public SlackUser User { get; }

    public string Id { get; }

    /// <summary>As the app sent it, with the block ids that Slack gave to blocks without one.</summary>
    public JsonObject Content { get; internal set; }

    /// <summary>Changes with each update.</summary>
    public string Hash { get; internal set; } = "";

    public bool Closed { get; internal set; }

    /// <summary>What stands at which field after a refused submission, by block id.</summary>
    public IReadOnlyDictionary<string, string> Errors { get; internal set; } = new Dictionary<string, string>();

    public string Type => Content["type"]!.GetValue<string>();

    public string Title => Content["title"]?["text"]?.GetValue<string>() ?? "";

    public string CallbackId => Content["callback_id"]?.GetValue<string>() ?? "";

    public string Metadata => Content["private_metadata"]?.GetValue<string>() ?? "";

    public string? ExternalId => Content["external_id"]?.GetValue<string>() is { Length: > 0 } id ? id : null;

    public JsonArray Blocks => Content["blocks"]!.AsArray();

    public IReadOnlyList<SlackButton> Buttons => SlackButton.In(Blocks);

    public string Shown => string.Join('\n', BlockText.Lines(Blocks));

    /// <summary>The view below it in a modal's stack, and the lowest.</summary>
    internal SlackView? Below { get; init; }

    internal SlackView Root => Below?.Root ?? this;

    public override string ToString() => $"{Type} of {User.Name}: {Title}\n{Shown}";

    internal JsonObject ToJson(JsonObject? values = null) => new()
    {
        ["id"] = Id, ["team_id"] = Team.Id, ["type"] = Type, ["blocks"] = Blocks.DeepClone(), ["private_metadata"] = Metadata, ["callback_id"] = CallbackId,
        ["state"] = new JsonObject { ["values"] = values ?? [] }, ["hash"] = Hash, ["title"] = Content["title"]?.DeepClone() ?? new JsonObject { ["type"] = "plain_text", ["text"] = "View Title", ["emoji"] = true },
        ["clear_on_close"] = Content["clear_on_close"]?.GetValue<bool>() ?? false, ["notify_on_close"] = Content["notify_on_close"]?.GetValue<bool>() ?? false,
        ["close"] = Content["close"]?.DeepClone(), ["submit"] = Content["submit"]?.DeepClone(), ["previous_view_id"] = Below?.Id, ["root_view_id"] = Root.Id,
        ["app_id"] = Team.Slack.App.Id, ["external_id"] = ExternalId ?? "", ["app_installed_team_id"] = Team.Id, ["bot_id"] = Team.Bot.BotId,
    };
}
