namespace StudyBot.Curricula;

/// <summary>A file taken apart: what stands under which heading, with its lines, before anything is judged.</summary>
internal sealed record Draft(DraftText? Title, IReadOnlyList<DraftDay> Days);

/// <param name="Line">1-based, as everywhere here.</param>
internal sealed record DraftText(string Text, int Line);

/// <param name="Level">Of the heading, 1 to 6.</param>
internal sealed record DraftDay(int Number, int Line, int Level, string? Title, DraftWeek Week, bool OpensWeek)
{
    public List<DraftField> Fields { get; } = [];

    public DraftField? Find(FieldName name) => Fields.Find(field => field.Name == name);
}

/// <param name="Number">0 where the file has no weeks.</param>
internal sealed record DraftWeek(int Number, string? Title);

/// <summary>A label with what follows it: the lines of its paragraphs and the items of its lists.</summary>
internal sealed record DraftField(string Label, int Line)
{
    private string? _value;

    /// <summary>Lines without a label at a day's beginning.</summary>
    public bool IsUnlabelled { get; init; }

    public List<DraftPart> Parts { get; } = [];

    /// <summary>The first table or code in it, whose lines are lost.</summary>
    public (string What, int Line)? Flattened { get; set; }

    public FieldName Name { get; } = FieldNames.Of(Label);

    /// <summary>All of it as one paragraph of Markdown; null where nothing stands there. Asked for once the file is taken apart.</summary>
    public string? Value => (_value ??= string.Join(' ', Parts.Select(part => part.Text).Where(text => text.Length > 0))) is { Length: > 0 } value ? value : null;

    public void Add(string text, int line)
    {
        if (Parts is [.., { IsItem: false } last]) last.Lines.Add(new(text, line));
        else Parts.Add(new(line, IsItem: false) { Lines = { new(text, line) } });
    }

    public DraftPart AddItem(string text, int line)
    {
        var item = new DraftPart(line, IsItem: true) { Lines = { new(text, line) } };
        Parts.Add(item);
        return item;
    }
}

/// <summary>Neighbouring lines of text, or one item of a list.</summary>
internal sealed record DraftPart(int Line, bool IsItem)
{
    private string? _text;

    public List<DraftText> Lines { get; } = [];

    /// <summary>One paragraph, without comments. Asked for once the file is taken apart.</summary>
    public string Text => _text ??= Comments.Without(Joined);

    /// <summary>Where a comment opens that does not end, and takes with it what follows; null where none does.</summary>
    public int? OpensComment => Comments.IsLeftOpen(Joined) ? Lines.FindLast(line => line.Text.Contains("<!--", StringComparison.Ordinal))?.Line ?? Line : null;

    private string Joined => string.Join(' ', Lines.Select(line => line.Text.Trim()).Where(line => line.Length > 0));

    /// <summary>The line where these words stand.</summary>
    public int LineOf(string words) => Lines.Find(line => line.Text.Contains(words, StringComparison.Ordinal))?.Line ?? Line;
}
