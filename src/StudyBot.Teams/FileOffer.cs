using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using StudyBot.Ports;

namespace StudyBot.Teams;

/// <summary>A file that a person can take or leave: in Teams a bot gives none unasked. What it holds is made anew when it is taken, so that nothing of it is kept meanwhile.
/// Source: "Send and receive files", FileConsentCard.</summary>
internal sealed record FileOffer(string Name, string Ask)
{
    /// <summary>The command that makes the files.</summary>
    private const string Made = "my data";

    public static Message Of(Attachment file) => new("message",
    [
        new("application/vnd.microsoft.teams.card.file.consent", new JsonObject
        {
            ["description"] = file.Name,
            ["sizeInBytes"] = Encoding.UTF8.GetByteCount(file.Content),
            ["acceptContext"] = new JsonObject { ["file"] = file.Name, ["say"] = Made },
            ["declineContext"] = new JsonObject { ["file"] = file.Name },
        }, file.Name),
    ]);

    /// <summary>Shown once the file is where the person keeps theirs.</summary>
    public static Message Given(string name, FileUpload upload) => new("message",
    [
        new("application/vnd.microsoft.teams.card.file.info", new JsonObject { ["uniqueId"] = upload.UniqueId, ["fileType"] = upload.FileType }, name) { ContentUrl = upload.ContentUrl },
    ]);

    /// <summary>A file that was taken, and where it is to be put; null where it was left, or is not ours.</summary>
    public static (FileOffer Offer, FileUpload Upload)? Taken(JsonElement? value)
    {
        try
        {
            return value?.Deserialize(CallsJson.Default.FileConsent) is { Action: "accept", Context: { File: { Length: > 0 } name, Say: Made }, UploadInfo.UploadUrl: not null } consent
                ? (new(name, Made), consent.UploadInfo)
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

/// <param name="Action"><c>accept</c> or <c>decline</c>.</param>
public sealed record FileConsent(string? Action, FileContext? Context, FileUpload? UploadInfo);

public sealed record FileContext(string? File, string? Say = null);

public sealed record FileUpload(string? UploadUrl, string? ContentUrl = null, string? UniqueId = null, string? FileType = null);
