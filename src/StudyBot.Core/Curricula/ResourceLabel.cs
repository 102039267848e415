using System.Text.RegularExpressions;

namespace StudyBot.Curricula;

/// <summary>What is said of a resource: in its link or behind it <c>(kind, 8 min)</c>, <c>(8 min)</c>, <c>(kind, 8 min read)</c>, and its author's words on both sides.</summary>
internal sealed partial record ResourceLabel(string Title, string? Kind, int? Minutes, string? Before, string? After)
{
    /// <summary>Brackets without minutes belong to the title. Words between two links are the first one's, unless the second is a bare address: those are its name.</summary>
    public static ResourceLabel Of(IReadOnlyList<InlineLink> links, int i)
    {
        var (link, next) = (links[i], i + 1 < links.Count ? links[i + 1] : null);
        var before = i == 0 ? link.Before : Parted(link.Before).Left;
        var title = link.IsBare && Bare().Match(before).Groups["words"].Value is { Length: > 0 } words ? words : link.Words;
        var (about, after) = Parted(link.After);
        if (AtEnd().Match(title) is { Success: true } own && About(own) is { } inside) (title, about, after) = (title[..own.Index], inside, link.After);
        var (first, last) = Beside(i > 0 || link.IsBare ? "" : before, next is null ? after : next.IsBare ? "" : Joint().Replace(after, ""));
        return new(title.Trim() is { Length: > 0 } name ? name : link.Url, about?.Kind, about?.Minutes, first, last);
    }

    /// <summary>The first brackets with minutes in them, and the words without those. Right behind the link they may say much; further on, more than a kind is a remark: <c>(skip the first 10 min)</c>.</summary>
    private static ((string? Kind, int Minutes)? About, string Left) Parted(string words)
    {
        if (AtBeginning().Match(words) is { Success: true } first && About(first) is { } at) return (at, words[first.Length..].Trim());
        foreach (Match brackets in Brackets().Matches(words))
            if (About(brackets) is { } about && (about.Kind is null || about.Kind.Count(char.IsWhiteSpace) < 2)) return (about, words[..brackets.Index].TrimEnd() + words[(brackets.Index + brackets.Length)..]);
        return (null, words);
    }

    private static (string? Kind, int Minutes)? About(Match brackets)
    {
        if (KindAndTime().Match(brackets.Groups["inside"].Value) is not { Success: true } about) return null;
        var (hours, minutes) = (Number(about.Groups["h"]), Number(about.Groups["n"]));
        var kind = new[] { about.Groups["kind"].Value, about.Groups["rest"].Value }.Select(words => words.Trim(' ', ',', ';', '\u00B7')).FirstOrDefault(words => words.Length > 0);
        return (kind, (60 * hours) + minutes);
    }

    /// <summary>Signs alone, such as brackets around the link, say nothing.</summary>
    private static (string? Before, string? After) Beside(string before, string after)
    {
        var last = after.TrimEnd(' ', '.', ',', ';', ':', '-', '\u2013', '\u2014');
        return Says(before) || Says(last) ? (before.Length > 0 ? before : null, last.Length > 0 ? last : null) : (null, null);
    }

    private static bool Says(string words) => words.Any(c => char.IsLetterOrDigit(c) || char.IsSymbol(c) || char.IsSurrogate(c));

    private static int Number(Group group) => group.Success ? int.Parse(group.ValueSpan) : 0;

    /// <summary>The words before an address that stands in the text by itself: <c>Title: https://…</c>.</summary>
    [GeneratedRegex(@"\A[\s,;]*(?<words>.*?)[\s:\u2013\u2014(-]*\z", RegexOptions.Singleline | RegexOptions.ExplicitCapture)]
    private static partial Regex Bare();

    [GeneratedRegex(@"\((?<inside>[^()]{1,80})\)\s*\z", RegexOptions.ExplicitCapture)]
    private static partial Regex AtEnd();

    [GeneratedRegex(@"\A[\s:,\u2013\u2014-]*\((?<inside>[^()]{1,80})\)", RegexOptions.ExplicitCapture)]
    private static partial Regex AtBeginning();

    [GeneratedRegex(@"\((?<inside>[^()]{1,80})\)", RegexOptions.ExplicitCapture)]
    private static partial Regex Brackets();

    /// <summary>What joins two links and says nothing more: signs, a short word, or an <c>and</c> after other words.</summary>
    [GeneratedRegex(@"\A[\s\p{P}\p{S}]*\p{L}{0,4}[\s\p{P}\p{S}]*\z|[\s,;\u00B7|/&+\u2013\u2014-]+(\b(and|or)\b)?[\s,;:]*\z", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture)]
    private static partial Regex Joint();

    /// <summary>Of <c>5-8 min</c> the longer counts; <c>1 h 20 min</c> is 80.</summary>
    [GeneratedRegex(@"\A(?<kind>.*?)(about\s+|~\s*)?(?<![0-9.])([0-9]{1,4}\s*[\u2013-]\s*)?((?<h>[0-9]{1,2})\s*(h|hrs?|hours?)(\s*(?<n>[0-9]{1,2})\s*(min|mins|minutes?|m)?)?|(?<n>[0-9]{1,4})\s*(min|mins|minutes?|m))\b(\s+(read|watch|listen)\b)?(?<rest>.*)\z", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture)]
    private static partial Regex KindAndTime();
}
