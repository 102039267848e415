using System.Text;
using Microsoft.AspNetCore.Http;

namespace StudyBot.Fakes.Teams;

/// <summary>A place for one file in a person's OneDrive. <see href="https://learn.microsoft.com/microsoftteams/platform/bots/how-to/bots-filesv4">Send and receive files</see>.</summary>
internal sealed record TeamsUpload(TeamsPerson Person, string Name)
{
    public static async Task<Answer> TakeAsync(TeamsFake fake, HttpContext http, string id)
    {
        using var bytes = new MemoryStream();
        await http.Request.Body.CopyToAsync(bytes);
        lock (fake.Gate)
        {
            if (!fake.Uploads.TryGetValue(id, out var upload)) throw new TeamsRefusal(404, "itemNotFound", "The upload session is not known.");
            if (http.Request.Headers.Authorization.Count > 0) throw new TeamsRefusal(401, "unauthenticated", "An upload session takes no token.");
            if (http.Request.Headers.ContentRange != $"bytes 0-{bytes.Length - 1}/{bytes.Length}") throw new TeamsRefusal(400, "invalidRequest", "The Content-Range header is missing or malformed.");
            fake.Uploads.Remove(id);
            upload.Person.Take(upload.Name, Encoding.UTF8.GetString(bytes.ToArray()));
            return new(201, new() { ["id"] = id, ["name"] = upload.Name, ["size"] = bytes.Length });
        }
    }
}
