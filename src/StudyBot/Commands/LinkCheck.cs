using System.Net;
using Spectre.Console;
using StudyBot.Curricula;

namespace StudyBot.Host.Commands;

/// <summary><c>curriculum check --online</c>: whether each linked page is still there.</summary>
internal static class LinkCheck
{
    private const int AtOnce = 8;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    public static async Task<IReadOnlyList<Diagnostic>> RunAsync(string file, Curriculum? plan, Terminal terminal, CancellationToken cancel)
    {
        if (plan is null) return [];
        var lines = System.Text.Encoding.UTF8.GetString(CurriculumFile.Bytes(file)).Split('\n');
        string[] urls = [.. plan.Lessons.SelectMany(l => l.Resources).Select(r => r.Url).Distinct()];
        using var http = new HttpClient { Timeout = Patience };
        http.DefaultRequestHeaders.UserAgent.ParseAdd("StudyBot-link-check/1.0");
        var found = new List<Diagnostic>();
        await terminal.Progress.Progress().StartAsync(async progress =>
        {
            var task = progress.AddTask($"Links of {Markup.Escape(file)}", maxValue: urls.Length);
            foreach (var chunk in urls.Chunk(AtOnce))
            {
                foreach (var (url, problem) in await Task.WhenAll(chunk.Select(url => AskAsync(http, url, cancel))))
                    if (problem is { } words) found.Add(new(file, 1 + Array.FindIndex(lines, line => line.Contains(url)), Severity.Warning, Codes.LinkGone, $"{url} {words}"));
                task.Increment(chunk.Length);
            }
        });
        return found;
    }

    /// <summary>Null: the page is there. Some servers refuse HEAD, so a refusal is asked again as GET, of which only the header is read.</summary>
    private static async Task<(string Url, string? Problem)> AskAsync(HttpClient http, string url, CancellationToken cancel)
    {
        try
        {
            var status = await AskAsync(http, HttpMethod.Head, url, cancel);
            if (!IsThere(status)) status = await AskAsync(http, HttpMethod.Get, url, cancel);
            return (url, IsThere(status) ? null : $"answers {(int)status}; look for the page's new address.");
        }
        catch (Exception fault) when (fault is HttpRequestException || (fault is TaskCanceledException && !cancel.IsCancellationRequested))
        {
            return (url, $"cannot be reached ({fault.Message.TrimEnd('.')}); check the address and your connection.");
        }
    }

    private static async Task<HttpStatusCode> AskAsync(HttpClient http, HttpMethod method, string url, CancellationToken cancel)
    {
        using var request = new HttpRequestMessage(method, url);
        using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancel);
        return response.StatusCode;
    }

    /// <summary>A page that wants a log-in or fewer questions is there all the same.</summary>
    private static bool IsThere(HttpStatusCode status) => (int)status < 400 || status is HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden or HttpStatusCode.TooManyRequests;
}
