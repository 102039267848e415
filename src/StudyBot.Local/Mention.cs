using System.Text.RegularExpressions;

namespace StudyBot.Local;

/// <summary>Mentions in what somebody wrote.</summary>
public static partial class Mention
{
    /// <summary>The words without <c>@StudyBot</c>, and whether that was there. A person named at their end, as in <c>lead @ana</c>, is told as the platforms tell a mention.</summary>
    /// <param name="person">Who the name at the end is, where it is known.</param>
    public static (string Text, bool Mentioned) Read(string words, string? person = null)
    {
        var without = Name().Replace(words, " ");
        return without == words ? (OfPerson(words, person), false) : (OfPerson(without.Trim(), person), true);
    }

    /// <summary>The name of the person at the end; null where none is named.</summary>
    public static string? PersonIn(string words) => Person().Match(Name().Replace(words, " ").Trim()) is { Success: true } found ? found.Groups["name"].Value : null;

    private static string OfPerson(string words, string? person) => Person().Replace(words, found =>
        $"{found.Groups["before"]}<@{person ?? found.Groups["name"].Value}|{person ?? found.Groups["name"].Value}>{found.Groups["after"]}");

    [GeneratedRegex(@"(?<![\w@])@StudyBot\b[:,]?[ \t]*", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Name();

    /// <summary>Of a name with a space in it nobody can tell where it ends: that one is no mention, and found by its words.</summary>
    [GeneratedRegex(@"(?<before>\s)@(?<name>[^\s@<>|]*[^\s@<>|.!?])(?<after>(\s+off)?[.!?\s]*)\z", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Person();
}
