using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace StudyBot.Commands;

internal enum LineKind
{
    Nothing,

    /// <summary>Nearly a check-in.</summary>
    Almost,

    CheckIn,
}

/// <summary>One line of a reply, normalised and with a mark for each link.</summary>
/// <param name="Rest">What follows the done-word and the days.</param>
internal readonly partial record struct ReplyLine(LineKind Kind, DayNumbers Days, string Rest)
{
    /// <summary>In one line. More than a week of days is refused whole, and each looks at all that is left of the line.</summary>
    private const int MostFurther = 15;

    private static readonly SearchValues<char> ClauseEnds = SearchValues.Create(".!;,(");
    private static readonly SearchValues<char> ClauseEndsOrAsks = SearchValues.Create(".!;,(?");

    private static ReplyLine Nothing { get; } = new(LineKind.Nothing, DayNumbers.None, "");

    public static ReplyLine Read(string line, bool inThread)
    {
        if (!inThread) return Statement(line);
        var undecorated = line[Gaps.Decoration(line)..];
        // "5 done", as a keycap in front reads.
        if (NumberFirst().IsMatch(undecorated)) undecorated = $"day {undecorated}";
        if (undecorated != line) return Read(undecorated, inThread) is { Kind: LineKind.CheckIn } bare ? bare with { Kind = LineKind.Almost } : Nothing;
        var leadIn = Gaps.LengthOf(LeadIn(), line);
        return Statement(line[leadIn..], inThread, ledIn: leadIn > 0);
    }

    /// <summary><c>Day 4</c>, <c>Day 4:</c> alone on its line.</summary>
    public static bool IsHeading(string line) =>
        DayFirst().IsMatch(line) && DayNumbers.Read(line) is { Length: > 0 } read && HeadingEnd().IsMatch(line[read.Length..]);

    /// <summary><c>done</c>, <c>done 4</c>, <c>day 4 done</c>, and further ones right behind it: <c>done 4, done 5</c>.</summary>
    /// <param name="listed">Whether a check mark may tick an item of a list.</param>
    /// <param name="behind">How many stand before it.</param>
    private static ReplyLine Statement(string text, bool inThread = false, bool ledIn = false, bool listed = true, int behind = 0)
    {
        var rest = text;
        var days = DayNumbers.None;
        if (DayFirst().IsMatch(rest))
        {
            (days, var length) = DayNumbers.Read(rest, talk: false);
            if (length == 0) return Nothing;
            rest = rest[length..];
            rest = rest[Gaps.Separators(rest)..];
            rest = rest[Gaps.LengthOf(Is(), rest)..];
            var leadIn = inThread ? Gaps.LengthOf(LeadIn(), rest) : 0;
            rest = rest[leadIn..];
            ledIn |= leadIn > 0;
        }

        var done = rest[..Gaps.LengthOf(DoneWord(), rest)];
        if (done.Length == 0) return Nothing;
        rest = rest[done.Length..];
        if (IsInsideAWord(done, rest)) return rest[0] == '-' ? new(LineKind.Almost, days, rest) : Nothing;
        var complete = done.Equals("complete", StringComparison.OrdinalIgnoreCase);
        var bids = complete && days.Count == 0 && DayFirst().IsMatch(rest.AsSpan().TrimStart());
        var it = ledIn && !complete ? Gaps.LengthOf(It(), rest) : 0;
        rest = rest[it..];
        var item = listed && days.Count == 0 && done[^1] == Normalise.Check ? Gaps.LengthOf(ListNumber(), rest) : 0;
        rest = rest[item..];

        if (days.Count == 0)
        {
            var with = Gaps.LengthOf(With(), rest);
            (days, var length) = DayNumbers.Read(rest[with..]);
            if (days.Count > 0) rest = rest[(with + length)..];
            else if (with > 0) return ledIn && it == 0 ? Nothing : new(LineKind.Almost, days, rest);
            else if (AsksOfDays(rest)) return Nothing;
            else (days, rest) = SetApart(rest);
        }
        else if (DayNumbers.Read(rest) is { Length: > 0 } again && days.With(again.Days).Count == days.Count)
        {
            // Said once more: "Day 10 done 🔟".
            rest = rest[again.Length..];
        }

        var read = Further(rest, behind) is { } further ? new(LineKind.CheckIn, days.With(further.Days), further.Rest) : Ending(days, rest);
        var unsure = bids && HasWords(rest) || item > 0 && read.Days.Count == 0;
        return unsure && read.Kind is LineKind.CheckIn ? read with { Kind = LineKind.Almost } : read;
    }

    /// <summary><c>complete day 5, then post your link</c> bids others to.</summary>
    private static bool HasWords(string rest) => Gaps.Separators(rest) is var apart && apart < rest.Length && char.IsLetter(rest[apart]);

    /// <summary>Days behind punctuation (<c>done: 4</c>, <c>done! Day 4</c>) are meant only where nothing is said of them: <c>done, day 5 is next</c> is a note.</summary>
    private static (DayNumbers Days, string After) SetApart(string rest)
    {
        var apart = Gaps.Separators(rest);
        var (days, length) = DayNumbers.Read(rest[apart..]);
        if (length == 0 || string.IsNullOrWhiteSpace(rest[..apart])) return (DayNumbers.None, rest);
        var after = rest[(apart + length)..];
        var alone = DayFirst().IsMatch(rest[apart..])
            ? after.Length == 0 || StartsNote(after) && !Asked().IsMatch(after)
            : HeadingEnd().IsMatch(after.Replace(Normalise.Check, ' '));
        return alone ? (days, after) : (DayNumbers.None, rest);
    }

    /// <summary><c>done: day 4?</c>, <c>done (4)?</c></summary>
    private static bool AsksOfDays(string rest)
    {
        var apart = Gaps.Separators(rest);
        var (_, length) = DayNumbers.Read(rest[apart..]);
        return length > 0 && Asked().IsMatch(rest[(apart + length)..]);
    }

    /// <summary>Behind punctuation a list may begin; <c>done ✅ 4. Loved it</c> is no item of one.</summary>
    private static ReplyLine? Further(string rest, int behind) =>
        behind < MostFurther && Gaps.LengthOf(Then(), rest) is > 0 and var then && Statement(rest[then..], listed: !string.IsNullOrWhiteSpace(rest[..then]), behind: behind + 1) is { Kind: LineKind.CheckIn } further &&
        (further.Days.Count > 0 || further.Rest.Length == 0 || StartsNote(further.Rest))
            ? further
            : null;

    /// <summary>After the done-word and the days comes the end, or a note; a question, a condition or a negation makes it none, another word almost one.</summary>
    private static ReplyLine Ending(DayNumbers days, string rest)
    {
        var trimmed = rest.TrimStart();
        if (trimmed.Length == 0) return new(LineKind.CheckIn, days, "");
        if (Asked().IsMatch(trimmed) || Denied().IsMatch(rest)) return Nothing;
        if (days.Count == 0 && BehindShare(rest) is { } behind) return IsAsked(behind) ? Nothing : new(LineKind.Almost, days, trimmed);
        if (NoteWord().IsMatch(trimmed) || DayNumbers.IsAmount(trimmed)) return IsAsked(trimmed) ? Nothing : new(LineKind.CheckIn, days, trimmed);
        if (StartsNote(rest)) return new(LineKind.CheckIn, days, trimmed);
        return Doubtful().IsMatch(Clause(trimmed)) || IsAsked(trimmed) ? Nothing : new(LineKind.Almost, days, trimmed);
    }

    /// <summary><c>1/30</c>, <c>1 of 30</c>, <c>1.5</c>: it may be the lesson or a part of one, and which of them only the person knows; <c>5/5</c> is all of it. Behind punctuation only where it stands alone.</summary>
    /// <returns>What follows it; null where there is none.</returns>
    private static string? BehindShare(string rest)
    {
        var apart = Gaps.Separators(rest);
        var share = Gaps.LengthOf(Share(), rest.AsSpan(apart));
        if (share == 0) return null;
        var behind = rest[(apart + share)..];
        return string.IsNullOrWhiteSpace(rest[..apart]) || HeadingEnd().IsMatch(behind) ? behind : null;
    }

    /// <summary>Punctuation, a dash, a bracket, an emoji or a link. A hyphen glued to the word makes it another word, and an @ speaks to somebody.</summary>
    private static bool StartsNote(string rest)
    {
        var trimmed = rest.TrimStart();
        if (trimmed.Length == 0) return false;
        var first = Rune.GetRuneAt(trimmed, 0);
        if (first.Value is '-' or '\'') return char.IsWhiteSpace(rest[0]) || rest.Length == 1 || !char.IsLetterOrDigit(rest[1]);
        return first.Value == Evidence.Mark || !Rune.IsLetterOrDigit(first) && first.Value is not '_' and not '/' and not '@';
    }

    private static bool IsInsideAWord(string doneWord, string rest)
    {
        if (rest.Length == 0 || doneWord[^1] == Normalise.Check) return false;
        if (rest[0] is '_' || Rune.TryGetRuneAt(rest, 0, out var rune) && Rune.IsLetterOrDigit(rune)) return true;
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

    [GeneratedRegex(@"\A((\u2705+\s*)?(done|finished|completed|complete|did it)|\u2705+)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex DoneWord();

    [GeneratedRegex(@"\A((i'?m|i am|i'?ve|i have|i|we'?re|we'?ve|we have|we|it'?s|it is|all|ok|okay|yes|yep|yeah|just|finally|also|already)[,!.]?\s+){1,3}", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex LeadIn();

    [GeneratedRegex(@"\A[0-9]+\s*(\u2705|done|finished|complete|did it)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex NumberFirst();

    /// <summary><c>I have done it</c>.</summary>
    [GeneratedRegex(@"\A\s+it(?![\p{L}\p{M}\p{N}_'-])", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex It();

    /// <summary>The number of a ticked item in a list, such as <c>✅ 1. Read the paper</c>.</summary>
    [GeneratedRegex(@"\A\s*[0-9]{1,2}[.)]\s+(?=\p{L})(?!(done|finished|completed?|did it)\b)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex ListNumber();

    [GeneratedRegex(@"\A(day|days|lesson|lessons)\s*#?[0-9]", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex DayFirst();

    [GeneratedRegex(@"\A((is|are|now|all|finally)\s+)*", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Is();

    [GeneratedRegex(@"\A\s+(with|for)(\s+|\z)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex With();

    [GeneratedRegex(@"\A\s*[.!:;,)\u3001\u060C\u2013\u2014-]*\s*\z", RegexOptions.CultureInvariant)]
    private static partial Regex HeadingEnd();

    [GeneratedRegex(@"\A(\s*[.!,;:&+\u3001\u060C\u2013\u2014-]+\s*|\s+|(?=\u2705))(and\s+)?((also|then)\s+)?", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Then();

    [GeneratedRegex(@"\A(?!#?(?<part>[0-9]+)(\s*[/\u2044]\s*|\s+of\s+)\k<part>(?![0-9]))(#?[0-9]+(\s*[/\u2044]\s*|\s+of\s+)[0-9]+(?![0-9\p{L}_])|#?[0-9]+\.[0-9]+(?!\.?[0-9]|\s*[%\p{L}$\u20AC\u00A3]))", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Share();

    [GeneratedRegex(@"\A[\s.!,;:(\u2013\u2014-]+(not|no|nope|nah|almost|nearly|half|not\s+(yet|really|quite)|just\s+kidding|jk)[\s.!,;)]*\z|\A[\s.!,;:(\u2013\u2014-]*(" + Emoji.Cross + @"[\s.!,;)]*)+\z", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Denied();

    /// <summary>Emoji do not make a question a statement; a surrogate is half of one.</summary>
    [GeneratedRegex(@"\A((:[a-z0-9_+-]+:|[\s.!,;:()\p{So}\p{Cs}])*\?|\s*\u00BF)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Asked();

    [GeneratedRegex(@"\A(but|and|took|finally|today|now|thanks|thank you)\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex NoteWord();

    [GeneratedRegex(@"\b(not|never|no|nothing(?!\s+to\b)|almost|nearly|half|when|if|once|will|should|would|could|can|by|until|soon|later|tomorrow)\b|n't\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Doubtful();
}
