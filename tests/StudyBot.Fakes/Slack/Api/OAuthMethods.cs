using System.Text.Json.Nodes;

namespace StudyBot.Fakes.Slack;

/// <summary>
/// <see href="https://docs.slack.dev/reference/methods/oauth.v2.access">oauth.v2.access</see>, <see href="https://docs.slack.dev/authentication/installing-with-oauth">Installing with OAuth</see>,
/// <see href="https://docs.slack.dev/authentication/using-token-rotation">Using token rotation</see>.
/// </summary>
internal static class OAuthMethods
{
    /// <summary>How long a bot token lives where the app rotates its tokens, in seconds.</summary>
    private const int Lifetime = 43_200;

    public static JsonObject Access(ApiCall call)
    {
        if (call.Text("client_id") != call.Slack.App.ClientId) throw new SlackRefusal("invalid_client_id");
        if (call.Text("client_secret") != call.Slack.App.ClientSecret) throw new SlackRefusal("bad_client_secret");
        return call.Text("grant_type") switch
        {
            null or "" or "authorization_code" => Install(call),
            "refresh_token" => Refresh(call),
            _ => throw new SlackRefusal("invalid_grant_type"),
        };
    }

    /// <summary>"The code can only be used once, and expires after 10 minutes."</summary>
    private static JsonObject Install(ApiCall call)
    {
        var grant = call.Slack.Grants.GetValueOrDefault(call.Text("code") ?? "");
        if (grant is null || grant.Used || call.Slack.Now - grant.Made > TimeSpan.FromMinutes(10)) throw new SlackRefusal("invalid_code");
        if ((call.Text("redirect_uri") is { Length: > 0 } given ? given : null) != grant.RedirectUri) throw new SlackRefusal("bad_redirect_uri");
        grant.Used = true;
        var rotating = call.Slack.App.TokenRotation;
        var token = grant.Team.Install(grant.Scopes, rotating);
        return Answer(call, grant.Team, token, grant.By);
    }

    /// <summary>A new token and a new refresh token; the old refresh token is spent, the old token holds until it expires.</summary>
    private static JsonObject Refresh(ApiCall call)
    {
        if (call.Slack.Tokens.GetValueOrDefault(call.Text("refresh_token") ?? "") is not { Kind: "refresh", Refused: null, Team.Installed: true } refresh) throw new SlackRefusal("invalid_refresh_token");
        refresh.Refused = "invalid_refresh_token";
        return Answer(call, refresh.Team, refresh.Team.NewToken(rotating: true), null);
    }

    private static JsonObject Answer(ApiCall call, SlackTeam team, SlackToken token, SlackUser? by)
    {
        var answer = new JsonObject
        {
            ["app_id"] = call.Slack.App.Id, ["authed_user"] = new JsonObject { ["id"] = by?.Id ?? team.Bot.Id }, ["scope"] = string.Join(',', token.Scopes), ["token_type"] = "bot",
            ["access_token"] = token.Value, ["bot_user_id"] = team.Bot.Id, ["team"] = new JsonObject { ["id"] = team.Id, ["name"] = team.Name }, ["enterprise"] = null, ["is_enterprise_install"] = false,
        };
        if (token.Expires is not null)
        {
            var refresh = new SlackToken($"xoxe-1-{team.Id}-{call.Slack.Count("refresh")}", team, "refresh", [], null);
            call.Slack.Tokens[refresh.Value] = refresh;
            answer["refresh_token"] = refresh.Value;
            answer["expires_in"] = Lifetime;
        }

        return answer;
    }
}
