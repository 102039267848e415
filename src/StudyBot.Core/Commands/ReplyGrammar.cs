using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace StudyBot.Commands;

/// <summary>Reads a reply: is it a check-in, and of which lessons? No input throws, and reading is linear in the length of the text.</summary>
public static partial class ReplyGrammar
{
    private const int LongestNote = 500;

    private static readonly SearchValues<char> ClauseEnds = SearchValues.Create(".!;,(");
    private static readonly SearchValues<char> ClauseEndsOrAsks = SearchValues.Create(".!;,(?");

    /// <param name="inThread">A reply under a post, where a short lead-in is allowed and what is nearly a check-in is told apart.</param>
    public static Reading Read(string text, bool inThread)
    {
        // Links first: normalising would change them.
        var (marked, links) = Evidence.TakeOut(text.Length > Normalise.Longest ? text[..Normalise.Longest] : text);
        var lines = Normalise.Of(marked).Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        if (lines.Length == 0) return new Reading.Nothing();
        if (Not().Match(lines[0]) is { Success: true } not) return new Reading.NotDone(First(not));

        var first = Line(lines[0], inThread);
        if (first.Kind is not LineKind.CheckIn) return first.Kind is LineKind.Almost && inThread ? new Reading.Almost(first.Days.Known ?? []) : new Reading.Nothing();
        return Together(first, lines[1..], links);
    }

    /// <summary>The first line makes it a check-in; a further line that names days as one does adds them, the rest is the note.</summary>
    private static Reading Together(ReadLine first, IEnumerable<string> others, IReadOnlyList<string> links)
    {
        var days = first.Days;
        var note = new List<string> { first.Rest };
        foreach (var line in others)
        {
            var more = Line(line, inThread: false);
            if (more is { Kind: LineKind.CheckIn, Days.Count: > 0 } && days.Count > 0)
            {
                days = days.With(more.Days);
                note.Add(more.Rest);
            }
            else
            {
                note.Add(line);
            }
        }

        return days.Known is { } known ? new Reading.CheckIn(known, Note(note), links) : new Reading.TooMany(days.Count);
    }

    private static ReadLine Line(string line, bool inThread)
    {
        var rest = line;
        var leadIn = "";
        if (inThread && LeadIn().Match(rest) is { Success: true } lead)
        {
            leadIn = lead.Value;
            rest = rest[lead.Length..];
        }

        var days = DayNumbers.None;
        if (DayFirst().Match(rest) is { Success: true } dayFirst)
        {
            (days, var length) = DayNumbers.Read(dayFirst.Groups["days"].Value + rest[dayFirst.Length..]);
            if (days.Count == 0) return ReadLine.Nothing;
            rest = rest[(dayFirst.Groups["days"].Index + length)..];
            rest = Between().Replace(rest, "", 1);
        }

        if (DoneWord().Match(rest) is not { Success: true } done) return ReadLine.Nothing;
        rest = rest[done.Length..];
        if (IsInsideAWord(done.Value, rest)) return rest.StartsWith('-') ? new(LineKind.Almost, days, rest) : ReadLine.Nothing;

        if (days.Count == 0)
        {
            var joined = Joint().Match(rest);
            var (named, length) = DayNumbers.Read(rest[joined.Length..]);
            if (named.Count > 0)
            {
                days = named;
                rest = rest[(joined.Length + length)..];
            }
            else if (joined.Groups["with"].Success)
            {
                return leadIn.Length > 0 ? ReadLine.Nothing : new(LineKind.Almost, days, rest);
            }
        }

        return Ending(days, rest);
    }

    /// <summary>After the done-word and the days comes the end, or a note; a question, a condition or a negation makes it none, another word almost one.</summary>
    private static ReadLine Ending(DayNumbers days, string rest)
    {
        var trimmed = rest.TrimStart();
        if (trimmed.Length == 0) return new(LineKind.CheckIn, days, "");
        if (trimmed[0] is '?' or '\u00BF') return ReadLine.Nothing;
        if (NoteWord().IsMatch(trimmed) || DayNumbers.IsAmount(trimmed)) return IsAsked(trimmed) ? ReadLine.Nothing : new(LineKind.CheckIn, days, trimmed);
        if (StartsNote(rest)) return new(LineKind.CheckIn, days, trimmed);
        return Doubtful().IsMatch(Clause(trimmed)) || IsAsked(trimmed) ? ReadLine.Nothing : new(LineKind.Almost, days, trimmed);
    }

