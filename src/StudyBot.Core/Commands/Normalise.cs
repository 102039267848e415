using System.Buffers;
using System.Collections.Frozen;
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

    /// <summary>Check marks, keycaps, and the two whose names would be numbers.</summary>
    private static readonly FrozenDictionary<string, string> Signs = new Dictionary<string, string>
    {
        ["white_check_mark"] = "\u2705", ["heavy_check_mark"] = "\u2705", ["ballot_box_with_check"] = "\u2705", ["zero"] = "0", ["one"] = "1", ["two"] = "2", ["three"] = "3",
        ["four"] = "4", ["five"] = "5", ["six"] = "6", ["seven"] = "7", ["eight"] = "8", ["nine"] = "9", ["keycap_ten"] = "10", ["100"] = "\U0001F4AF", ["1234"] = "\U0001F522",
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    public static string Of(string text)
    {
        var bounded = text.Length > Longest ? text[..Longest] : text;
        var plain = Plain(bounded);
        // Most replies are a word or two, and no pattern below finds anything in them.
        if (!plain.AsSpan().ContainsAny(Marks)) return plain.Trim();
        plain = Own(Mentions.Plainly(plain));
        if (plain.Contains(':')) plain = BySign(plain);
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
                case 0x1F51F:
                    kept.Append(kept.Length > 0 && char.IsLetter(kept[^1]) ? " 10" : "10");
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

    /// <summary>The signs that Slack sends by name. A word that one is glued to stays a word.</summary>
    private static string BySign(string text) => Named().Replace(text, match => $"{(match.Index > 0 && char.IsLetter(text[match.Index - 1]) ? " " : "")}{Signs[match.Groups["name"].Value]}");

    [GeneratedRegex(@"```.*?(```|\z)", RegexOptions.Singleline | RegexOptions.NonBacktracking)]
    private static partial Regex Fence();

    [GeneratedRegex("`[^`\n]*`", RegexOptions.NonBacktracking)]
    private static partial Regex Code();

    [GeneratedRegex(@"^[ \t]*>.*$", RegexOptions.Multiline | RegexOptions.NonBacktracking)]
    private static partial Regex Quote();

    [GeneratedRegex(@":(?<name>white_check_mark|heavy_check_mark|ballot_box_with_check|zero|one|two|three|four|five|six|seven|eight|nine|keycap_ten|100|1234):(:skin-tone-[1-6]:)?", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Named();

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
