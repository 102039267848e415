using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.DependencyInjection;
using StudyBot.Doors;

namespace StudyBot.Slack;

/// <summary>Where Slack calls: <c>/slack/events</c>, <c>/slack/commands</c>, <c>/slack/interactions</c>. Nothing is parsed before its signature is checked over the raw bytes.</summary>
public static class SlackEndpoints
{
    private const int LargestBody = 1024 * 1024;

    public static void Map(IEndpointRouteBuilder app)
    {
        var options = app.ServiceProvider.GetRequiredService<SlackOptions>();
        if (!options.HasHttp) return;
        var hearing = app.ServiceProvider.GetRequiredService<Hearing>();
        Route(app, options, "/slack/events", (body, cancel) => EventAsync(hearing, body, cancel));
        Route(app, options, "/slack/commands", (body, cancel) => AnswerAsync(hearing.CommandAsync(Form(body), cancel)));
        Route(app, options, "/slack/interactions", (body, cancel) => InteractionAsync(hearing, body, cancel));
    }

    private static void Route(IEndpointRouteBuilder app, SlackOptions options, string path, Func<byte[], CancellationToken, Task<IResult>> handle)
    {
        var clock = app.ServiceProvider.GetRequiredService<TimeProvider>();
        string[] secrets = [options.SigningSecret, options.SigningSecretBefore];
        app.MapPost(path, async context =>
        {
            var answer = await ReadAsync(context.Request) is not { } body
                ? Results.StatusCode(StatusCodes.Status413PayloadTooLarge)
                : Check(context.Request, body, secrets, clock) is var verdict and not Verdict.Genuine
                    ? Refuse(verdict)
                    : await handle(body, CancellationToken.None);
            await answer.ExecuteAsync(context);
        });
    }

    private static Verdict Check(HttpRequest request, byte[] body, string[] secrets, TimeProvider clock) =>
        Signature.Check(request.Headers["X-Slack-Request-Timestamp"], request.Headers["X-Slack-Signature"], body, secrets, clock.Now());

    private static IResult Refuse(Verdict verdict)
    {
        Telemetry.Refuse(Names.Platform, verdict.ToString().ToLowerInvariant());
        return Results.StatusCode(StatusCodes.Status401Unauthorized);
    }

    private static async Task<IResult> EventAsync(Hearing hearing, byte[] body, CancellationToken cancel)
    {
        using var envelope = Parse(body);
        if (envelope is null) return Results.StatusCode(StatusCodes.Status400BadRequest);
        var root = envelope.RootElement;
        return root.Text("type") == "url_verification"
            ? Results.Text(root.Text("challenge") ?? "")
            : await AnswerAsync(hearing.EventAsync(root.Clone(), cancel));
    }

    private static async Task<IResult> InteractionAsync(Hearing hearing, byte[] body, CancellationToken cancel)
    {
        using var payload = Form(body).GetValueOrDefault("payload") is { } json ? Parse(System.Text.Encoding.UTF8.GetBytes(json)) : null;
        return payload is null ? Results.StatusCode(StatusCodes.Status400BadRequest) : await AnswerAsync(hearing.InteractionAsync(payload.RootElement.Clone(), cancel));
    }

    private static async Task<IResult> AnswerAsync(Task<Ack> handled) => await handled switch
    {
        { Taken: false } => Results.StatusCode(StatusCodes.Status503ServiceUnavailable),
        { Body: { } body } => Results.Text(body.ToJsonString(), "application/json"),
        _ => Results.Ok(),
    };

    /// <summary>The raw bytes; null where they are too many.</summary>
    private static async Task<byte[]?> ReadAsync(HttpRequest request)
    {
        if (request.ContentLength > LargestBody) return null;
        using var body = new MemoryStream();
        var buffer = new byte[16 * 1024];
        int read;
        while ((read = await request.Body.ReadAsync(buffer)) > 0)
        {
            if (body.Length + read > LargestBody) return null;
            body.Write(buffer, 0, read);
        }

        return body.ToArray();
    }

    private static JsonDocument? Parse(byte[] json)
    {
        try
        {
            return JsonDocument.Parse(json, Payload.Bounds);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static Dictionary<string, string> Form(byte[] body)
    {
        var form = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var pair in QueryHelpers.ParseQuery(System.Text.Encoding.UTF8.GetString(body))) form[pair.Key] = pair.Value.ToString();
        return form;
    }
}
