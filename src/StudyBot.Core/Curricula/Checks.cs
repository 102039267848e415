using System.Text;
using System.Text.RegularExpressions;
using StudyBot.Cards;
using StudyBot.Wording;

namespace StudyBot.Curricula;

/// <summary>What must hold of a whole file, and what its author would want to know.</summary>
internal static partial class Checks
{
    private const int LongestField = 8 * 1024;

    /// <summary>Beyond this Teams needs a second message.</summary>
    private const int MostPostBytes = 24_000;

    /// <summary>False: there is too much of something, and looking closer could take long.</summary>
    public static bool IsWithinLimits(Draft draft, Findings findings)
    {
        if (draft.Days.Count > CurriculumReader.MostLessons)
        {
            findings.Error(draft.Days[CurriculumReader.MostLessons].Line, Codes.TooManyLessons, $"The file has more than {CurriculumReader.MostLessons} lessons; split it into several curricula.");
            return false;
        }

        var titles = draft.Days.SelectMany(day => (DraftText?[])[Titled(day.Title, day), Titled(day.Week.Title, day)]).Prepend(draft.Title).OfType<DraftText>();
        var before = findings.Count;
        foreach (var title in titles.Where(title => Encoding.UTF8.GetByteCount(title.Text) > LongestField))
            findings.Error(title.Line, Codes.FieldTooLong, "This title is over 8 KB; shorten it.");
        foreach (var day in draft.Days)
        foreach (var field in day.Fields.Where(field => field.Parts.Sum(part => (long)Encoding.UTF8.GetByteCount(part.Text)) > LongestField))
            findings.Error(field.Line, Codes.FieldTooLong, $"{field.Label} of day {day.Number} is over 8 KB; shorten it, or link to it.");
        return findings.Count == before;
    }

    /// <summary>A title, and days that count from 1.</summary>
    public static void Structure(Draft draft, Findings findings)
    {
        if (draft.Title is null) findings.Error(1, Codes.NoTitle, "The file has no title; start it with a line such as # Month 3: Feature engineering.");
        if (draft.Days.Count == 0) findings.Error(1, Codes.NoDay, "The file has no day; start each lesson with a heading such as ### Day 1.");
        var seen = new HashSet<int>();
        var last = 0;
        foreach (var day in draft.Days)
        {
            if (!seen.Add(day.Number)) findings.Error(day.Line, Codes.DayTwice, $"Day {day.Number} stands here for the second time; give each day its own number.");
            else if (day.Number < 1) findings.Error(day.Line, Codes.DayOutOfOrder, "There is no day 0; number the days from 1.");
            else if (day.Number < last) findings.Error(day.Line, Codes.DayOutOfOrder, $"Day {day.Number} comes after day {last}; put the days in order from 1.");
            else if (day.Number > last + 1) findings.Error(day.Line, Codes.Gap, last == 0 ? $"The first day is day {day.Number}; number the days from 1." : $"Day {day.Number} follows day {last}; number the days without a gap.");
            last = Math.Max(last, day.Number);
        }
    }

    /// <summary>What a plan cannot do without.</summary>
    public static bool IsWhole(Draft draft) => draft is { Title: not null, Days.Count: > 0 } && draft.Days.Index().All(day => day.Item.Number == day.Index + 1);

    public static void Content(Draft draft, IReadOnlyList<Lesson> lessons, IReadOnlyList<CurriculumLink> links, Findings findings)
    {
        Urls(links, findings);
        foreach (var (day, lesson) in draft.Days.Zip(lessons))
        {
            Twice(day, findings);
            Unclosed(day, findings);
            Flattened(day, findings);
            Pictures(day, findings);
            Placeholders(day, findings);
            Study(day, lesson, findings);
            Length(day, Say.Lesson(new("", lessons), lesson, totals: null), findings);
        }
    }

    private static void Urls(IReadOnlyList<CurriculumLink> links, Findings findings)
    {
        var titles = new Dictionary<string, string>();
        foreach (var link in links)
        {
            if (link.Title is null || titles.TryAdd(link.Url, link.Title) || titles[link.Url] == link.Title) continue;
            findings.Warning(link.Line, Codes.UrlTwice, $"This link stands under another title before (\"{Excerpt.Of(titles[link.Url])}\"); check that it leads where it should.");
        }
    }

