using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace StudyBot.Fakes.Teams;

/// <summary>Every call comes through here: it is noted, may go wrong as a test wants it, and is answered.</summary>
internal static class Door
{
    public static async Task AnswerAsync(TeamsFake fake, HttpContext http, Func<JsonNode?, Answer> run)
    {
        using var bytes = new MemoryStream();
        await http.Request.Body.CopyToAsync(bytes);
        JsonNode? body;
        try
        {
            body = bytes.Length == 0 ? null : JsonNode.Parse(bytes.ToArray(), documentOptions: new() { MaxDepth = 64 });
        }
        catch (JsonException)
        {
            body = JsonValue.Create("not JSON");
        }

        await AnswerAsync(fake, http, body as JsonObject, () => Task.FromResult(run(body)));
    }

    /// <summary>Where the call reads its body by itself.</summary>
    public static Task AnswerAsync(TeamsFake fake, HttpContext http, Func<Task<Answer>> run) => AnswerAsync(fake, http, null, run);

    private static async Task AnswerAsync(TeamsFake fake, HttpContext http, JsonObject? body, Func<Task<Answer>> run)
    {
        // As /service/host/path: what was asked is the host and the path.
        var parts = http.Request.Path.Value!.Split('/', 4);
        var call = new TeamsCall(fake.Now, http.Request.Method, parts.ElementAtOrDefault(2) ?? "", $"/{parts.ElementAtOrDefault(3)}{http.Request.QueryString}", body);
        var fault = fake.Faults.Take(call);
        var answer = new Answer(0);
        string? error = null;
        int? retryAfter = null;
        if (fault is null or { AfterEffect: true })
        {
            try
            {
                answer = await run();
            }
            catch (TeamsRefusal refusal)
            {
                (answer, error, retryAfter) = (new Answer(refusal.Status, refusal.Body), refusal.Code, refusal.RetryAfter);
            }
        }

        if (fault is { Hangs: true } or { Resets: true })
        {
            fake.Log(call);
            if (fault.Hangs) await Task.WhenAny(fake.Faults.Ended, Task.Delay(Timeout.InfiniteTimeSpan, fake.Clock, http.RequestAborted));
            http.Abort();
            return;
        }

        if (fault is not null)
        {
            var refusal = new TeamsRefusal(fault.Status, fault.Code, "Something went wrong.");
            (answer, error) = (new Answer(refusal.Status, refusal.Body), refusal.Code);
        }

        fake.Log(call with { Status = answer.Status, Error = error });
        http.Response.StatusCode = answer.Status;
        if ((fault?.RetryAfter ?? retryAfter?.ToString(System.Globalization.CultureInfo.InvariantCulture)) is { } wait) http.Response.Headers.RetryAfter = wait;
        if (fault?.Page is { } page)
        {
            http.Response.ContentType = "text/html";
            await http.Response.WriteAsync(page);
            return;
        }

        if (answer.Body is null) return;
        http.Response.ContentType = "application/json; charset=utf-8";
        await http.Response.WriteAsync(answer.Body.ToJsonString());
    }
}
