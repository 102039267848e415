namespace StudyBot.Curricula;

/// <summary>A plan of study, read from Markdown. Lesson <c>n</c> is at index <c>n - 1</c>: days have no gaps.</summary>
public sealed record Curriculum(string Title, IReadOnlyList<Lesson> Lessons)
{
    /// <summary>The lesson of a day, or null where the plan has no such day.</summary>
    public Lesson? Find(int day) => day >= 1 && day <= Lessons.Count ? Lessons[day - 1] : null;
}

/// <summary>One day of a curriculum. Texts are Markdown of one paragraph (links, emphasis, code); what the file left out is null.</summary>
/// <param name="Day">1-based; the number people say in <c>done 4</c>.</param>
/// <param name="Week">The number of the <c>## Week N</c> it stands under; 0 where the file has no weeks.</param>
/// <param name="BlogPost">The idea itself, also where the file said <c>(see Day N)</c>.</param>
/// <param name="OpensWeek">Whether this is the first day of its week.</param>
public sealed record Lesson(
    int Day,
    int Week,
    string? WeekTitle,
    string? Title,
    string? Learning,
    string? Doable,
    string? LinkedInPost,
    string? BlogPost,
    bool OpensWeek,
    IReadOnlyList<Resource> Resources,
    IReadOnlyList<Extra> Extras)
{
    /// <summary>Study time: the sum of the resources' minutes.</summary>
    public int Minutes => Resources.Sum(r => r.Minutes ?? 0);
}

/// <summary>Something to read or watch. <paramref name="Url"/> is absolute http or https.</summary>
/// <param name="Kind">Docs, Blog, YouTube … or null where the file does not say.</param>
/// <param name="Before">The author's words before the link: <c>Do exercise 3 of</c>.</param>
/// <param name="After">And those behind it: <c>, the first chapter</c>.</param>
public sealed record Resource(string Title, string? Kind, int? Minutes, string Url, string? Before = null, string? After = null);

/// <summary>A field the format has no word for (Micro-Quiz, Tip, Tasks …), kept in the file's order.</summary>
public sealed record Extra(string Name, string? Text, IReadOnlyList<string> Items);
