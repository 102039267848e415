using System.Text.RegularExpressions;

namespace StudyBot.Curricula;

/// <summary><c>&lt;!-- notes to oneself --&gt;</c>, which nobody wants in the channel.</summary>
internal static partial class Comments
{
    public static string Without(string text) => text.Contains("<!--", StringComparison.Ordinal) ? Comment().Replace(text, "").Trim() : text;

    [GeneratedRegex(@"<!--.*?(-->|\z)", RegexOptions.Singleline | RegexOptions.ExplicitCapture)]
    private static partial Regex Comment();
}
