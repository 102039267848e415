using System.Net;
using Spectre.Console;
using StudyBot.Curricula;

namespace StudyBot.Host.Commands;

/// <summary><c>curriculum check --online</c>: whether each linked page is still there, a few at a time.</summary>
internal sealed class LinkCheck(HttpClient http)
{
    public const int AtOnce = 4;
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    /// <summary>A warning for each place that links to a page which is not there.</summary>
    public static async Task<IReadOnlyList<Diagnostic>> RunAsync(string file, IReadOnlyList<CurriculumLink> links, IAnsiConsole console, TimeSpan patience, CancellationToken cancel)
    {
        if (links.Count == 0) return [];
        using var http = new HttpClient { Timeout = patience };
        http.DefaultRequestHeaders.UserAgent.ParseAdd("StudyBot-link-check/1.0");
        string[] urls = [.. links.Select(link => link.Url).Distinct()];
        IReadOnlyDictionary<string, string?> problems = new Dictionary<string, string?>();
        await console.Progress().StartAsync(async progress =>
        {
            var task = progress.AddTask($"Links of {Markup.Escape(file)}", maxValue: urls.Length);
            problems = await new LinkCheck(http).AskAsync(urls, () => task.Increment(1), cancel);
        });
        return
        [
            .. from link in links
               let problem = problems[link.Url]
               where problem is not null
               orderby link.Line
               select new Diagnostic(file, link.Line, Severity.Warning, Codes.LinkGone, $"{link.Url} {problem}"),
        ];
    }

    /// <summary>What is wrong with each page; null where it is there.</summary>
    /// <param name="asked">Called after each page.</param>
    public async Task<IReadOnlyDictionary<string, string?>> AskAsync(IReadOnlyList<string> urls, Action asked, CancellationToken cancel)
    {
        using var turns = new SemaphoreSlim(AtOnce);
        var answers = await Task.WhenAll(urls.Select(async url =>
        {
            await turns.WaitAsync(cancel);
            try
            {
                return (url, problem: await AskAsync(url, cancel));
            }
            finally
            {
                turns.Release();
                asked();
            }
        }));
        return answers.ToDictionary(answer => answer.url, answer => answer.problem);
    }

    /// <summary>Null: the page is there. Some servers refuse HEAD or drop it, so it is asked again as GET, of which only the header is read.</summary>
    private async Task<string?> AskAsync(string url, CancellationToken cancel)
    {
        try
        {
            var status = await StatusAsync(HttpMethod.Head, url, cancel) is { } first && IsThere(first) ? first : await StatusAsync(HttpMethod.Get, url, cancel);
            return status switch
            {
                null => "cannot be reached; check the address and your connection.",
                { } answer when IsThere(answer) => null,
                >= HttpStatusCode.Ambiguous and < HttpStatusCode.BadRequest => $"answers {(int)status} and leads nowhere; look for the page's new address.",
                _ => $"answers {(int)status}; look for the page's new address.",
            };
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            return $"did not answer within {http.Timeout.TotalSeconds:0.##} s; try again later, or look for another page.";
        }
    }

    /// <summary>After redirects; null where there was no answer.</summary>
    private async Task<HttpStatusCode?> StatusAsync(HttpMethod method, string url, CancellationToken cancel)
    {
        try
        {
            using var request = new HttpRequestMessage(method, url);
            using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancel);
            return response.StatusCode;
        }
        catch (HttpRequestException)
        {
            return null;
        }
    }

    /// <summary>A page that wants a log-in or fewer questions is there all the same.</summary>
    private static bool IsThere(HttpStatusCode status) =>
        (int)status is >= 200 and < 300 || status is HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden or HttpStatusCode.TooManyRequests;
}
