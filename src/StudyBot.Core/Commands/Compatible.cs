using System.Collections.Frozen;
using System.Globalization;
using System.Text;

namespace StudyBot.Commands;

/// <summary>Full-width, ligature, circled, superscript and mathematical letters, digits and signs as the plain ones they stand for:
/// what Unicode's NFKC makes ASCII of, as far as people type it, and a few signs that say the same. The runtime's own normalising needs ICU, which StudyBot runs without.</summary>
internal static class Compatible
{
    /// <summary>Runs of code points that stand for consecutive characters: the first, what it stands for, how many.</summary>
    private static readonly (int From, char To, int Count)[] Runs =
    [
        (0x00A0, ' ', 1), (0x00AA, 'a', 1), (0x00B2, '2', 2), (0x00B9, '1', 1), (0x00BA, 'o', 1), (0x061F, '?', 1), (0x2000, ' ', 1), (0x2001, ' ', 1), (0x2002, ' ', 1),
        (0x2003, ' ', 1), (0x2004, ' ', 1), (0x2005, ' ', 1), (0x2006, ' ', 1), (0x2007, ' ', 1), (0x2008, ' ', 1), (0x2009, ' ', 1), (0x200A, ' ', 1),
        (0x2010, '-', 1), (0x2011, '-', 1), (0x2024, '.', 1), (0x202F, ' ', 1), (0x205F, ' ', 1), (0x2070, '0', 1), (0x2071, 'i', 1), (0x2074, '4', 6), (0x207A, '+', 1), (0x207C, '=', 1),
        (0x207D, '(', 2), (0x207F, 'n', 1), (0x2080, '0', 10), (0x208A, '+', 1), (0x208C, '=', 1), (0x208D, '(', 2), (0x2090, 'a', 1),
        (0x2091, 'e', 1), (0x2092, 'o', 1), (0x2093, 'x', 1), (0x2095, 'h', 1), (0x2096, 'k', 4), (0x209A, 'p', 1), (0x209B, 's', 2), (0x2102, 'C', 1),
        (0x210A, 'g', 1), (0x210B, 'H', 1), (0x210C, 'H', 1), (0x210D, 'H', 1), (0x210E, 'h', 1), (0x2110, 'I', 1), (0x2111, 'I', 1), (0x2112, 'L', 1),
        (0x2113, 'l', 1), (0x2115, 'N', 1), (0x2119, 'P', 3), (0x211C, 'R', 1), (0x211D, 'R', 1), (0x2124, 'Z', 1), (0x2128, 'Z', 1), (0x212A, 'K', 1),
        (0x212C, 'B', 2), (0x212F, 'e', 1), (0x2130, 'E', 2), (0x2133, 'M', 1), (0x2134, 'o', 1), (0x2139, 'i', 1), (0x2145, 'D', 1), (0x2146, 'd', 2),
        (0x2148, 'i', 2), (0x2212, '-', 1), (0x2460, '1', 9), (0x24B6, 'A', 26), (0x24D0, 'a', 26), (0x24EA, '0', 1), (0x3000, ' ', 1), (0xFE50, ',', 1),
        (0xFE52, '.', 1), (0xFE54, ';', 1), (0xFE55, ':', 1), (0xFE56, '?', 1), (0xFE57, '!', 1), (0xFE59, '(', 2), (0xFE5B, '{', 1), (0xFE5C, '}', 1),
        (0xFE5F, '#', 1), (0xFE60, '&', 1), (0xFE61, '*', 2), (0xFE63, '-', 1), (0xFE64, '<', 1), (0xFE65, '>', 1), (0xFE66, '=', 1),
        (0xFE68, '\\', 1), (0xFE69, '$', 2), (0xFE6B, '@', 1), (0xFF01, '!', 94), (0x1D400, 'A', 26), (0x1D41A, 'a', 26), (0x1D434, 'A', 26),
        (0x1D44E, 'a', 7), (0x1D456, 'i', 18), (0x1D468, 'A', 26), (0x1D482, 'a', 26), (0x1D49C, 'A', 1), (0x1D49E, 'C', 2), (0x1D4A2, 'G', 1),
        (0x1D4A5, 'J', 2), (0x1D4A9, 'N', 4), (0x1D4AE, 'S', 8), (0x1D4B6, 'a', 4), (0x1D4BB, 'f', 1), (0x1D4BD, 'h', 7), (0x1D4C5, 'p', 11),
        (0x1D4D0, 'A', 26), (0x1D4EA, 'a', 26), (0x1D504, 'A', 2), (0x1D507, 'D', 4), (0x1D50D, 'J', 8), (0x1D516, 'S', 7), (0x1D51E, 'a', 26),
        (0x1D538, 'A', 2), (0x1D53B, 'D', 4), (0x1D540, 'I', 5), (0x1D546, 'O', 1), (0x1D54A, 'S', 7), (0x1D552, 'a', 26), (0x1D56C, 'A', 26),
        (0x1D586, 'a', 26), (0x1D5A0, 'A', 26), (0x1D5BA, 'a', 26), (0x1D5D4, 'A', 26), (0x1D5EE, 'a', 26), (0x1D608, 'A', 26), (0x1D622, 'a', 26),
        (0x1D63C, 'A', 26), (0x1D656, 'a', 26), (0x1D670, 'A', 26), (0x1D68A, 'a', 26), (0x1D7CE, '0', 10), (0x1D7D8, '0', 10), (0x1D7E2, '0', 10),
        (0x1D7EC, '0', 10), (0x1D7F6, '0', 10), (0x1F130, 'A', 26),
    ];

    /// <summary>Code points that stand for more than one character. A fraction keeps its slash (U+2044).</summary>
    private static readonly (string From, string To)[] Longer =
    [
        ("\u00BC", "1\u20444"), ("\u00BD", "1\u20442"), ("\u00BE", "3\u20444"), ("\u2153", "1\u20443"), ("\u2154", "2\u20443"),
        ("\u2155", "1\u20445"), ("\u2156", "2\u20445"), ("\u2157", "3\u20445"), ("\u2158", "4\u20445"), ("\u215B", "1\u20448"), ("\u215E", "7\u20448"),
        ("\u2025", ".."), ("\u2026", "..."), ("\u203C", "!!"), ("\u2047", "??"), ("\u2048", "?!"), ("\u2049", "!?"), ("\u2116", "No"),
        ("\uFB00", "ff"), ("\uFB01", "fi"), ("\uFB02", "fl"), ("\uFB03", "ffi"), ("\uFB04", "ffl"), ("\uFB05", "st"), ("\uFB06", "st"),
        .. Enumerable.Range(10, 11).Select(n => (((char)(0x2469 + n - 10)).ToString(), n.ToString(CultureInfo.InvariantCulture))),
        .. Enumerable.Range(21, 15).Select(n => (((char)(0x3251 + n - 21)).ToString(), n.ToString(CultureInfo.InvariantCulture))),
    ];

    private static readonly FrozenDictionary<int, string> Plain = Runs
        .SelectMany(run => Enumerable.Range(0, run.Count).Select(i => KeyValuePair.Create(run.From + i, ((char)(run.To + i)).ToString())))
        .Concat(Longer.Select(pair => KeyValuePair.Create((int)pair.From[0], pair.To)))
        .ToFrozenDictionary();

    /// <summary>Appends a rune as the plain characters it stands for.</summary>
    public static void Append(StringBuilder text, Rune rune)
    {
        if (!rune.IsAscii && Plain.TryGetValue(rune.Value, out var plain)) text.Append(plain);
        else if (rune.IsBmp) text.Append((char)rune.Value);
        else text.Append(rune.ToString());
    }
}
