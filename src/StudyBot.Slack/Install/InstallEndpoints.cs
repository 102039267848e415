using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using StudyBot.Wording;

namespace StudyBot.Slack;

/// <summary>Installing into any workspace: <c>/slack/install</c> sends the browser to Slack, <c>/slack/oauth</c> takes what comes back.
/// The state is spent once, and must come back in the browser that it was given to.</summary>
public static class InstallEndpoints
{
    private const string Cookie = "studybot-install";

    public static void Map(IEndpointRouteBuilder app)
    {
        if (!app.ServiceProvider.GetRequiredService<SlackOptions>().HasInstall) return;
        app.MapGet("/slack/install", StartAsync);
        app.MapGet(Permissions.OAuthPath, FinishAsync);
    }

    private static async Task<IResult> StartAsync(HttpContext context, SlackOptions options, InstallStates states)
    {
        var state = await states.NewAsync(context.RequestAborted);
        context.Response.Cookies.Append(Cookie, state, new() { HttpOnly = true, Secure = context.Request.IsHttps, SameSite = SameSiteMode.Lax, MaxAge = TimeSpan.FromMinutes(10), Path = "/slack" });
        var query = new QueryBuilder
        {
            { "client_id", options.ClientId },
            { "scope", string.Join(',', Permissions.Scopes.Select(scope => scope.Name)) },
            { "redirect_uri", Redirect(context.Request) },
            { "state", state },
        };
        return Results.Redirect(new Uri(options.ApiUrl, "/oauth/v2/authorize") + query.ToString());
    }

    private static async Task<IResult> FinishAsync(HttpContext context, InstallStates states, Workspaces workspaces)
    {
        var query = context.Request.Query;
        var state = query["state"].ToString();
        var own = context.Request.Cookies[Cookie];
        context.Response.Cookies.Delete(Cookie, new() { Path = "/slack" });
        if (state.Length == 0 || state != own || !await states.SpendAsync(state, context.RequestAborted)) return Page(StatusCodes.Status400BadRequest, Say.InstallStale());
        if (query["code"].ToString() is not { Length: > 0 } code) return Page(StatusCodes.Status400BadRequest, Say.InstallDeclined());
        var outcome = await workspaces.InstallAsync(code, Redirect(context.Request), context.RequestAborted);
        return outcome.Name is { } name ? Page(StatusCodes.Status200OK, Say.InstallDone(name)) : Page(StatusCodes.Status403Forbidden, outcome.Problem!);
    }

    private static string Redirect(HttpRequest request) => UriHelper.BuildAbsolute(request.Scheme, request.Host, request.PathBase, Permissions.OAuthPath);

    private static IResult Page(int status, string words) => Results.Content(
        $"<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\"><title>StudyBot</title><p>{WebUtility.HtmlEncode(words)}</p>",
        "text/html; charset=utf-8",
        statusCode: status);
}
