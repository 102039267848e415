using System.Buffers;
using System.Globalization;
using System.Text;

namespace StudyBot.Cards;

/// <summary>Strings as platforms take them: clean, seen, and short enough.</summary>
public static class Words
{
    private static readonly SearchValues<char> Care = SearchValues.Create([.. Enumerable.Range(0, char.MaxValue + 1).Select(number => (char)number).Where(NeedsCare)]);

    /// <summary>Without controls, halves of characters and the marks that turn a line around: those reach beyond the words they came with.</summary>
    public static string Clean(string words)
    {
        if (!words.AsSpan().ContainsAny(Care)) return words;
        var clean = new StringBuilder(words.Length);
        foreach (var rune in words.Replace("\r\n", "\n").EnumerateRunes())
        {
            if (rune.Value is '\n' or '\t') clean.Append((char)rune.Value);
            else if (!Rune.IsControl(rune) && !TurnsLine(rune.Value)) clean.Append(rune.ToString());
        }

        return clean.ToString();
    }

    private static bool NeedsCare(char c) => c is < ' ' and not '\n' and not '\t' or (>= '\u007F' and <= '\u009F') || TurnsLine(c) || char.IsSurrogate(c);

    /// <summary>Whether a character turns all that follows it on its line: embeddings, overrides and isolates of Unicode's bidirectional algorithm (UAX #9), and what ends them.</summary>
    public static bool TurnsLine(int character) => character is (>= 0x202A and <= 0x202E) or (>= 0x2066 and <= 0x2069);

    /// <summary>For places of one line: a label, a title.</summary>
    public static string OneLine(string words) => Clean(words).Replace('\n', ' ').Replace('\t', ' ').Trim();

    /// <summary>Whether there is anything to see: platforms refuse text that is empty, and spaces and joiners alone are no words either.</summary>
    public static bool Seen(string words) => words.EnumerateRunes().Any(rune => Rune.GetUnicodeCategory(rune) is not
        (UnicodeCategory.SpaceSeparator or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.OtherNotAssigned or UnicodeCategory.Surrogate));

    /// <summary>On one line, the first of these that can be seen; the last as it is where none can.</summary>
    public static string FirstSeen(string words, params ReadOnlySpan<string> otherwise)
    {
        foreach (var more in otherwise)
        {
            if (OneLine(words) is var line && Seen(line)) return line;
            words = more;
        }

        return words;
    }

    /// <summary>At most <paramref name="most"/> characters, cut between words where that loses little, with <paramref name="end"/> to show it.</summary>
    public static string Cut(string words, int most, string end = "…")
    {
        if (words.Length <= most) return words;
        var room = Break(words, most - end.Length);
        return words[..room].TrimEnd() + end;
    }

    /// <summary>Where to break text that is longer than the room: after a line, between words, between characters, in this order.</summary>
    public static int Break(ReadOnlySpan<char> words, int room)
    {
        if (words.Length <= room) return words.Length;
        var window = words[..room];
        var line = window.LastIndexOf('\n');
        if (line > room / 2) return line + 1;
        var space = window.LastIndexOf(' ');
        if (space > room / 2) return space + 1;
        return room > 1 ? Whole(words, room) : room;
    }

    /// <summary>The beginning, of as many whole characters as there is room for.</summary>
    public static string Start(string words, int most) => words[..Whole(words, most)];

    /// <summary>How long a beginning may be in so much room: two halves of one character are not torn apart, since each alone is lost on its way.</summary>
    public static int Whole(ReadOnlySpan<char> words, int most) => words.Length <= most ? words.Length : char.IsHighSurrogate(words[most - 1]) ? most - 1 : most;

    /// <summary>A name written from right to left is isolated, so that it turns nothing around it.</summary>
    public static string Name(string name)
    {
        var line = OneLine(name);
        return line.Any(TurnsLeft) ? $"\u2068{line}\u2069" : line;
    }

    /// <summary>Hebrew, Arabic and their neighbours; the last ones are halves of characters of old scripts.</summary>
    private static bool TurnsLeft(char c) => c is (>= '\u0590' and <= '\u08FF') or (>= '\uFB1D' and <= '\uFEFC') or '\uD802' or '\uD803' or '\uD83A' or '\u200F';
}
