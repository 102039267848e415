using System.Text;
using System.Text.RegularExpressions;

namespace StudyBot.Slack;

/// <summary>Slack's marks of bold, italic and struck-out words. They count at the edges of words on one line, so that <c>snake_case</c> and <c>2*3</c> stay.</summary>
internal static partial class Markup
{
    /// <summary>What is struck out is taken back: it goes with its marks. In code a mark is a character like others.</summary>
    public static string TakeOff(string text)
    {
        var plain = new StringBuilder(text.Length);
        var from = 0;
        foreach (var code in Code().EnumerateMatches(text))
        {
            plain.Append(OutsideCode(text[from..code.Index])).Append(text, code.Index, code.Length);
            from = code.Index + code.Length;
        }

        return plain.Append(OutsideCode(text[from..])).ToString();
    }

    private static string OutsideCode(string text)
    {
        if (text.AsSpan().IndexOfAny('*', '_', '~') < 0) return text;
        return Struck().Replace(Bold().Replace(Italic().Replace(text, "${words}"), "${words}"), "");
    }

    [GeneratedRegex(@"```.*?(```|\z)|`[^`\n]*`", RegexOptions.Singleline | RegexOptions.ExplicitCapture)]
    private static partial Regex Code();

    // The bound keeps many opening marks without a closing one from costing the square of their number.
    [GeneratedRegex(@"(?<![\w_])_+(?=[^\s_])(?<words>[^\n]{1,500}?)(?<=[^\s_])_+(?![\w_])", RegexOptions.ExplicitCapture)]
    private static partial Regex Italic();

    [GeneratedRegex(@"(?<![\w*])\*+(?=[^\s*])(?<words>[^\n]{1,500}?)(?<=[^\s*])\*+(?![\w*])", RegexOptions.ExplicitCapture)]
    private static partial Regex Bold();

    [GeneratedRegex(@"(?<![\w~])~+(?=[^\s~])[^\n]{1,500}?(?<=[^\s~])~+(?![\w~]) ?", RegexOptions.ExplicitCapture)]
    private static partial Regex Struck();
}