    private static void Twice(DraftDay day, Findings findings)
    {
        var seen = new HashSet<FieldName>();
        foreach (var field in day.Fields.Where(field => field.Name is not (FieldName.Extra or FieldName.Resources) && !seen.Add(field.Name)))
            findings.Error(field.Line, Codes.FieldTwice, $"Day {day.Number} has {field.Label} twice; join the two.");
    }

    private static void Unclosed(DraftDay day, Findings findings)
    {
        foreach (var line in day.Fields.SelectMany(field => field.Parts).Select(part => part.OpensComment).OfType<int>())
            findings.Error(line, Codes.Unclosed, Comments.DoesNotEnd);
    }

    /// <summary>Lists are kept where there are tasks, and under any label of one's own.</summary>
    private static void Flattened(DraftDay day, Findings findings)
    {
        foreach (var field in day.Fields)
        {
            if (field.Flattened is var (what, at))
                findings.Warning(at, Codes.OneLine, $"The {what} under {field.Label} becomes one line; put it on a page of its own, and link to it.");
            else if (field.Name is not (FieldName.Extra or FieldName.Resources) && field.Parts.FindAll(part => part.IsItem) is [var first, _, ..])
                findings.Warning(first.Line, Codes.OneLine, $"The list under {field.Label} becomes one line; put it under a label of its own, such as **Tasks:**.");
        }
    }

    private static void Pictures(DraftDay day, Findings findings)
    {
        foreach (var part in day.Fields.SelectMany(field => field.Parts))
        foreach (var url in Inlines.Pictures(part.Text))
            findings.Warning(part.LineOf(url), Codes.Picture, "A picture is not posted, its words alone are; link to it as [words](https://…).");
    }

    private static void Placeholders(DraftDay day, Findings findings)
    {
        foreach (var part in day.Fields.SelectMany(field => field.Parts).Prepend(new(day.Line, IsItem: false) { Lines = { new(day.Title ?? "", day.Line) } }))
        {
            if (Placeholder().Match(Code().Replace(part.Text, "")) is { Success: true } placeholder)
                findings.Warning(part.LineOf(placeholder.Value), Codes.Placeholder, $"\"{placeholder.Value}\" looks like a placeholder; replace it by your own words.");
        }
    }

    private static void Study(DraftDay day, Lesson lesson, Findings findings)
    {
        if (lesson.Learning is null) findings.Warning(day.Line, Codes.NoLearning, $"Day {day.Number} has no learning; add a line such as **Learning:** what it is about.");
        if (lesson.Doable is null && lesson.Extras.All(extra => Aside().IsMatch(extra.Name)))
            findings.Warning(day.Line, Codes.NothingToDo, $"Day {day.Number} has nothing to do; add a line such as **Doable:** one small task.");
    }

    private static void Length(DraftDay day, Card card, Findings findings)
    {
        if (!MessageSize.Of(card).Fits || Encoding.UTF8.GetByteCount(PlainText.Render(card)) > MostPostBytes)
            findings.Warning(day.Line, Codes.TooLongForOnePost, $"Day {day.Number} is too long for one message: Slack leaves the rest out, Teams goes on in the next; shorten it, or link to the long parts.");
    }

    private static DraftText? Titled(string? title, DraftDay day) => title is null ? null : new(title, day.Line);

    /// <summary>Words in square brackets that are neither a link nor an index such as <c>rows[first]</c>.</summary>
    [GeneratedRegex(@"(?<![\p{L}\p{N}_\])!\\])\[\p{L}[^\[\]\n]{1,59}\](?![(\[:])", RegexOptions.ExplicitCapture)]
    private static partial Regex Placeholder();

    [GeneratedRegex("`+[^`]*`+")]
    private static partial Regex Code();

    /// <summary>Extras that ask nothing of the reader; any other may be a task.</summary>
    [GeneratedRegex(@"\A\W*(((pro|quick)[ -])?tip|note|hint|quote|resource)s?( of the (day|week))?\W*\z", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture)]
    private static partial Regex Aside();
}
