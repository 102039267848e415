using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using StudyBot.Doors;

namespace StudyBot.Teams;

/// <summary>Where the Bot Framework calls: <c>POST /api/messages</c>. Nothing is parsed before the token is checked, and who is turned away is not told why.</summary>
public sealed class TeamsEndpoint(TeamsOptions options, TokenValidator tokens, ServiceUrls serviceUrls, Hearing hearing, Refusals refusals)
{
    /// <summary>As it is registered with the Bot Framework.</summary>
    public const string Path = "/api/messages";
    private const int LargestBody = 1024 * 1024;

    public static void Map(IEndpointRouteBuilder app)
    {
        var endpoint = app.ServiceProvider.GetRequiredService<TeamsEndpoint>();
        app.MapPost(Path, async context => await (await endpoint.AnswerAsync(context)).ExecuteAsync(context));
    }

    private async Task<IResult> AnswerAsync(HttpContext context)
    {
        if (context.Request.ContentLength > LargestBody) return Refuse("too large", StatusCodes.Status413PayloadTooLarge);
        Caller caller;
        try
        {
            caller = options.Anonymous ? FromHere.Check(context.Request) : await tokens.CheckAsync(Authorization(context.Request), context.RequestAborted);
        }
        catch (IOException)
        {
            return Refuse("keys out of reach", StatusCodes.Status503ServiceUnavailable);
        }

        if (caller is Caller.Stranger stranger) return Refuse(stranger.Reason, StatusCodes.Status401Unauthorized);
        Activity? activity;
        try
        {
            activity = await JsonSerializer.DeserializeAsync(context.Request.Body, ActivityJson.Default.Activity, context.RequestAborted);
        }
        catch (JsonException)
        {
            return Refuse("malformed", StatusCodes.Status400BadRequest);
        }
        catch (BadHttpRequestException broken)
        {
            return Refuse(broken.StatusCode is StatusCodes.Status413PayloadTooLarge ? "too large" : "malformed", broken.StatusCode);
        }

        if (activity is null) return Refuse("malformed", StatusCodes.Status400BadRequest);
        if (caller.Refuse(activity) is { } reason) return Refuse(reason, StatusCodes.Status401Unauthorized);
        if (serviceUrls.Read(activity.ServiceUrl) is null) return Refuse("service URL not allowed", StatusCodes.Status403Forbidden);
        if (!options.Allows(activity.Tenant)) return Refuse("tenant not allowed", StatusCodes.Status403Forbidden);
        if (activity.Conversation?.Id is null) return Refuse("malformed", StatusCodes.Status400BadRequest);

        // What is begun is finished, whether or not the caller waits.
        var ack = await hearing.HearAsync(activity, CancellationToken.None);
        return ack.Body is { } body ? Results.Text(body.ToJsonString(), "application/json", statusCode: (int)ack.Status) : Results.StatusCode((int)ack.Status);
    }

    private static string? Authorization(HttpRequest request) => request.Headers.Authorization is [{ Length: > 0 } one] ? one : null;

    private IResult Refuse(string reason, int status)
    {
        refusals.Add(Names.Platform, Path, reason);
        return Results.StatusCode(status);
    }
}
