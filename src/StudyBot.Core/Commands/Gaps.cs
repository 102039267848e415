using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace StudyBot.Commands;

/// <summary>What stands before and between the words of a reply.</summary>
internal static partial class Gaps
{
    /// <summary>Links and emoji in front: in a thread they are worth a question.</summary>
    public static int Decoration(string line)
    {
        var at = 0;
        while (at < line.Length)
        {
            var rune = Rune.GetRuneAt(line, at);
            var length = rune.Value == Evidence.Mark || at > 0 && Rune.IsWhiteSpace(rune) || Rune.GetUnicodeCategory(rune) is UnicodeCategory.OtherSymbol && rune.Value != Normalise.Check
                ? rune.Utf16SequenceLength
                : LengthOf(EmojiName(), line.AsSpan(at));
            if (length == 0) break;
            at += length;
        }

        return at;
    }

    /// <summary>How many characters of blanks, dashes, brackets, emoji and the like stand in front: what may separate <c>done</c> from its days.</summary>
    public static int Separators(string text)
    {
        var at = 0;
        while (at < text.Length)
        {
            var rune = Rune.GetRuneAt(text, at);
            var length = rune.Value is ':' && !Meant().IsMatch(text.AsSpan(at)) ? LengthOf(EmojiName(), text.AsSpan(at)) : 0;
            if (length == 0 && !IsSeparator(rune)) break;
            at += Math.Max(length, rune.Utf16SequenceLength);
        }

        return at;
    }

    private static bool IsSeparator(Rune rune) => Rune.IsWhiteSpace(rune) || rune.Value is '=' || Rune.GetUnicodeCategory(rune) switch
    {
        UnicodeCategory.DashPunctuation or UnicodeCategory.OpenPunctuation or UnicodeCategory.ClosePunctuation or UnicodeCategory.MathSymbol or UnicodeCategory.OtherSymbol => rune.Value is not Normalise.Check and not '+' and not '~' and not '<' and not '>',
        UnicodeCategory.OtherPunctuation => rune.Value is not '?' and not '#' and not '@' and not '/' and not '\'' and not '%' and not '&',
        _ => false,
    };

    /// <summary>How many characters of a text's beginning a pattern takes that is bound to it; 0 where it does not hold.</summary>
    public static int LengthOf(Regex pattern, ReadOnlySpan<char> text)
    {
        foreach (var match in pattern.EnumerateMatches(text)) return match.Length;
        return 0;
    }

    /// <summary>As Slack sends it. A number alone is none: <c>done:4:</c>.</summary>
    [GeneratedRegex(@"\A:([+-]1|(?=[0-9_+-]*\p{L})[\p{L}\p{M}0-9_+-]+):", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex EmojiName();

    /// <summary>Behind a day or the done-word, what has a meaning of its own keeps it: <c>Day 5 :done:</c>.</summary>
    [GeneratedRegex(@"\A:(done|finished|completed?|(day|lesson)s?[0-9]+):", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Meant();
}
