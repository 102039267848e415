namespace StudyBot.Curricula;

/// <summary>Takes straight or curly quotes off a text that stands between them as a whole.</summary>
internal static class Quotes
{
    private static readonly (char Open, char Close)[] Pairs =
    [
        ('"', '"'), ('\'', '\''),
        ('\u201C', '\u201D'), ('\u201E', '\u201C'), ('\u201E', '\u201D'), ('\u201D', '\u201D'), ('\u201C', '\u201C'),
        ('\u2018', '\u2019'), ('\u201A', '\u2018'), ('\u00AB', '\u00BB'), ('\u00BB', '\u00AB'),
    ];

    /// <summary>Null where nothing stands between them.</summary>
    public static string? Without(string text)
    {
        if (text.Length < 2) return text;
        var inside = text[1..^1];
        var quoted = Pairs.Any(pair => text[0] == pair.Open && text[^1] == pair.Close && IsOnePiece(inside, pair.Open, pair.Close));
        return !quoted ? text : inside.Trim() is { Length: > 0 } words ? words : null;
    }

    /// <summary>Not <c>first" and "second</c>. What opens inside closes there, and an apostrophe in a word closes nothing.</summary>
    private static bool IsOnePiece(string inside, char open, char close)
    {
        var depth = 0;
        for (var i = 0; i < inside.Length; i++)
        {
            var inWord = i > 0 && i < inside.Length - 1 && char.IsLetter(inside[i - 1]) && char.IsLetter(inside[i + 1]);
            if (inside[i] == open && open != close) depth++;
            else if (inside[i] == close && !inWord && --depth < 0) return false;
        }

        return depth == 0;
    }
}
