using System.Text.Json.Nodes;

namespace StudyBot.Fakes.Slack;

/// <summary>A person or a bot. What people do is in <c>People</c>. <see href="https://docs.slack.dev/reference/objects/user-object">User object</see>.</summary>
public sealed partial class SlackUser
{
    internal SlackUser(SlackTeam team, string id, string name)
    {
        Team = team;
        Id = id;
        Name = name;
        RealName = name.Length == 0 ? name : char.ToUpperInvariant(name[0]) + name[1..];
    }

    public SlackTeam Team { get; }

    public string Id { get; }

    public string Name { get; }

    public string RealName { get; set; }

    /// <summary>Empty where the person chose none; then the real name is shown.</summary>
    public string DisplayName { get; set; } = "";

    /// <summary>An IANA zone.</summary>
    public string Zone { get; set; } = "Europe/Berlin";

    public bool Admin { get; set; }

    public bool Owner { get; set; }

    /// <summary>A multi-channel guest.</summary>
    public bool Guest { get; set; }

    /// <summary>A single-channel guest.</summary>
    public bool SingleChannelGuest { get; set; }

    public bool Deactivated { get; set; }

    /// <summary>In an Enterprise organisation: the workspaces they belong to. The first that they joined is their <c>team_id</c>, whichever asks.</summary>
    public IReadOnlyList<string> EnterpriseTeams { get; set; } = [];

    public string? BotId { get; internal init; }

    public string? AppId { get; internal init; }

    public bool IsBot => BotId is not null;

    /// <summary>A bot of the old kind: its messages have the subtype bot_message and no user.</summary>
    public bool Classic { get; set; }

    /// <summary>How the person's mention is written.</summary>
    public string Mention => $"<@{Id}>";

    public override string ToString() => Name;

    internal JsonObject BotProfile() => new()
    {
        ["id"] = BotId, ["app_id"] = AppId, ["name"] = RealName, ["icons"] = new JsonObject(), ["deleted"] = false, ["updated"] = 0, ["team_id"] = Team.Id,
    };

    internal JsonObject ToJson()
    {
        var now = Team.Slack.Now;
        var zone = TimeZoneInfo.FindSystemTimeZoneById(Zone);
        var profile = new JsonObject
        {
            ["title"] = "", ["phone"] = "", ["skype"] = "", ["real_name"] = RealName, ["real_name_normalized"] = RealName, ["display_name"] = DisplayName,
            ["display_name_normalized"] = DisplayName, ["status_text"] = "", ["status_emoji"] = "", ["status_expiration"] = 0, ["avatar_hash"] = "fake", ["team"] = Team.Id,
        };
        if (IsBot)
        {
            profile["bot_id"] = BotId;
            profile["api_app_id"] = AppId;
        }

        var json = new JsonObject
        {
            ["id"] = Id, ["team_id"] = EnterpriseTeams.FirstOrDefault(Team.Id), ["name"] = Name, ["deleted"] = Deactivated, ["color"] = "9f69e7", ["real_name"] = RealName, ["tz"] = Zone, ["tz_label"] = zone.StandardName,
            ["tz_offset"] = (int)zone.GetUtcOffset(now).TotalSeconds, ["profile"] = profile, ["is_admin"] = Admin || Owner, ["is_owner"] = Owner, ["is_primary_owner"] = false,
            ["is_restricted"] = Guest || SingleChannelGuest, ["is_ultra_restricted"] = SingleChannelGuest, ["is_bot"] = IsBot, ["is_app_user"] = false, ["updated"] = now.ToUnixTimeSeconds(),
            ["is_email_confirmed"] = !IsBot, ["who_can_share_contact_card"] = "EVERYONE",
        };
        if (EnterpriseTeams.Count > 0)
        {
            json["enterprise_user"] = new JsonObject
            {
                ["id"] = Id, ["enterprise_id"] = "E000000001", ["enterprise_name"] = "Enterprise", ["is_admin"] = false, ["is_owner"] = false, ["teams"] = new JsonArray([.. EnterpriseTeams.Select(id => (JsonNode)id)]),
            };
        }

        return json;
    }
}
