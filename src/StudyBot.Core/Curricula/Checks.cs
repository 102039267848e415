using System.Text;
using System.Text.RegularExpressions;

namespace StudyBot.Curricula;

/// <summary>What must hold of a whole file, and what its author would want to know.</summary>
internal static partial class Checks
{
    private const int LongestField = 8 * 1024;

    /// <summary>Slack shows 50 blocks of 3,000 characters; a Teams card holds some 28 KB.</summary>
    private const int MostBlocks = 45;
    private const int MostPostBytes = 24_000;
    private const int BlockLength = 3_000;

    public static void Run(Draft draft, IReadOnlyList<Lesson> lessons, Findings findings)
    {
        if (draft.Title is null) findings.Error(1, Codes.NoTitle, "The file has no title; start it with a line such as # Month 3: Feature engineering.");
        if (draft.Days.Count == 0) findings.Error(1, Codes.NoDay, "The file has no day; start each lesson with a heading such as ### Day 1.");
        if (draft.Days.Count > CurriculumReader.MostLessons)
            findings.Error(draft.Days[CurriculumReader.MostLessons].Line, Codes.TooManyLessons, $"The file has more than {CurriculumReader.MostLessons} lessons; split it into several curricula.");
        Order(draft, findings);
        Urls(draft, findings);
        for (var i = 0; i < draft.Days.Count; i++)
        {
            Fields(draft.Days[i], findings);
            Content(draft.Days[i], lessons[i], findings);
        }
    }

    private static void Order(Draft draft, Findings findings)
    {
        var seen = new HashSet<int>();
        var last = 0;
        foreach (var day in draft.Days)
        {
            if (!seen.Add(day.Number)) findings.Error(day.Line, Codes.DayTwice, $"Day {day.Number} stands here for the second time; give each day its own number.");
            else if (day.Number < last || day.Number < 1) findings.Error(day.Line, Codes.DayOutOfOrder, $"Day {day.Number} comes after day {last}; put the days in order from 1.");
            else if (day.Number > last + 1) findings.Error(day.Line, Codes.Gap, $"Day {day.Number} follows day {last}; number the days without a gap, from 1.");
            last = Math.Max(last, day.Number);
        }
    }

    private static void Urls(Draft draft, Findings findings)
    {
        var titles = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var item in draft.Days.SelectMany(d => d.Fields).Where(f => f.Name == FieldName.Resources).SelectMany(f => f.Items))
        {
            if (item.Link is not { } link || titles.TryAdd(link.Url, link.Label) || titles[link.Url] == link.Label) continue;
            findings.Warning(item.Line, Codes.UrlTwice, $"This link stands under another title before (\"{titles[link.Url]}\"); check that it leads where it should.");
        }
    }

    private static void Fields(DraftDay day, Findings findings)
    {
        foreach (var field in day.Fields)
        {
            var length = Encoding.UTF8.GetByteCount(field.Value ?? "") + field.Items.Sum(item => Encoding.UTF8.GetByteCount(item.Text));
            if (length > LongestField) findings.Error(field.Line, Codes.FieldTooLong, $"{field.Label} of day {day.Number} is over 8 KB; shorten it, or link to it.");
            if (field.Name != FieldName.Extra && day.Fields.Find(f => f.Name == field.Name) != field)
                findings.Error(field.Line, Codes.FieldTwice, $"Day {day.Number} has {field.Label} twice; join the two.");
            foreach (var (text, line) in field.Items.Select(item => (item.Text, item.Line)).Prepend((field.Value ?? "", field.Line)))
            {
                if (Placeholder().Match(text) is { Success: true } placeholder)
                    findings.Warning(line, Codes.Placeholder, $"\"{placeholder.Value}\" looks like a placeholder; replace it by your own words.");
            }
        }
    }

    private static void Content(DraftDay day, Lesson lesson, Findings findings)
    {
        if (lesson.Learning is null) findings.Warning(day.Line, Codes.NoLearning, $"Day {day.Number} has no learning; add a line such as **Learning:** what it is about.");
        if (lesson.Doable is null && !lesson.Extras.Any(extra => extra.Items.Count > 0 || extra.Text is not null))
            findings.Warning(day.Line, Codes.NothingToDo, $"Day {day.Number} has nothing to do; add a line such as **Doable:** one small task.");

        string?[] texts = [lesson.Learning, lesson.Doable, lesson.LinkedInPost, lesson.BlogPost, string.Join('\n', lesson.Resources.Select(r => r.Title + r.Url)), .. lesson.Extras.Select(e => e.Text + string.Join('\n', e.Items))];
        var blocks = texts.Sum(text => (text?.Length ?? 0) / BlockLength + (string.IsNullOrEmpty(text) ? 0 : 1));
        if (blocks > MostBlocks || texts.Sum(text => Encoding.UTF8.GetByteCount(text ?? "")) > MostPostBytes)
            findings.Warning(day.Line, Codes.TooLongForOnePost, $"Day {day.Number} is too long for one Slack message or Teams card and will be split; shorten it, or link to the long parts.");
    }

    [GeneratedRegex(@"\[(?![ xX]\])[^\[\]\n]{2,60}\](?![(\[:])")]
    private static partial Regex Placeholder();
}
