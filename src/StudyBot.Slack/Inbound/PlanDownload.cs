using System.Text;
using System.Text.Unicode;
using StudyBot.Curricula;
using StudyBot.Ports;
using StudyBot.Wording;

namespace StudyBot.Slack;

/// <summary>A plan that was sent with the set-up form: Slack names the file, and its text is fetched from there.</summary>
public sealed class PlanDownload(SlackApi api, SlackOptions options)
{
    /// <summary>The submission with the file's text in place of its id, or what to say at the field.</summary>
    public async Task<(Heard Submitted, IReadOnlyDictionary<string, string>? Problem)> BringAsync(Workspace workspace, Heard submitted, CancellationToken cancel)
    {
        if (submitted.What is not Did.Submitted form || form.Values.GetValueOrDefault(SetUpFields.File) is not { Length: > 0 } id) return (submitted, null);
        var file = await api.FileAsync(workspace.Token, id, cancel);
        if (!Uri.TryCreate(file.Value?.File.UrlPrivateDownload, UriKind.Absolute, out var url) || !SlackAddress.Is(url, options)) return (submitted, Wrong(Say.FileNotRead()));
        var content = await api.DownloadAsync(workspace.Token, url, CurriculumReader.MostBytes, cancel);
        if (content.Failure is { Error: "too_large" }) return (submitted, Wrong(Say.FileTooLarge()));
        if (content.Value is not { } bytes) return (submitted, Wrong(Say.FileNotRead()));
        if (!Utf8.IsValid(bytes)) return (submitted, Wrong(Say.FileNotText()));
        var values = new Dictionary<string, string>(form.Values, StringComparer.Ordinal) { [SetUpFields.File] = Encoding.UTF8.GetString(bytes) };
        return (submitted with { What = form with { Values = values } }, null);
    }

    private static Dictionary<string, string> Wrong(string words) => new(StringComparer.Ordinal) { [SetUpFields.File] = words };
}
