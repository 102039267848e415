using System.Text.RegularExpressions;
using StudyBot.Cards;

namespace StudyBot.Commands;

/// <summary>Reads a reply: is it a check-in, and of which lessons? No input throws, and reading is linear in the length of the text.</summary>
public static partial class ReplyGrammar
{
    private const int LongestNote = 500;

    /// <param name="inThread">A reply under a lesson, where a short lead-in is allowed and what is nearly a check-in is told apart.</param>
    public static Reading Read(string text, bool inThread)
    {
        // Links first: normalising would change them.
        var (marked, links) = Evidence.TakeOut(text.Length > Normalise.Longest ? text[..Normalise.Longest] : text);
        var lines = Lines(Normalise.Of(marked));
        if (lines.Length == 0) return new Reading.Nothing();
        if (Not().Match(lines[0]) is { Success: true } not) return new Reading.NotDone(First(not));

        var first = ReplyLine.Read(lines[0], inThread);
        return first.Kind switch
        {
            LineKind.CheckIn => Together(first, lines[1..], links),
            LineKind.Almost when inThread => new Reading.Almost(first.Days.Known ?? []),
            _ => new Reading.Nothing(),
        };
    }

    /// <summary>A day alone on the first line is the heading of what stands below it.</summary>
    private static string[] Lines(string text)
    {
        var lines = text.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        return lines is [var heading, var below, .. var rest] && ReplyLine.IsHeading(heading) ? [$"{heading} {below}", .. rest] : lines;
    }

    /// <summary>The first line makes it a check-in; a further line that names days as one does adds them, the rest is the note.</summary>
    private static Reading Together(ReplyLine first, IEnumerable<string> others, IReadOnlyList<string> links)
    {
        var days = first.Days;
        var note = new List<string> { first.Rest };
        foreach (var line in others)
        {
            var more = first.Days.Count == 0 && ReplyLine.IsHeading(line)
                ? new(LineKind.CheckIn, DayNumbers.Read(line).Days, "")
                : ReplyLine.Read(line, inThread: false);
            var adds = more is { Kind: LineKind.CheckIn, Days.Count: > 0 };
            if (adds) days = days.With(more.Days);
            note.Add(adds ? more.Rest : line);
        }

        return days.Known is { } known ? new Reading.CheckIn(known, Note(note), links) : new Reading.TooMany(days.Count);
    }

    private static string? Note(IEnumerable<string> pieces)
    {
        var note = string.Join(' ', pieces.Select(Bare).Where(piece => piece.Length > 0));
        if (note.StartsWith('(') && note.IndexOf(')') == note.Length - 1) note = note[1..^1].Trim();
        return note.Length == 0 || note.EnumerateRunes().All(rune => rune.Value is Normalise.Check or ' ') ? null : Words.Start(note, LongestNote);
    }

    /// <summary>Without links and the marks that set a note apart.</summary>
    private static string Bare(string piece)
    {
        var bare = Spaces().Replace(piece.Replace(Evidence.Mark, ' '), " ").Trim(' ', ',', '.', ':', ';', '-', '\u2013', '\u2014', '\u3001', '\u060C', '!', '#');
        return bare.Contains('(') ? bare : bare.Trim(')', ' ');
    }

    private static int? First(Match not)
    {
        if (!not.Groups["day"].Success) return null;
        var (days, _) = DayNumbers.Read(not.Groups["day"].Value);
        return days.Known is [var day, ..] ? day : null;
    }

    [GeneratedRegex(@"\A((?<day>(day|days|lesson)\s*#?[0-9]+)\s+(is\s+)?not\s+(yet\s+)?(done|finished|completed|complete)|not\s+(yet\s+)?(done|finished|completed|complete)(\s+yet)?(\s+(with|for))?(\s+(?<day>((day|lesson)\s*)?#?[0-9]+))?)(\s+yet)?\s*[.!\u2026]*\s*\z", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex Not();

    [GeneratedRegex(@"\s+", RegexOptions.NonBacktracking)]
    private static partial Regex Spaces();
}
