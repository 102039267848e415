using StudyBot.Cards;

namespace StudyBot.Curricula;

/// <summary>From what stands in the file to lessons, and to every link with its line.</summary>
internal sealed class Drafting(Draft draft, Findings findings)
{
    private readonly Posts _posts = new(draft, findings);
    private readonly List<CurriculumLink> _links = [];

    public (IReadOnlyList<Lesson> Lessons, IReadOnlyList<CurriculumLink> Links) Run() => ([.. draft.Days.Select(Lesson)], _links);

    private Lesson Lesson(DraftDay day)
    {
        var resources = day.Fields.Where(field => field.Name == FieldName.Resources).SelectMany(field => field.Parts).SelectMany(Resources).ToArray();
        foreach (var part in day.Fields.Where(field => field.Name != FieldName.Resources).SelectMany(field => field.Parts)) Links(part);
        return new(
            day.Number,
            day.Week.Number,
            day.Week.Title,
            day.Title,
            day.Find(FieldName.Learning)?.Value,
            day.Find(FieldName.Doable)?.Value,
            _posts.Of(day, FieldName.LinkedInPost),
            _posts.Of(day, FieldName.BlogPost),
            day.OpensWeek,
            resources,
            [.. day.Fields.Select(Extra).OfType<Extra>()]);
    }

    private static Extra? Extra(DraftField field)
    {
        var text = string.Join(' ', field.Parts.Where(part => !part.IsItem && IsExtra(field, part)).Select(part => part.Text).Where(text => text.Length > 0));
        string[] items = [.. field.Parts.Where(part => part.IsItem && IsExtra(field, part)).Select(part => part.Text).Where(text => text.Length > 0)];
        return text.Length == 0 && items.Length == 0 ? null : new(field.Label, text.Length == 0 ? null : text, items);
    }

    /// <summary>Words among the resources that are no link (<c>pick one of these</c>) are kept as well.</summary>
    private static bool IsExtra(DraftField field, DraftPart part) =>
        field.Name == FieldName.Extra || (field.Name == FieldName.Resources && !part.IsItem && Inlines.Links(part.Text).Count == 0);

    private IEnumerable<Resource> Resources(DraftPart part)
    {
        var links = Inlines.Links(part.Text);
        if (links.Count == 0 && part is { IsItem: true, Text.Length: > 0 }) NoLink(part.Text, part.Line);
        foreach (var (i, link) in links.Index())
        {
            var line = part.LineOf(link.Url);
            if (link.IsTorn || Inlines.Web(link.Url) is null)
            {
                NoLink(link.IsTorn ? part.Text : link.Url, line);
                continue;
            }

            var (title, kind, minutes, before, after) = ResourceLabel.Of(links, i);
            if (minutes is null) findings.Warning(line, Codes.NoMinutes, $"\"{Excerpt.Of(title)}\" has no minutes; add them as in (Docs, 8 min), so that the study time is right.");
            _links.Add(new(link.Url, line, title));
            yield return new(title, kind, minutes, link.Url, before, after);
        }
    }

    private void Links(DraftPart part)
    {
        foreach (var link in Inlines.Links(part.Text))
        {
            var line = part.LineOf(link.Url);
            if (link.IsTorn) NoLink(part.Text, line);
            else if (Inlines.Web(link.Url) is not null) _links.Add(new(link.Url, line, null));
            else if (!link.IsBare) NoLink(link.Url, line);
        }
    }

    private void NoLink(string url, int line) =>
        findings.Error(line, Codes.BadUrl, $"\"{Excerpt.Of(url)}\" is no absolute http or https link without spaces; write it as [title (kind, 8 min)](https://…).");
}
