using System.Text;

namespace StudyBot.Curricula;

/// <summary><c>&lt;!-- notes to oneself --&gt;</c>, which nobody wants in the channel. In code they are code.</summary>
internal static class Comments
{
    private const string Opening = "<!--";
    private const string Closing = "-->";

    /// <summary>What an author is told of one that is left open.</summary>
    public const string DoesNotEnd = $"The comment that opens here does not end; close it with {Closing}.";

    public static string Without(string text) => Read(text).Words;

    /// <summary>What follows would be lost without a word.</summary>
    public static bool IsLeftOpen(string text) => Read(text).LeftOpen;

    /// <summary>The line from where the comments at its beginning are over.</summary>
    public static string Past(string line)
    {
        while (line.StartsWith(Opening, StringComparison.Ordinal) && End(line, 0) is { } end) line = line[end..].TrimStart();
        return line;
    }

    /// <summary>The place after the comment that opens there; null where it does not end.</summary>
    /// <param name="open">Negative: on a line before.</param>
    public static int? End(string text, int open) =>
        text.IndexOf(Closing, open < 0 ? 0 : open + 2, StringComparison.Ordinal) is >= 0 and var at ? at + Closing.Length : null;

    private static (string Words, bool LeftOpen) Read(string text)
    {
        if (!text.Contains(Opening, StringComparison.Ordinal)) return (text, false);
        var words = new StringBuilder(text.Length);
        var lone = new HashSet<int>();
        var at = 0;
        while (Next(text, at, lone) is >= 0 and var open)
        {
            words.Append(text, at, open - at);
            if (End(text, open) is not { } end) return (words.ToString().Trim(), true);
            at = end;
        }

        return (words.Append(text, at, text.Length - at).ToString().Trim(), false);
    }

    /// <param name="lone">Lengths of fences that no other follows, so that each is looked for once.</param>
    private static int Next(string text, int from, HashSet<int> lone)
    {
        for (var i = from; i < text.Length; i++)
        {
            if (text[i] == '`') i = PastCode(text, i, lone) - 1;
            else if (string.CompareOrdinal(text, i, Opening, 0, Opening.Length) == 0) return i;
        }

        return -1;
    }

    private static int PastCode(string text, int fence, HashSet<int> lone)
    {
        var length = Run(text, fence);
        for (var i = lone.Contains(length) ? -1 : text.IndexOf('`', fence + length); i >= 0; i = text.IndexOf('`', i + Run(text, i)))
            if (Run(text, i) == length) return i + length;
        lone.Add(length);
        return fence + length;
    }

    private static int Run(string text, int fence)
    {
        var rest = text.AsSpan(fence);
        return rest.IndexOfAnyExcept('`') is >= 0 and var end ? end : rest.Length;
    }
}
