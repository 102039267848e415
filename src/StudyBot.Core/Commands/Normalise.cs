using System.Buffers;
using System.Text;
using System.Text.RegularExpressions;

namespace StudyBot.Commands;

/// <summary>Text as the reply grammar reads it: one spelling for what people write in many, quoted lines and code left out. No input throws.</summary>
public static partial class Normalise
{
    /// <summary>A message longer than this is read up to here.</summary>
    public const int Longest = 4_000;

    /// <summary>What stands for every done-emoji.</summary>
    public const char Check = '\u2705';

    /// <summary>Each pattern below needs one of these.</summary>
    private static readonly SearchValues<char> Marks = SearchValues.Create("`>:-*_[@\"\u2022\u2023\u2013\u201C\u201E\u00AB0123456789");

    public static string Of(string text)
    {
        var bounded = text.Length > Longest ? text[..Longest] : text;
        var plain = Plain(bounded);
        // Most replies are a word or two, and no pattern below finds anything in them.
        if (!plain.AsSpan().ContainsAny(Marks)) return plain.Trim();
        plain = Own(Mentions.Plainly(plain));
        plain = CheckName().Replace(plain, Check.ToString());
        plain = ListMark().Replace(plain, "");
        plain = Mention().Replace(plain, "");
        plain = Emphasis().Replace(plain.Trim(), "${words}");
        return Quoted().Replace(plain, "${words}").Trim();
    }

    /// <summary>What its writer says: quoted lines and code left out.</summary>
    public static string Own(string text) => Quote().Replace(Code().Replace(Fence().Replace(text, "\n"), " "), "");

    /// <summary>Plain characters, without what cannot be seen: variation selectors, skin tones, zero-width characters; straight apostrophes; one check mark.</summary>
    private static string Plain(string text)
    {
        if (!text.AsSpan().ContainsAnyExceptInRange(' ', '~')) return text;
        var kept = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            switch (rune.Value)
            {
                case 0xFE0E or 0xFE0F or 0x200B or 0x200C or 0x200D or 0x2060 or 0x20E3 or 0xFEFF or 0xFFFD or (>= 0x1F3FB and <= 0x1F3FF):
                    break;
                case 0x2018 or 0x2019 or 0x02BC or 0xFF07:
                    kept.Append('\'');
                    break;
                case 0x2714 or 0x2611 or 0x2705:
                    kept.Append(Check);
                    break;
                case '\n':
                    kept.Append('\n');
                    break;
                case '\r' or 0x2028 or 0x2029:
                    kept.Append('\n');
                    break;
                case < 0x20 or 0x7F or 0xA0:
                    kept.Append(' ');
                    break;
                default:
                    Compatible.Append(kept, rune);
                    break;
            }
        }

        return kept.ToString();
    }

    [GeneratedRegex(@"```.*?(```|\z)", RegexOptions.Singleline | RegexOptions.NonBacktracking)]
    private static partial Regex Fence();

    [GeneratedRegex("`[^`\n]*`", RegexOptions.NonBacktracking)]
    private static partial Regex Code();

    [GeneratedRegex(@"^[ \t]*>.*$", RegexOptions.Multiline | RegexOptions.NonBacktracking)]
    private static partial Regex Quote();

    [GeneratedRegex(":(white_check_mark|heavy_check_mark|ballot_box_with_check):(:skin-tone-[1-6]:)?", RegexOptions.IgnoreCase | RegexOptions.NonBacktracking)]
    private static partial Regex CheckName();

    /// <summary>A box that is ticked is one; an empty one says that it is not done.</summary>
    [GeneratedRegex(@"^[ \t]*((@studybot\b[:,]?[ \t]*)*([-*\u2022\u2023\u2013]|[0-9]{1,2}[.)]|\[[xX]\])[ \t]+)+", RegexOptions.Multiline | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex ListMark();

    [GeneratedRegex(@"\A\s*(@studybot\b[:,]?\s*)+", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Mention();

    /// <summary>Bold or italic words in front, as some platforms send them.</summary>
    [GeneratedRegex(@"\A(?<mark>[*_]{1,3})(?=[^\s*_])(?<words>[^*_\n]+)\k<mark>", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Emphasis();

    /// <summary>A text that is nothing but words in quotation marks, as our own cards write what is to be typed.</summary>
    [GeneratedRegex("\\A[\"\u201C\u201E\u00AB](?<words>[^\"\u201C\u201D\u201E\u00AB\u00BB\n]+)[\"\u201C\u201D\u00BB]\\z", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Quoted();
}
