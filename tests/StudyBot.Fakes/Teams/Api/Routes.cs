using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace StudyBot.Fakes.Teams;

/// <summary>What the services answer to; each path begins with the service and the host that was asked.</summary>
internal static class Routes
{
    public static void Map(WebApplication server, TeamsFake fake)
    {
        server.MapGet("/keys/{host}/v1/.well-known/openidconfiguration", (HttpContext http, string host) => Door.AnswerAsync(fake, http, _ => new Answer(200, fake.Keys.Metadata(host))));
        server.MapGet("/keys/{host}/v1/.well-known/keys", (HttpContext http) => Door.AnswerAsync(fake, http, _ => new Answer(200, fake.Keys.Published())));
        server.MapGet("/login/{host}/{tenant}/v2.0/.well-known/openid-configuration", (HttpContext http, string host, string tenant) => Door.AnswerAsync(fake, http, _ => new Answer(200, EntraApi.Discovery(host, tenant))));
        server.MapPost("/login/{host}/{tenant}/oauth2/v2.0/token", (HttpContext http, string host, string tenant) => Door.AnswerAsync(fake, http, () => EntraApi.TokenAsync(fake, http, host, tenant)));
        server.MapGet("/identity/{host}/metadata/identity/oauth2/token", (HttpContext http) => Door.AnswerAsync(fake, http, _ => EntraApi.Identity(fake, http)));
        server.MapPut("/sharepoint/{host}/{file}", (HttpContext http, string file) => Door.AnswerAsync(fake, http, () => TeamsUpload.TakeAsync(fake, http, file)));
        server.MapGet("/graph/{host}/v1.0/teams/{group}/members", (HttpContext http, string host, string group) => Door.AnswerAsync(fake, http, _ => GraphApi.Members(fake, http, host, group)));

        const string Conversations = "/connector/{host}/{region}/v3/conversations";
        const string Activities = Conversations + "/{conversation}/activities";
        server.MapPost(Conversations, (HttpContext http) => Connected(fake, http, null, ConversationApi.Create));
        server.MapPost(Activities, (HttpContext http, string conversation) => Connected(fake, http, conversation, call => ActivityApi.Post(call, null)));
        server.MapPost(Activities + "/{activity}", (HttpContext http, string conversation, string activity) => Connected(fake, http, conversation, call => ActivityApi.Post(call, activity)));
        server.MapPut(Activities + "/{activity}", (HttpContext http, string conversation, string activity) => Connected(fake, http, conversation, call => ActivityApi.Update(call, activity)));
        server.MapDelete(Activities + "/{activity}", (HttpContext http, string conversation, string activity) => Connected(fake, http, conversation, call => ActivityApi.Delete(call, activity)));
        server.MapPut(Activities + "/{activity}/reactions/{type}", (HttpContext http, string conversation, string activity, string type) => Connected(fake, http, conversation, call => ActivityApi.React(call, activity, type, on: true)));
        server.MapDelete(Activities + "/{activity}/reactions/{type}", (HttpContext http, string conversation, string activity, string type) => Connected(fake, http, conversation, call => ActivityApi.React(call, activity, type, on: false)));
        server.MapGet(Conversations + "/{conversation}/members/{member}", (HttpContext http, string conversation, string member) => Connected(fake, http, conversation, call => RosterApi.Member(call, member)));
        server.MapGet(Conversations + "/{conversation}/pagedmembers", (HttpContext http, string conversation) => Connected(fake, http, conversation, RosterApi.Page));
        server.MapGet("/connector/{host}/{region}/v3/teams/{team}", (HttpContext http, string team) => Connected(fake, http, null, call => RosterApi.Team(call, team)));
        server.MapGet("/connector/{host}/{region}/v3/teams/{team}/conversations", (HttpContext http, string team) => Connected(fake, http, null, call => RosterApi.Channels(call, team)));
        server.MapFallback((HttpContext http) => Door.AnswerAsync(fake, http, _ => throw new TeamsRefusal(404, "NotFound", "There is no such resource.")));
    }

    private static Task Connected(TeamsFake fake, HttpContext http, string? conversation, Func<ConnectorCall, Answer> run) =>
        Door.AnswerAsync(fake, http, body => ConnectorCall.Run(fake, http, conversation, body, run));
}
