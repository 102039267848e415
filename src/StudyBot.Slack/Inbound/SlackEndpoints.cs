using System.Text.Json;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.DependencyInjection;
using StudyBot.Doors;
using StudyBot.Ports;

namespace StudyBot.Slack;

/// <summary>Where Slack calls: <c>/slack/events</c>, <c>/slack/commands</c>, <c>/slack/interactions</c>. Nothing is parsed before its signature is checked over the raw bytes.</summary>
public static class SlackEndpoints
{
    private const int LargestBody = 1024 * 1024;
    private const int UsualBody = 16 * 1024;

    public static void Map(IEndpointRouteBuilder app)
    {
        var options = app.ServiceProvider.GetRequiredService<SlackOptions>();
        if (!options.HasHttp) return;
        var hearing = app.ServiceProvider.GetRequiredService<Hearing>();
        Route(app, options, Permissions.EventsPath, (body, cancel) => EventAsync(hearing, body, cancel));
        Route(app, options, Permissions.CommandsPath, async (body, cancel) => Answer(await hearing.CommandAsync(Form(body), cancel)));
        Route(app, options, Permissions.InteractionsPath, (body, cancel) => InteractionAsync(hearing, body, cancel));
    }

    private static void Route(IEndpointRouteBuilder app, SlackOptions options, string path, Func<byte[], CancellationToken, Task<IResult>> handle)
    {
        var clock = app.ServiceProvider.GetRequiredService<TimeProvider>();
        var refusals = app.ServiceProvider.GetRequiredService<Refusals>();
        string[] secrets = [options.SigningSecret, options.SigningSecretBefore];
        app.MapPost(path, async context => await (await AnswerAsync(context.Request)).ExecuteAsync(context));

        async Task<IResult> AnswerAsync(HttpRequest request)
        {
            byte[]? body;
            try
            {
                body = await ReadAsync(request);
            }
            catch (BadHttpRequestException broken)
            {
                return Refuse(refusals, path, broken.StatusCode is StatusCodes.Status413PayloadTooLarge ? "too large" : "malformed", broken.StatusCode);
            }

            if (body is null) return Refuse(refusals, path, "too large", StatusCodes.Status413PayloadTooLarge);
            var verdict = Check(request, body, secrets, clock);
            if (verdict is not Verdict.Genuine) return Refuse(refusals, path, verdict.ToString().ToLowerInvariant(), StatusCodes.Status401Unauthorized);
            var answer = await handle(body, CancellationToken.None);
            return answer is IStatusCodeHttpResult { StatusCode: StatusCodes.Status400BadRequest } ? Refuse(refusals, path, "malformed", StatusCodes.Status400BadRequest) : answer;
        }
    }

    private static Verdict Check(HttpRequest request, byte[] body, string[] secrets, TimeProvider clock) =>
        Signature.Check(request.Headers["X-Slack-Request-Timestamp"], request.Headers["X-Slack-Signature"], body, secrets, clock.Now());

    private static IResult Refuse(Refusals refusals, string path, string reason, int status)
    {
        refusals.Add(Names.Platform, path, reason);
        return Results.StatusCode(status);
    }

    private static async Task<IResult> EventAsync(Hearing hearing, byte[] body, CancellationToken cancel)
    {
        if (Parse(body) is not { } json) return Results.BadRequest();
        if (json.RootElement.Text("type") != "url_verification") return await HeardAsync(json, hearing.EventAsync(json.RootElement, cancel));
        using (json) return Results.Text(json.RootElement.Text("challenge"), "text/plain", Encoding.UTF8);
    }

    private static async Task<IResult> InteractionAsync(Hearing hearing, byte[] body, CancellationToken cancel) =>
        Form(body).GetValueOrDefault("payload") is { } payload && Parse(Encoding.UTF8.GetBytes(payload)) is { } json
            ? await HeardAsync(json, hearing.InteractionAsync(json.RootElement, cancel))
            : Results.BadRequest();

    /// <summary>The room that the JSON was read into is lent. Where it was not taken in time it is still being read, and not given back.</summary>
    private static async Task<IResult> HeardAsync(JsonDocument json, Task<Ack> hearing)
    {
        var ack = await hearing;
        if (ack.Taken) json.Dispose();
        return Answer(ack);
    }

    private static IResult Answer(Ack ack) => ack switch
    {
        { Taken: false } => Results.StatusCode(StatusCodes.Status503ServiceUnavailable),
        { Body: { } body } => Results.Text(body.ToJsonString(), "application/json", Encoding.UTF8),
        _ => Results.Empty, // 200, without a scope of services for each event
    };

    /// <summary>The raw bytes; null where they are too many. Room is made for what came, not for what was announced.</summary>
    private static async Task<byte[]?> ReadAsync(HttpRequest request)
    {
        if (request.ContentLength > LargestBody) return null;
        var body = new byte[Math.Min(request.ContentLength ?? UsualBody, UsualBody)];
        var length = 0;
        while (await request.Body.ReadAsync(body.AsMemory(length)) is > 0 and var read)
        {
            length += read;
            if (length < body.Length) continue;
            if (length == request.ContentLength) return body;
            if (length > LargestBody) return null;
            Array.Resize(ref body, length * 2);
        }

        return body[..length];
    }

    private static JsonDocument? Parse(byte[] json)
    {
        try
        {
            return JsonDocument.Parse(json, UntrustedJson.Bounds);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static Dictionary<string, string> Form(byte[] body)
    {
        var form = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var pair in QueryHelpers.ParseQuery(Encoding.UTF8.GetString(body))) form[pair.Key] = pair.Value.ToString();
        return form;
    }
}
