using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using StudyBot.Doors;
using StudyBot.Ports;

namespace StudyBot.Local;

/// <summary>The chat's outside: its page at <c>/</c>, its calls under <c>/local/</c>. Every one of them is guarded.</summary>
public static class LocalEndpoints
{
    private const string Policy =
        "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    private static readonly string[] Get = [HttpMethods.Get, HttpMethods.Head];

    public static void Map(IEndpointRouteBuilder app)
    {
        var messages = app.ServiceProvider.GetRequiredService<MessageCalls>();
        var deeds = app.ServiceProvider.GetRequiredService<DeedCalls>();
        var side = app.ServiceProvider.GetRequiredService<SideCalls>();
        var clock = app.ServiceProvider.GetRequiredService<ClockCalls>();

        foreach (var (path, answer) in Assets.All()) Route(app, path, Get, _ => Task.FromResult(answer), kept: true);

        Route(app, "/local/messages", Get, messages.ListAsync);
        Route(app, "/local/messages", [HttpMethods.Post], messages.PostAsync);
        Route(app, "/local/messages/{id}", Get, messages.GetAsync);
        Route(app, "/local/messages/{id}", [HttpMethods.Patch], messages.EditAsync);
        Route(app, "/local/messages/{id}", [HttpMethods.Delete], messages.DeleteAsync);
        Route(app, "/local/messages/{id}/files/{file}", Get, messages.FileAsync);
        Route(app, "/local/reactions", [HttpMethods.Post], deeds.ReactAsync);
        Route(app, "/local/press", [HttpMethods.Post], deeds.PressAsync);
        Route(app, "/local/forms", [HttpMethods.Post], deeds.SubmitAsync);
        Route(app, "/local/people", Get, side.PeopleAsync);
        Route(app, "/local/people", [HttpMethods.Post], side.MeetAsync);
        Route(app, "/local/channels", Get, side.ChannelsAsync);
        Route(app, "/local/board", Get, side.BoardAsync);
        Route(app, "/local/clock", Get, clock.GetAsync);
        Route(app, "/local/clock", [HttpMethods.Post], clock.MoveAsync);
        Route(app, "/local/events", [HttpMethods.Get], side.EventsAsync);
    }

    private static void Route(IEndpointRouteBuilder app, string path, string[] methods, Func<HttpContext, Task<IResult>> call, bool kept = false)
    {
        var refusals = app.ServiceProvider.GetRequiredService<Refusals>();
        app.MapMethods(path, methods, async context =>
        {
            Secure(context.Response.Headers, kept);
            var refused = Guard.Refuse(context.Request);
            if (refused is not null) refusals.Add(Names.Platform, path, refused is IStatusCodeHttpResult { StatusCode: StatusCodes.Status415UnsupportedMediaType } ? "not JSON" : "not from here");
            var answer = refused ?? await SafelyAsync(context, call);
            await answer.ExecuteAsync(context);
        });
    }

    /// <summary>A store that cannot answer now is no fault of the call: it may be tried again.</summary>
    private static async Task<IResult> SafelyAsync(HttpContext context, Func<HttpContext, Task<IResult>> call)
    {
        try
        {
            return await call(context);
        }
        catch (TableUnavailableException)
        {
            context.Response.Headers.RetryAfter = "1";
            return Problem.Of(StatusCodes.Status503ServiceUnavailable, "The store cannot answer just now, so it is not certain that this was kept. Try again in a moment.");
        }
    }

    private static void Secure(IHeaderDictionary headers, bool kept)
    {
        headers.ContentSecurityPolicy = Policy;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "no-referrer";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        headers.CacheControl = kept ? "no-cache" : "no-store";
    }
}
