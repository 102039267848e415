using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace StudyBot.Fakes.Slack;

/// <summary>The bytes of files, up and down. <see href="https://docs.slack.dev/messaging/working-with-files">Working with files</see>.</summary>
internal static class FileTraffic
{
    /// <summary>Raw bytes, or a form with one file. What is not as long as promised is refused.</summary>
    public static async Task UploadAsync(SlackFake slack, HttpContext http, string id)
    {
        var content = await ReadAsync(http.Request);
        SlackFile? file;
        lock (slack.Gate)
        {
            file = slack.Teams.SelectMany(team => team.Files).FirstOrDefault(known => known.Id == id && known is { Completed: false, Promised: > 0 });
            if (file is not null && file.Promised == content.Length) (file.Content, file.Uploaded) = (content, true);
        }

        var status = file switch { null => 404, { Uploaded: false } => 400, _ => 200 };
        slack.Log(new("files.upload", file?.Team, null, new() { ["file"] = id, ["length"] = content.Length }, slack.Now, status, []));
        http.Response.StatusCode = status;
        await http.Response.WriteAsync(status == 200 ? $"OK - {content.Length}" : "error");
    }

    /// <summary>With the bot's token in the header; who has none is led to the sign-in page, which is HTML and status 200 in the end.</summary>
    public static async Task DownloadAsync(SlackFake slack, HttpContext http, string id)
    {
        var header = http.Request.Headers.Authorization.ToString();
        var value = header.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase) ? header[7..] : "";
        SlackFault? fault;
        lock (slack.Gate) fault = slack.Faults.Take("files.download", slack.Tokens.GetValueOrDefault(value)?.Team);
        if (fault is not null)
        {
            if (fault.Ends) slack.Log(new("files.download", null, null, new JsonObject { ["file"] = id }, slack.Now, fault.LoggedStatus, []));
            await fault.PlayAsync(slack, http);
            if (fault.Ends) return;
        }

        SlackFile? file;
        SlackToken? token;
        lock (slack.Gate)
        {
            token = slack.Tokens.GetValueOrDefault(value) is { Refused: null } good && good.Scopes.Contains("files:read") && !(good.Expires <= slack.Now) ? good : null;
            file = token?.Team?.Files.Find(known => id == $"{known.Team.Id}-{known.Id}" && !known.Deleted);
        }

        var status = token is null ? 302 : file is null ? 404 : 200;
        slack.Log(new("files.download", token?.Team, token?.Value, new JsonObject { ["file"] = id }, slack.Now, status, []));
        http.Response.StatusCode = status;
        if (status == 302) http.Response.Headers.Location = $"{slack.Address}sign-in";
        if (file is not null) await http.Response.Body.WriteAsync(file.Content);
        else if (status != 302) await http.Response.WriteAsync("<!DOCTYPE html><html><body>File not found</body></html>");
    }

    private static async Task<byte[]> ReadAsync(HttpRequest request)
    {
        if (request.HasFormContentType)
        {
            var form = await request.ReadFormAsync();
            if (form.Files is [var file, ..])
            {
                using var copied = new MemoryStream();
                await file.CopyToAsync(copied);
                return copied.ToArray();
            }

            return [];
        }

        using var copy = new MemoryStream();
        await request.Body.CopyToAsync(copy);
        return copy.ToArray();
    }
}
