using System.Text;
using System.Text.RegularExpressions;

namespace StudyBot.Commands;

/// <summary>Text as the grammars read it: one spelling for what people write in many, quotes and code left out. Idempotent; no input throws.</summary>
public static partial class Normalise
{
    /// <summary>A message longer than this is read up to here.</summary>
    public const int Longest = 4_000;

    /// <summary>What stands for every done-emoji.</summary>
    public const char Check = '\u2705';

    public static string Of(string text)
    {
        var bounded = text.Length > Longest ? text[..Longest] : text;
        var plain = Compatible(bounded);
        plain = Fence().Replace(plain, "\n");
        plain = Code().Replace(plain, " ");
        plain = Quote().Replace(plain, "");
        plain = CheckName().Replace(plain, Check.ToString());
        plain = Mention().Replace(plain, "");
        plain = ListMark().Replace(plain.Trim(), "");
        return plain.Trim();
    }

    /// <summary>NFKC, without what cannot be seen: variation selectors, skin tones, zero-width characters; straight apostrophes; one check mark.</summary>
    private static string Compatible(string text)
    {
        var kept = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            switch (rune.Value)
            {
                case 0xFE0E or 0xFE0F or 0x200B or 0x200C or 0x200D or 0x2060 or 0xFEFF or 0xFFFD or (>= 0x1F3FB and <= 0x1F3FF):
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
                    kept.Append(rune.ToString());
                    break;
            }
        }

        return kept.ToString().Normalize(NormalizationForm.FormKC);
    }

    [GeneratedRegex(@"```.*?(```|\z)", RegexOptions.Singleline | RegexOptions.NonBacktracking)]
    private static partial Regex Fence();

    [GeneratedRegex("`[^`\n]*`", RegexOptions.NonBacktracking)]
    private static partial Regex Code();

    [GeneratedRegex(@"^[ \t]*>.*$", RegexOptions.Multiline | RegexOptions.NonBacktracking)]
    private static partial Regex Quote();

    [GeneratedRegex(":(white_check_mark|heavy_check_mark|ballot_box_with_check):(:skin-tone-[1-6]:)?", RegexOptions.IgnoreCase | RegexOptions.NonBacktracking)]
    private static partial Regex CheckName();

    [GeneratedRegex(@"\A\s*(@studybot\b[:,]?\s*)+", RegexOptions.IgnoreCase | RegexOptions.NonBacktracking)]
    private static partial Regex Mention();

    [GeneratedRegex(@"\A(([-*\u2022\u2023\u2013]|[0-9]{1,2}[.)]|\[[ xX]?\])\s+)+", RegexOptions.NonBacktracking)]
    private static partial Regex ListMark();
}
