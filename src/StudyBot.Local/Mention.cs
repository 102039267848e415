using System.Text.RegularExpressions;

namespace StudyBot.Local;

/// <summary><c>@StudyBot</c> in what somebody wrote.</summary>
public static partial class Mention
{
    /// <summary>The words without the mention, and whether there was one.</summary>
    public static (string Text, bool Mentioned) Read(string words)
    {
        var without = Name().Replace(words, " ");
        return without == words ? (words, false) : (without.Trim(), true);
    }

    [GeneratedRegex(@"(?<![\w@])@StudyBot\b[:,]?[ \t]*", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Name();
}
