using Microsoft.AspNetCore.WebUtilities;

namespace StudyBot.Teams;

/// <summary>Microsoft wraps links to check them when they are opened; what a person meant stands in the <c>url</c> parameter.</summary>
internal static class SafeLink
{
    private const string Wrapper = "safelinks.protection.outlook.com";

    public static string Unwrap(string url)
    {
        if (!Uri.TryCreate(url, UriKind.Absolute, out var uri) || !IsWrapped(uri)) return url;
        var inside = QueryHelpers.ParseQuery(uri.Query).TryGetValue("url", out var found) ? found.ToString() : "";
        return Uri.TryCreate(inside, UriKind.Absolute, out var meant) && meant.Scheme is "http" or "https" ? inside : url;
    }

    private static bool IsWrapped(Uri uri) =>
        uri.Host.Equals(Wrapper, StringComparison.OrdinalIgnoreCase) ||
        uri.Host.EndsWith($".{Wrapper}", StringComparison.OrdinalIgnoreCase) ||
        uri.Host.EndsWith("teams.cdn.office.net", StringComparison.OrdinalIgnoreCase) && uri.AbsolutePath.Contains("safelinks", StringComparison.OrdinalIgnoreCase);
}
