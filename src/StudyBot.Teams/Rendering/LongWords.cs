using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace StudyBot.Teams;

/// <summary>Runs do not break inside a word, and one that is wider than a phone would reach out of the card: it gets places to break at, which are not seen.</summary>
internal static partial class LongWords
{
    /// <summary>Letters between two of them: what a table's narrow column holds.</summary>
    private const int Breath = 10;

    public static string Breakable(string words) => LongWord().Replace(words, Broken);

    /// <summary>Code is copied to where an unseen character is a mistake, so a word of it is broken only where it would reach far out of the card.</summary>
    public static string BreakableCode(string code) => VeryLongWord().Replace(code, Broken);

    private static string Broken(Match word)
    {
        var broken = new StringBuilder();
        var letters = StringInfo.GetTextElementEnumerator(word.Value);
        for (var i = 0; letters.MoveNext(); i++)
        {
            if (i > 0 && i % Breath == 0) broken.Append('\u200B');
            broken.Append(letters.GetTextElement());
        }

        return broken.ToString();
    }

    [GeneratedRegex(@"\S{20,}")]
    private static partial Regex LongWord();

    [GeneratedRegex(@"\S{41,}")]
    private static partial Regex VeryLongWord();
}
