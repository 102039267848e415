using System.Text.Json.Nodes;

namespace StudyBot.Fakes.Slack;

/// <summary><see href="https://docs.slack.dev/reference/methods/auth.test">auth.test</see> and <see href="https://docs.slack.dev/reference/methods/apps.connections.open">apps.connections.open</see>.</summary>
internal static class AuthMethods
{
    public static JsonObject Test(ApiCall call) => new()
    {
        ["url"] = $"https://{call.Team.Domain}.slack.com/", ["team"] = call.Team.Name, ["user"] = call.Team.Bot.Name, ["team_id"] = call.Team.Id,
        ["user_id"] = call.Team.Bot.Id, ["bot_id"] = call.Team.Bot.BotId, ["is_enterprise_install"] = false,
    };

    public static JsonObject OpenConnection(ApiCall call)
    {
        call.NeedScope("connections:write");
        return new() { ["url"] = call.Slack.Sockets.NewUrl() };
    }
}
