using System.Text.RegularExpressions;

namespace StudyBot.Curricula;

/// <summary>What a resource's link says of it: <c>title (kind, 8 min)</c>, <c>(8 min)</c>, <c>(kind, 8 min read)</c>, also right behind the link.</summary>
internal sealed partial record ResourceLabel(string Title, string? Kind, int? Minutes)
{
    /// <summary>Brackets without minutes belong to the title.</summary>
    public static ResourceLabel Of(InlineLink link)
    {
        var title = link.IsBare && Bare().Match(link.Before).Groups["words"].Value is { Length: > 0 } words ? words : link.Words;
        if (AtEnd().Match(title) is { Success: true } own && About(own) is var (kind, minutes)) return new(Named(title[..own.Index], link), kind, minutes);
        if (AtBeginning().Match(link.After) is { Success: true } after && About(after) is var (later, time)) return new(Named(title, link), later, time);
        return new(Named(title, link), null, null);
    }

    private static (string? Kind, int Minutes)? About(Match brackets)
    {
        if (KindAndTime().Match(brackets.Groups["inside"].Value) is not { Success: true } about) return null;
        var (hours, minutes) = (Number(about.Groups["h"]), Number(about.Groups["n"]));
        var kind = new[] { about.Groups["kind"].Value, about.Groups["rest"].Value }.Select(words => words.Trim(' ', ',', ';', '\u00B7')).FirstOrDefault(words => words.Length > 0);
        return (kind, (60 * hours) + minutes);
    }

    private static int Number(Group group) => group.Success ? int.Parse(group.ValueSpan) : 0;

    private static string Named(string title, InlineLink link) => title.Trim() is { Length: > 0 } name ? name : link.Url;

    /// <summary>The words before an address that stands in the text by itself: <c>Title: https://…</c>.</summary>
    [GeneratedRegex(@"\A[\s,;]*(?<words>.*?)[\s:\u2013\u2014(-]*\z", RegexOptions.Singleline | RegexOptions.ExplicitCapture)]
    private static partial Regex Bare();

    [GeneratedRegex(@"\((?<inside>[^()]{1,80})\)\s*\z", RegexOptions.ExplicitCapture)]
    private static partial Regex AtEnd();

    [GeneratedRegex(@"\A[\s:,\u2013\u2014-]*\((?<inside>[^()]{1,80})\)", RegexOptions.ExplicitCapture)]
    private static partial Regex AtBeginning();

    /// <summary>Of <c>5-8 min</c> the longer counts; <c>1 h 20 min</c> is 80.</summary>
    [GeneratedRegex(@"\A(?<kind>.*?)(about\s+|~\s*)?(?<![0-9.])([0-9]{1,4}\s*[\u2013-]\s*)?((?<h>[0-9]{1,2})\s*(h|hrs?|hours?)(\s*(?<n>[0-9]{1,2})\s*(min|mins|minutes?|m)?)?|(?<n>[0-9]{1,4})\s*(min|mins|minutes?|m))\b(\s+(read|watch|listen)\b)?(?<rest>.*)\z", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture)]
    private static partial Regex KindAndTime();
}
