using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace StudyBot.Fakes.Slack;

/// <summary>
/// What a call passes: in the query, as a form, or as JSON with the token in the header.
/// <see href="https://docs.slack.dev/apis/web-api">Web API</see>: "POST bodies"; <see href="https://docs.slack.dev/authentication/tokens">Tokens</see>.
/// </summary>
internal sealed record ApiArguments(string? Token, JsonObject Values, string? Warning)
{
    public static async Task<ApiArguments> ReadAsync(HttpRequest request, bool takesJson)
    {
        var header = request.Headers.Authorization.ToString();
        var token = header.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase) ? header[7..].Trim() : null;
        var values = new JsonObject();
        foreach (var (name, value) in request.Query) values[name] = value.ToString();
        string? warning = null;
        var type = request.ContentType;
        var body = request.Method == HttpMethods.Post ? await ReadBodyAsync(request) : [];
        if (type is null && body.Length > 0) throw new SlackRefusal("missing_post_type");
        var kind = type?.Split(';')[0].Trim().ToLowerInvariant();
        switch (kind)
        {
            case null:
                break;
            case "application/json":
                if (!type!.Contains("charset", StringComparison.OrdinalIgnoreCase)) warning = "missing_charset";
                if (body.Length == 0) break;
                var json = Parse(body);
                // Methods that only read take a form; what comes as JSON is not looked at, so that required arguments are missing.
                if (takesJson)
                    foreach (var (name, value) in json) values[name] = value?.DeepClone();
                // A token inside JSON is no token: it belongs in the header.
                values.Remove("token");
                break;
            case "application/x-www-form-urlencoded" or "multipart/form-data":
                foreach (var (name, value) in await FormAsync(request)) values[name] = value.ToString();
                break;
            default:
                throw new SlackRefusal("invalid_post_type");
        }

        if (values.Remove("token", out var passed) && token is null) token = passed?.ToString();
        return new(token, values, warning);
    }

    private static async Task<IFormCollection> FormAsync(HttpRequest request)
    {
        try
        {
            return await request.ReadFormAsync();
        }
        catch (Exception odd) when (odd is InvalidDataException or InvalidOperationException)
        {
            // ASP.NET takes no zero in a form.
            throw new SlackRefusal("invalid_form_data");
        }
    }

    private static async Task<byte[]> ReadBodyAsync(HttpRequest request)
    {
        request.EnableBuffering();
        using var copy = new MemoryStream();
        await request.Body.CopyToAsync(copy);
        request.Body.Position = 0;
        return copy.ToArray();
    }

    private static JsonObject Parse(byte[] body)
    {
        try
        {
            return JsonNode.Parse(Encoding.UTF8.GetString(body)) as JsonObject ?? throw new SlackRefusal("json_not_object");
        }
        catch (JsonException)
        {
            throw new SlackRefusal("invalid_json");
        }
    }
}
