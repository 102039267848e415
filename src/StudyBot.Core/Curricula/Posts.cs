using System.Text.RegularExpressions;

namespace StudyBot.Curricula;

/// <summary>The ideas for a post or a blog: <c>(see Day 3)</c> is followed to the day that has the words, however often it takes.</summary>
internal sealed partial class Posts(Draft draft, Findings findings)
{
    /// <summary>That a number stands twice is told elsewhere; a reference means its first day.</summary>
    private readonly Dictionary<int, DraftDay> _days = draft.Days.DistinctBy(day => day.Number).ToDictionary(day => day.Number);

    /// <summary>A reference that leads nowhere is told once, on the day where it stands, not on those that come through it.</summary>
    public string? Of(DraftDay day, FieldName name)
    {
        if (day.Find(name) is not { } field) return null;
        var seen = new HashSet<DraftDay>(ReferenceEqualityComparer.Instance);
        var (current, value) = (day, field.Value);
        while (value is not null && SeeDay().Match(value) is { Success: true } see)
        {
            var reference = $"\"(see Day {see.Groups["n"].Value})\"";
            if (!seen.Add(current))
            {
                if (current == day) findings.Error(field.Line, Codes.Circular, $"{reference} leads back to this day; write the idea out on one of the days.");
                return null;
            }

            var next = int.TryParse(see.Groups["n"].ValueSpan, out var number) ? _days.GetValueOrDefault(number) : null;
            if (next?.Find(name)?.Value is not { } words)
            {
                if (current == day) findings.Error(field.Line, Codes.Dangling, $"{reference} leads to no idea; name a day that has one.");
                return null;
            }

            (current, value) = (next, words);
        }

        return value is null ? null : Quotes.Without(value);
    }

    [GeneratedRegex(@"\A[*_]*\(?\s*see\s+day\s+(?<n>[0-9]+)\s*\)?[*_.]*\z", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture)]
    private static partial Regex SeeDay();
}
