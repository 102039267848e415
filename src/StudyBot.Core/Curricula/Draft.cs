namespace StudyBot.Curricula;

/// <summary>A file taken apart: what stands under which heading, with its lines, before anything is judged.</summary>
internal sealed record Draft(string? Title, IReadOnlyList<DraftDay> Days);

internal sealed record DraftDay(int Number, int Line, string? Title, int Week, string? WeekTitle, bool OpensWeek)
{
    public List<DraftField> Fields { get; } = [];
}

/// <summary>A bold label with what follows it: text of the paragraph, and the items of a list.</summary>
internal sealed record DraftField(string Label, int Line)
{
    public List<string> Text { get; } = [];

    public List<DraftItem> Items { get; } = [];

    public FieldName Name { get; } = FieldNames.Of(Label);

    /// <summary>One paragraph of Markdown; null where nothing stands there.</summary>
    public string? Value => Text.Count == 0 ? null : string.Join(' ', Text.Select(line => line.Trim()).Where(line => line.Length > 0)) is { Length: > 0 } value ? value : null;
}

internal sealed record DraftItem(string Text, int Line, DraftLink? Link);

/// <param name="Label">The link's own words.</param>
/// <param name="After">What follows the link in its item.</param>
internal sealed record DraftLink(string Label, string Url, string After);

internal enum FieldName
{
    Learning,
    Resources,
    Doable,
    LinkedInPost,
    BlogPost,

    /// <summary>Any other: kept in order and shown with the lesson.</summary>
    Extra,
}

internal static class FieldNames
{
    public static FieldName Of(string label)
    {
        var words = label.Trim().TrimEnd(':').Trim().ToLowerInvariant();
        return words switch
        {
            "learning" or "learn" => FieldName.Learning,
            "resources" or "resource" => FieldName.Resources,
            "doable" or "doables" => FieldName.Doable,
            _ when words.Contains("linkedin", StringComparison.Ordinal) => FieldName.LinkedInPost,
            _ when words.Contains("blog post", StringComparison.Ordinal) => FieldName.BlogPost,
            _ => FieldName.Extra,
        };
    }
}
