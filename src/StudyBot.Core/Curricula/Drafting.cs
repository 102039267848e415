using System.Text.RegularExpressions;

namespace StudyBot.Curricula;

/// <summary>From what stands in the file to lessons.</summary>
internal static partial class Drafting
{
    private const string Quotes = "\"\u201C\u201D\u201E\u00AB\u00BB'\u2018\u2019";

    public static IReadOnlyList<Lesson> Lessons(Draft draft, Findings findings) =>
        [.. draft.Days.Select(day => Lesson(day, draft, findings))];

    private static Lesson Lesson(DraftDay day, Draft draft, Findings findings) => new(
        day.Number,
        day.Week,
        day.WeekTitle,
        day.Title,
        Value(day, FieldName.Learning),
        Value(day, FieldName.Doable),
        Unquoted(Value(day, FieldName.LinkedInPost)),
        Unquoted(BlogPost(day, draft, findings)),
        day.OpensWeek,
        [.. Resources(day, findings)],
        [.. day.Fields.Where(IsExtra).Select(field => new Extra(field.Label, field.Value, [.. field.Items.Select(item => item.Text)]))]);

    /// <summary>A known field that is nothing but a list (a learning or a doable in points) reads as its points.</summary>
    private static string? Value(DraftDay day, FieldName name)
    {
        var field = day.Fields.FirstOrDefault(f => f.Name == name);
        if (field is null) return null;
        string?[] parts = [field.Value, .. field.Items.Select(item => item.Text)];
        return string.Join(' ', parts.OfType<string>()) is { Length: > 0 } value ? value : null;
    }

    private static bool IsExtra(DraftField field) => field.Name == FieldName.Extra && (field.Value is not null || field.Items.Count > 0);

    private static string? BlogPost(DraftDay day, Draft draft, Findings findings)
    {
        var seen = new HashSet<int>();
        var current = day;
        while (true)
        {
            var value = Value(current, FieldName.BlogPost);
            if (value is null || SeeDay().Match(value) is not { Success: true } see) return value;
            var line = day.Fields.First(f => f.Name == FieldName.BlogPost).Line;
            var number = int.TryParse(see.Groups["n"].ValueSpan, out var n) ? n : 0;
            if (!seen.Add(current.Number))
            {
                findings.Error(line, Codes.Circular, $"\"(see Day {see.Groups["n"].Value})\" leads back to where it began; write the idea out on one of the days.");
                return null;
            }

            if (draft.Days.FirstOrDefault(d => d.Number == number) is not { } other || Value(other, FieldName.BlogPost) is null)
            {
                findings.Error(line, Codes.Dangling, $"\"(see Day {see.Groups["n"].Value})\" points to a day without a blog post; name one that has it.");
                return null;
            }

            current = other;
        }
    }

    private static IEnumerable<Resource> Resources(DraftDay day, Findings findings)
    {
        foreach (var item in day.Fields.Where(f => f.Name == FieldName.Resources).SelectMany(f => f.Items))
        {
            var link = item.Link ?? (BareUrl().Match(item.Text) is { Success: true } bare ? new DraftLink(bare.Value, bare.Value, item.Text[(bare.Index + bare.Length)..]) : null);
            if (link is null || Inlines.Web(link.Url) is null)
            {
                findings.Error(item.Line, Codes.BadUrl, $"\"{Short(link?.Url ?? item.Text)}\" is no absolute http or https link; write it as [title (kind, 8 min)](https://…).");
                continue;
            }

            var (title, kind, minutes) = Described(link);
            if (minutes is null) findings.Warning(item.Line, Codes.NoMinutes, $"\"{Short(title)}\" has no minutes; add them as in (Docs, 8 min), so that the study time is right.");
            yield return new(title, kind, minutes, link.Url);
        }
    }

    /// <summary><c>title (kind, N min)</c>, <c>(N min)</c>, <c>(kind, N min read)</c>; brackets without minutes belong to the title.</summary>
    private static (string Title, string? Kind, int? Minutes) Described(DraftLink link)
    {
        foreach (var words in (string[])[link.Label, $"{link.Label} {link.After}"])
        {
            if (About().Match(words) is not { Success: true } about) continue;
            var minutes = int.TryParse(about.Groups["n"].ValueSpan, out var n) ? n : (int?)null;
            var kind = about.Groups["kind"].Value.Trim(' ', ',', ';');
            return (words[..about.Index].Trim(), kind.Length == 0 ? null : kind, minutes);
        }

        return (link.Label.Trim() is { Length: > 0 } label ? label : link.Url, null, null);
    }

    /// <summary>Straight or curly quotes around the whole are taken off; quotes inside stay.</summary>
    private static string? Unquoted(string? post) =>
        post is { Length: > 2 } && Quotes.Contains(post[0]) && Quotes.Contains(post[^1]) && !post[1..^1].Contains(post[^1]) ? post[1..^1].Trim() : post;

    private static string Short(string text) => text.Length <= 60 ? text : text[..60] + "…";

    [GeneratedRegex(@"\A\(?\s*see\s+day\s+(?<n>[0-9]{1,9})\s*\)?\.?\z", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture)]
    private static partial Regex SeeDay();

    [GeneratedRegex(@"\((?<kind>[^()]*?)(about\s+|~\s*)?(?<n>[0-9]{1,4})\s*(min|mins|minutes?|m)\b[^()]*\)\s*\z", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture)]
    private static partial Regex About();

    [GeneratedRegex(@"https?://[^\s)>]+", RegexOptions.IgnoreCase)]
    private static partial Regex BareUrl();
}
