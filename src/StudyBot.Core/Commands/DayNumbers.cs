using System.Text.RegularExpressions;

namespace StudyBot.Commands;

/// <summary>The lessons a check-in names: <c>4</c>, <c>day 4</c>, <c>4 and 5</c>, <c>3-5</c>, <c>5-3</c>. A range costs the same however wide it is.</summary>
/// <param name="Count">How many are named, each once as far as they are kept.</param>
/// <param name="Known">Ascending and each once; null where there are more than may be named at once.</param>
public readonly record struct DayNumbers(int Count, IReadOnlyList<int>? Known)
{
    public const int Most = 7;

    public static DayNumbers None { get; } = new(0, []);

    public DayNumbers With(DayNumbers other) => Known is { } mine && other.Known is { } theirs
        ? Of(mine.Union(theirs))
        : new(Saturate((long)Count + other.Count), null);

    /// <summary>Reads days at the start of a text.</summary>
    /// <returns>The days, and how many characters they took; none and 0 where there are none.</returns>
    public static (DayNumbers Days, int Length) Read(string text)
    {
        var at = DayNumbersGrammar.Label().Match(text).Length;
        var days = None;
        var end = 0;
        while (DayNumbersGrammar.Number().Match(text[at..]) is { Success: true } first && !IsAmount(text[at..]))
        {
            at += first.Length;
            var from = Value(first);
            var to = from;
            if (DayNumbersGrammar.Range().Match(text[at..]) is { Success: true } range && !IsAmount(text[(at + range.Groups["to"].Index - range.Index)..]))
            {
                to = Value(range);
                at += range.Length;
            }

            days = days.With(Between(Math.Min(from, to), Math.Max(from, to)));
            end = at;
            var joint = DayNumbersGrammar.Joint().Match(text[at..]);
            if (!joint.Success) break;
            at += joint.Length;
        }

        return days.Count == 0 ? (None, 0) : (days, end);
    }

    /// <summary>A number with a unit, a share or a fraction names no lesson: <c>40 min</c>, <c>80%</c>, <c>4/5</c>, <c>4 of 5</c>.</summary>
    public static bool IsAmount(string text) => DayNumbersGrammar.Amount().IsMatch(text);

    private static DayNumbers Between(int from, int to)
    {
        var count = (long)to - from + 1;
        return count > Most ? new(Saturate(count), null) : Of(Enumerable.Range(from, (int)count));
    }

    private static DayNumbers Of(IEnumerable<int> days)
    {
        int[] sorted = [.. days.Distinct().Order()];
        return new(sorted.Length, sorted.Length > Most ? null : sorted);
    }

    private static int Value(Match match) => int.TryParse(match.Groups["to"].ValueSpan, out var value) ? value : int.MaxValue;

    private static int Saturate(long count) => (int)Math.Min(count, int.MaxValue);
}

internal static partial class DayNumbersGrammar
{
    [GeneratedRegex(@"\A\s*((days|day|lessons|lesson)\s*)?", RegexOptions.IgnoreCase)]
    internal static partial Regex Label();

    [GeneratedRegex(@"\A#?(?<to>[0-9]+)(?![0-9\p{L}_])", RegexOptions.ExplicitCapture)]
    internal static partial Regex Number();

    [GeneratedRegex(@"\A\s*(-|\u2013|\u2014|to|until|through)\s*#?(?<to>[0-9]+)(?![0-9\p{L}_])", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture)]
    internal static partial Regex Range();

    [GeneratedRegex(@"\A\s*(,\s*and\s|,|&|\+|and\s)\s*((days|day|lessons|lesson)\s*)?(?=#?[0-9])", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture)]
    internal static partial Regex Joint();

    [GeneratedRegex(@"\A\s*#?[0-9]+([.,:][0-9]+)?\s*(%|/|percent\b|of\b|min\b|mins\b|minutes?\b|m\b|h\b|hrs?\b|hours?\b|s\b|secs?\b|seconds?\b|pages?\b|p\b|km\b|miles?\b|points?\b|pts?\b|times?\b|x\b|days?\b|weeks?\b|commits?\b|lines?\b|steps?\b|parts?\b|things?\b|am\b|pm\b|[$\u20AC\u00A3])", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture)]
    internal static partial Regex Amount();
}
