using System.Text.RegularExpressions;

namespace StudyBot.Commands;

/// <summary>The lessons a check-in names: <c>4</c>, <c>day 4</c>, <c>4 and 5</c>, <c>3-5</c>, <c>5-3</c>. A range costs the same however wide it is.</summary>
/// <param name="Count">How many are named, each once as far as they are kept.</param>
/// <param name="Known">Ascending and each once; null where there are more than may be named at once.</param>
public readonly partial record struct DayNumbers(int Count, IReadOnlyList<int>? Known)
{
    public const int Most = 7;

    /// <summary>The beginning of a word that does not begin a note, as a pattern.</summary>
    private const string Another = @"(?!(and|but|took|finally|today|now|thanks|thank you|too|as well|also|both)\b)\p{L}";

    public static DayNumbers None { get; } = new(0, []);

    public DayNumbers With(DayNumbers other) => Known is { } mine && other.Known is { } theirs
        ? Of(mine.Union(theirs))
        : new(Saturate((long)Count + other.Count), null);

    /// <summary>Reads days at the start of a text.</summary>
    /// <param name="talk">Whether a further day may be talked about, and is left to the note then: <c>day 4, day 5 tomorrow</c>, <c>day 6 - 3 bugs left</c>.</param>
    /// <returns>The days, and how many characters they took; none and 0 where there are none.</returns>
    public static (DayNumbers Days, int Length) Read(string text, bool talk = true)
    {
        if (!text.AsSpan().ContainsAnyInRange('0', '9')) return (None, 0);
        var label = Label().Match(text);
        var at = label.Length;
        var days = None;
        var end = 0;
        while (Number().Match(text, at, text.Length - at) is { Success: true } first)
        {
            // "Day 5 of 30" and "day 5/30" are day 5; without the word they are a share.
            var labelled = label.Groups["word"].Success;
            var whole = labelled ? Gaps.LengthOf(Whole(), text.AsSpan(at)) : 0;
            // "1 day late" and "4 left" name none; "day 1 day late" and "day 4 left" do.
            if (whole == 0 && IsAmount(text.AsSpan(at)) && !(labelled && One().IsMatch(text.AsSpan(at)))) break;
            // Behind a day it is what is left: "done 4, 26 more to come".
            if (end > 0 && !labelled && Left().IsMatch(text.AsSpan(at))) break;
            at += Math.Max(first.Length, whole);
            var from = Value(first);
            var to = from;
            if (Range().Match(text, at, text.Length - at) is { Success: true } range && !IsAmount(text.AsSpan(range.Groups["to"].Index)))
            {
                to = Value(range);
                if (talk && (to < from || to - from >= Most ? Remark() : WhatIsLeft()).IsMatch(text.AsSpan(at))) to = from;
                else at += range.Length;
            }

            if (talk && label.Groups["loose"].Success && Talk().IsMatch(text.AsSpan(at))) break;
            if (talk && label.Groups["more"].Success && !labelled && OfAnother().IsMatch(text.AsSpan(at))) break;
            days = days.With(Between(Math.Min(from, to), Math.Max(from, to)));
            end = at;
            label = Joint().Match(text, at, text.Length - at);
            if (!label.Success) break;
            at += label.Length;
        }

        return days.Count == 0 ? (None, 0) : (days, end);
    }

    /// <summary>A number with a unit, a share, a fraction, a time or a date names no lesson: <c>40 min</c>, <c>1 day</c>, <c>80%</c>, <c>4/5</c>, <c>4 of 5</c>, <c>9:30</c>, <c>29 to go</c>.</summary>
    public static bool IsAmount(ReadOnlySpan<char> text) => Amount().IsMatch(text);

    private static DayNumbers Between(int from, int to)
    {
        var count = (long)to - from + 1;
        return count > Most ? new(Saturate(count), null) : Of(Enumerable.Range(0, (int)count).Select(i => from + i));
    }

    private static DayNumbers Of(IEnumerable<int> days)
    {
        int[] sorted = [.. days.Distinct().Order()];
        return new(sorted.Length, sorted.Length > Most ? null : sorted);
    }

    private static int Value(Match match) => int.TryParse(match.Groups["to"].ValueSpan, out var value) ? value : int.MaxValue;

    private static int Saturate(long count) => (int)Math.Min(count, int.MaxValue);

    [GeneratedRegex(@"\A\s*((?<word>days|day|lessons|lesson)\s*)?", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Label();

    [GeneratedRegex(@"\A#?(?<to>[0-9]+)(?![0-9\p{L}_])", RegexOptions.ExplicitCapture)]
    private static partial Regex Number();

    [GeneratedRegex(@"\A#?[0-9]+\s*(/|of\s)\s*[0-9]+(?![0-9\p{L}_])", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Whole();

    /// <summary>A tilde behind a blank and before none means about: <c>done 4 ~20 pages</c>.</summary>
    [GeneratedRegex(@"\A(\s*(-|\u2013|\u2014|to|until|through)\s*|[~\u301C]\s*|\s+[~\u301C](\s+|(?=(day|lesson))))((days|day|lessons|lesson)\s*)?#?(?<to>[0-9]+)(?![0-9\p{L}_])", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Range();

    /// <summary>A comma before a day with its word, and <c>and then</c>, join loosely: what follows them may be about to come. Behind <c>and also</c> and <c>and then</c> a number may be of something else.</summary>
    [GeneratedRegex(@"\A(\s*(([,\u3001\u060C]\s*)?and\s+(?<more>(also|(?<loose>then))\s+)?|(?<loose>[,\u3001\u060C])\s*(?=[dl])|[,\u3001\u060C&+]\s*)|\s+)((?<word>days|day|lessons|lesson)\s*)?(?=#?[0-9])", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Joint();

    /// <summary>Words that are about the last day alone.</summary>
    [GeneratedRegex(@"\A\s+(is|isn't|will|won't|comes?|next|tomorrow|tonight|today|now|later|soon|to|still|left|not|in\s+progress|half|almost|nearly|started|starting)\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Talk();

    /// <summary><c>3 bonus tasks</c>.</summary>
    [GeneratedRegex(@"\A\s+" + Another, RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex OfAnother();

    /// <summary>A dash that stands by itself, a number, and words that are not about all of it.</summary>
    [GeneratedRegex(@"\A\s+[\u2013\u2014-]\s+#?[0-9]+\s+" + Another, RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Remark();

    /// <summary>Upward it may be a range of days too: a remark says what is left or to come, as <c>day 3 - 5 bugs left</c> does.</summary>
    [GeneratedRegex(@"\A\s+[\u2013\u2014-]\s+#?[0-9]+\s+(" + Another + @"+\s+(left|more|to\s+go|remaining)|tomorrow|tonight|next|later|soon)\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex WhatIsLeft();

    [GeneratedRegex(@"\A#?[0-9]+\s+(to\s+go|left|more|remaining)\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Left();

    [GeneratedRegex(@"\A#?[0-9]+\s*(day|lesson|to\s+go|left|more|remaining|down)\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex One();

    [GeneratedRegex(
        @"\A\s*#?(([0-9]+[~\u301C\u2013\u2014-])?[0-9]+[.:][0-9]|[0-9]{4}-[0-9]{2}-[0-9]{2}|[0-9]+([.,:][0-9]+)?(([~\u301C\u2013\u2014-]|\s+to\s+)[0-9]+([.,:][0-9]+)?)?\s*" +
        @"([%/\u2044$\u20AC\u00A3]|(?<=[0-9])['\u2032](?![\p{L}\p{N}])|(percent|of|m|min|mins|minutes?|h|hrs?|hours?|h[0-9]{1,2}(m|mins?)?|m(in)?[0-9]{1,2}s?|s|secs?|seconds?|days|(?<=(?<![0-9.,])0*1\s*)(day|lesson)(?!s?\s*#?[0-9])|(day|lesson)(?=\s+streak\b)|weeks?|am|pm|pages?|p|chapters?|sections?|parts?|lessons|videos?|articles?|modules?|exercises?|tasks?|problems?|questions?|points?|pts?|times?|x|commits?|lines?|steps?|things?|km|miles?)\b|(to\s+go|left|more|remaining|down)(?=\s*([^\s\p{L}\p{N}]|\z))))",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Amount();
}
