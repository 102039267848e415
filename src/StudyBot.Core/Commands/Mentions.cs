using System.Text.RegularExpressions;

namespace StudyBot.Commands;

/// <summary>People in a text, as platforms tell of a mention: <c>&lt;@U123|ben&gt;</c>, or <c>&lt;@U123&gt;</c> where no name comes along.</summary>
internal static partial class Mentions
{
    /// <summary>The text as people see it: <c>@ben</c>.</summary>
    public static string Plainly(string text) => text.Contains("<@", StringComparison.Ordinal)
        ? Mention().Replace(text, match => $"@{(match.Groups["name"] is { Length: > 0 } name ? name : match.Groups["id"]).Value}")
        : text;

    /// <summary><c>@ben</c>, <c>ben</c>, or a platform's mention; null where nobody is named.</summary>
    public static Whom? Whom(string text)
    {
        var said = text.Trim();
        if (Mention().Match(said) is { Success: true } match && match.Length == said.Length)
            return new(match.Groups["id"].Value, match.Groups["name"].Value.Trim());
        var person = said.TrimStart('@').Trim();
        return person.Length == 0 ? null : new(person);
    }

    [GeneratedRegex(@"<@(?<id>[^<>|\n]+)(\|(?<name>[^>\n]*))?>", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Mention();
}
