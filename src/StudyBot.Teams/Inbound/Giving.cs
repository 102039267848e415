using Microsoft.Extensions.Logging;
using StudyBot.Doors;

namespace StudyBot.Teams;

/// <summary>Hands over a file that was offered and is wanted: made anew, as the command makes it.</summary>
public sealed partial class Giving(People people, Hear hear, Connector connector, SharePointUpload sharePoint, TimeProvider clock, ILogger<Giving> log)
{
    public async Task GiveAsync(Activity activity, CancellationToken cancel)
    {
        if (FileOffer.Taken(activity.Value) is not var (offer, upload) || activity.Id is not { } id) return;
        var asked = activity with { Type = "message", Value = null, Text = offer.Ask, Id = $"file {id}", Attachments = null, Entities = null };
        if (ActivityReader.Read(asked, clock.Now()) is not [var heard]) return;
        heard = heard with { Key = $"{heard.Key} {offer.Name}" };
        var handled = await hear(heard.By(await people.WhoIsAsync(heard, roles: false, cancel)), cancel);
        if (handled.Replies.SelectMany(reply => reply.Files).FirstOrDefault(file => file.Name == offer.Name) is not { } file) return;
        if (await sharePoint.PutAsync(upload.UploadUrl!, file, cancel) is { } failure) Log.NotGiven(log, failure.Error);
        else await connector.SendAsync(heard.To.Service, heard.To.Conversation, FileOffer.Given(file.Name, upload), cancel);
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "A file could not be put where Teams said: {Error}")]
        public static partial void NotGiven(ILogger log, string error);
    }
}
