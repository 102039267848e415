using System.Buffers;
using System.Text.RegularExpressions;

namespace StudyBot.Exports;

/// <summary>Comma-separated values as RFC 4180 has them: CRLF at every end, quotes doubled.
/// A value that a spreadsheet would run as a formula gets an apostrophe in front, so that what people wrote stays text.</summary>
public static partial class Csv
{
    private static readonly SearchValues<char> MustBeQuoted = SearchValues.Create(",\"\r\n");

    /// <summary>What starts a formula, in full width too, where some spreadsheets take it for the same.</summary>
    private const string StartsFormula = "=+-@\t\r\n＝＋－＠";

    public static string Of(IReadOnlyList<string> header, IEnumerable<IReadOnlyList<string?>> rows) =>
        string.Concat([Line(header), .. rows.Select(Line)]);

    private static string Line(IReadOnlyList<string?> values) => string.Join(',', values.Select(v => Quoted(Harmless(v ?? "")))) + "\r\n";

    /// <summary>Blanks before the sign do not help everywhere, so they are looked through. Where a list's separator is a semicolon, a spreadsheet begins a cell behind each, quotes or not.</summary>
    private static string Harmless(string value)
    {
        var first = value.AsSpan().TrimStart(" \u00A0");
        var inside = Inside().Replace(value, "${before}'");
        return first.Length > 0 && StartsFormula.Contains(first[0]) ? "'" + inside : inside;
    }

    [GeneratedRegex(@"(?<before>[;\t\r\n][ \u00A0]*)(?=[=+\-@\uFF1D\uFF0B\uFF0D\uFF20])", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Inside();

    private static string Quoted(string value) =>
        value.AsSpan().ContainsAny(MustBeQuoted) || value is [' ', ..] or [.., ' '] ? $"\"{value.Replace("\"", "\"\"")}\"" : value;
}
