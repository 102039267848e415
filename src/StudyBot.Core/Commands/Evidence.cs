using System.Text.RegularExpressions;

namespace StudyBot.Commands;

/// <summary>Links in a check-in: taken out of the text, unwrapped, without their tracking parameters. Never fetched. What is quoted is another's, and code is no evidence.</summary>
public static partial class Evidence
{
    /// <summary>Stands where a link stood.</summary>
    public const char Mark = '\uE000';

    private const int Most = 10;

    private static readonly HashSet<string> Tracking = new(StringComparer.OrdinalIgnoreCase)
    {
        "fbclid", "gclid", "dclid", "gbraid", "wbraid", "msclkid", "mc_eid", "mc_cid", "igshid", "igsh", "yclid", "twclid", "ttclid", "li_fat_id", "_hsenc", "_hsmi", "ref_src", "si",
    };

    /// <returns>The text with a mark for each link, and the links, each once.</returns>
    public static (string Text, IReadOnlyList<string> Links) TakeOut(string text)
    {
        if (!text.Contains("://", StringComparison.Ordinal)) return (text.Replace(Mark, ' '), []);
        var links = new List<string>();
        var marked = Link().Replace(Normalise.Own(text).Replace(Mark, ' '), match =>
        {
            var url = match.Groups["slack"].Success ? match.Groups["slack"].Value
                : match.Groups["markdown"].Success ? match.Groups["markdown"].Value
                : match.Groups["bare"].Value;
            var rest = match.Groups["bare"].Success ? Trailing(url) : "";
            if (Clean(url[..^rest.Length]) is not { } clean) return match.Value;
            if (links.Count < Most && !links.Contains(clean)) links.Add(clean);
            return Mark + rest;
        });
        return (marked, links);
    }

    /// <summary>An absolute http or https link without tracking parameters; null for anything else.</summary>
    public static string? Clean(string url)
    {
        if (url.Length > 2_000 || !Uri.TryCreate(url, UriKind.Absolute, out var uri) || uri.Scheme is not ("http" or "https") || uri.UserInfo.Length > 0) return null;
        if (uri.Query.Length < 2) return uri.AbsoluteUri;
        var kept = uri.Query[1..].Split('&').Where(pair => pair.Length > 0 && !IsTracking(pair.Split('=')[0]));
        return new UriBuilder(uri) { Query = string.Join('&', kept) }.Uri.AbsoluteUri;
    }

    private static bool IsTracking(string name) => name.StartsWith("utm_", StringComparison.OrdinalIgnoreCase) || Tracking.Contains(name);

    /// <summary>Punctuation that ends the sentence, not the link; a closing bracket belongs to the link that opened it.</summary>
    private static string Trailing(string url)
    {
        var end = url.Length;
        while (end > 0 && (".,;:!?'\"*_`".Contains(url[end - 1]) || url[end - 1] == ')' && !url.AsSpan(0, end).Contains('('))) end--;
        return url[end..];
    }

    [GeneratedRegex(@"<(?<slack>https?://[^\s>|]+)(\|[^>]*)?>|\[[^\]\n]*\]\((?<markdown>https?://[^\s)]+)\)|(?<bare>https?://[^\s<>]+)", RegexOptions.IgnoreCase | RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Link();
}