    /// <summary>Punctuation, a dash, a bracket, an emoji or a link. A hyphen glued to the word makes it another word.</summary>
    private static bool StartsNote(string rest)
    {
        var first = Rune.GetRuneAt(rest.TrimStart(), 0);
        if (first.Value is '-' or '\'') return char.IsWhiteSpace(rest[0]) || rest.Length == 1 || !char.IsLetterOrDigit(rest[1]);
        return first.Value == Evidence.Mark || !Rune.IsLetterOrDigit(first) && first.Value is not '_' and not '/' and not '@' and not '#';
    }

    private static bool IsInsideAWord(string doneWord, string rest)
    {
        if (rest.Length == 0 || doneWord[^1] == Normalise.Check) return false;
        if (rest[0] is '_' || char.IsLetterOrDigit(rest[0]) || char.IsSurrogate(rest[0]) && Rune.TryGetRuneAt(rest, 0, out var rune) && Rune.IsLetterOrDigit(rune)) return true;
        if (CharUnicodeInfo.GetUnicodeCategory(rest[0]) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark) return true;
        return rest[0] is '-' or '\'' && rest.Length > 1 && char.IsLetterOrDigit(rest[1]);
    }

    private static string Clause(string text)
    {
        var end = text.AsSpan().IndexOfAny(ClauseEnds);
        return end < 0 ? text : text[..end];
    }

    private static bool IsAsked(string text)
    {
        var end = text.AsSpan().IndexOfAny(ClauseEndsOrAsks);
        return end >= 0 && text[end] == '?';
    }

    private static string? Note(IEnumerable<string> pieces)
    {
        var words = string.Join(' ', pieces).Replace(Evidence.Mark, ' ');
        var note = Spaces().Replace(words, " ").Trim(' ', ',', '.', ':', ';', '-', '\u2013', '\u2014', '!', ')');
        if (note.Length == 0 || note.EnumerateRunes().All(rune => rune.Value == Normalise.Check)) return null;
        if (note.Length <= LongestNote) return note;
        return note[..(char.IsHighSurrogate(note[LongestNote - 1]) ? LongestNote - 1 : LongestNote)];
    }

    private static int? First(Match not)
    {
        if (!not.Groups["day"].Success) return null;
        var (days, _) = DayNumbers.Read(not.Groups["day"].Value);
        return days.Known is [var day, ..] ? day : null;
    }

    private enum LineKind
    {
        Nothing,
        Almost,
        CheckIn,
    }

    private readonly record struct ReadLine(LineKind Kind, DayNumbers Days, string Rest)
    {
        public static ReadLine Nothing { get; } = new(LineKind.Nothing, DayNumbers.None, "");
    }

    [GeneratedRegex(@"\A(done|finished|completed|complete|did it|\u2705+)", RegexOptions.IgnoreCase | RegexOptions.NonBacktracking)]
    private static partial Regex DoneWord();

    [GeneratedRegex(@"\A((i'?m|i am|we'?re|all|ok|okay|yes|yep|yeah|just|finally)[,!.]?\s+){1,3}", RegexOptions.IgnoreCase | RegexOptions.NonBacktracking)]
    private static partial Regex LeadIn();

    [GeneratedRegex(@"\A(?<days>(day|days|lesson|lessons)\s*#?[0-9])", RegexOptions.IgnoreCase | RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex DayFirst();

    [GeneratedRegex(@"\A\s*[:,\u2013\u2014-]?\s*((is|are|now)\s+)?", RegexOptions.IgnoreCase)]
    private static partial Regex Between();

    [GeneratedRegex(@"\A(\s+(?<with>with|for)\s+|\s*[:,(\u2013\u2014-]\s*(?=(day|days|lesson|lessons)\b)|\s*:\s*(?=[0-9]+\s*\z)|\s*)", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture)]
    private static partial Regex Joint();

    [GeneratedRegex(@"\A(but|and|took|finally|today|now|thanks|thank you)\b", RegexOptions.IgnoreCase)]
    private static partial Regex NoteWord();

    [GeneratedRegex(@"\b(not|never|no|almost|nearly|half|when|if|once|will|should|would|could|can|by|until|soon|later|tomorrow)\b|n't\b", RegexOptions.IgnoreCase)]
    private static partial Regex Doubtful();

    [GeneratedRegex(@"\A((?<day>(day|days|lesson)\s*#?[0-9]+)\s+(is\s+)?not\s+(yet\s+)?(done|finished|completed|complete)|not\s+(yet\s+)?(done|finished|completed|complete)(\s+yet)?(\s+(with|for))?(\s+(?<day>((day|lesson)\s*)?#?[0-9]+))?)(\s+yet)?\s*[.!\u2026]*\s*\z", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture)]
    private static partial Regex Not();

    [GeneratedRegex(@"\s+", RegexOptions.NonBacktracking)]
    private static partial Regex Spaces();
}
