using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace StudyBot.Fakes.Slack;

/// <summary>One call with its arguments, and what it brings about.</summary>
internal sealed class ApiCall(SlackFake slack, SlackToken? token, JsonObject arguments)
{
    public SlackFake Slack { get; } = slack;

    public SlackToken? Token { get; } = token;

    /// <summary>The token's workspace; only for methods that need a bot token.</summary>
    public SlackTeam Team => Token!.Team!;

    /// <summary>What other people's clients and the app are told.</summary>
    public List<SlackDelivery> Events { get; } = [];

    public string? Text(string name) => arguments[name] switch
    {
        null => null,
        JsonValue value when value.TryGetValue<string>(out var text) => text,
        var other => other.ToJsonString(),
    };

    /// <summary>Required: Slack names what is missing.</summary>
    public string Need(string name) => Text(name) is { Length: > 0 } text ? text : throw SlackRefusal.Because("invalid_arguments", [$"missing required field: {name}"]);

    public bool Flag(string name) => Text(name) is "true" or "1";

    public int? Number(string name) => int.TryParse(Text(name), NumberStyles.Integer, null, out var number) ? number : null;

    /// <summary>JSON, as itself or written inside a form's text.</summary>
    public JsonNode? Json(string name, string error)
    {
        var given = arguments[name];
        if (given is not JsonValue value || !value.TryGetValue<string>(out var text)) return given?.DeepClone();
        if (text.Length == 0) return null;
        try
        {
            return JsonNode.Parse(text);
        }
        catch (JsonException)
        {
            throw new SlackRefusal(error);
        }
    }

    /// <summary>A conversation that the bot may see: a private one only from the inside. Otherwise it does not exist for it.</summary>
    public SlackChannel Channel(string name = "channel")
    {
        var channel = Team.FindChannel(Need(name)) ?? throw new SlackRefusal("channel_not_found");
        if (channel.Kind != ChannelKind.Public && !channel.In.Contains(Team.Bot)) throw new SlackRefusal("channel_not_found");
        return channel;
    }

    /// <summary>For methods whose scope depends on the kind of conversation.</summary>
    public void NeedScope(string scope)
    {
        if (!Token!.Scopes.Contains(scope)) throw Missing(scope, Token);
    }

    public static SlackRefusal Missing(string needed, SlackToken token) => new("missing_scope", new() { ["needed"] = needed, ["provided"] = string.Join(',', token.Scopes) });
}
