using System.Text;
using CsCheck;
using StudyBot.Curricula;

namespace StudyBot.Tests.Curricula;

/// <summary>A plan that is written down reads back as it was, in whatever order and style its fields stand.</summary>
public class RoundTripTests
{
    private static readonly Gen<string> Word = Gen.OneOf("salt", "Wasser", "50 %", "C#", "it's", "e.g.", "tüchtig", "面包", "🍞", "(twice)", "a/b", "—", "1.", "\"hot\"", "≥ 3", "x = y");

    private static readonly Gen<string> Words = Word.Array[1, 6].Select(words => string.Join(' ', words)).Where(text => !text.StartsWith('"'));

    private static readonly Gen<string?> Perhaps = Gen.Frequency((3, Words.Select(text => (string?)text)), (1, Gen.Const((string?)null)));

    private static readonly Gen<Resource> Resources =
        Gen.Select(Words, Gen.OneOf<string?>(null, "Docs", "Blog", "YouTube"), Gen.Int[0, 9999], Gen.Int[1, 1000], Gen.Bool,
            (title, kind, minutes, page, timed) => new Resource(title, timed ? kind : null, timed ? minutes : null, $"https://bread.example/{page}_(a)?b=c&d"));

    private static readonly Gen<Extra> Extras =
        Gen.Select(Gen.OneOf("Tip", "Micro-Quiz", "Tasks", "Mock Interview Prep (aloud)", "Übung"), Words, Words.Where(item => !item.StartsWith("1.")).Array[0, 3], (name, text, items) => new Extra(name, text, items));

    private static readonly Gen<Lesson> Lessons =
        Gen.Select(Gen.Select(Perhaps, Perhaps, Perhaps), Gen.Select(Perhaps, Perhaps), Resources.Array[0, 3], Extras.Array[0, 3],
            (texts, posts, resources, extras) => new Lesson(0, 0, null, Titled(texts.Item1), texts.Item2, texts.Item3, posts.Item1, posts.Item2, false, resources, extras));

    private static readonly Gen<(Curriculum Plan, int[] Styles)> Plans =
        Gen.Select(Words, Lessons.Array[1, 12], Gen.Int[1, 5], Perhaps.Array[12], Gen.Int[0, 1_000_000].Array[12],
            (title, lessons, weekLength, weekTitles, styles) => (new Curriculum(Titled(title) ?? "Bread", [.. lessons.Select((lesson, i) => lesson with
            {
                Day = i + 1,
                Week = 1 + (i / weekLength),
                WeekTitle = Titled(weekTitles[i / weekLength])?.Replace("(twice)", "twice"),
                OpensWeek = i % weekLength == 0,
            })]), styles));

    [Fact]
    public void A_plan_reads_back_as_it_was_written() => Plans.Sample(
        (plan, styles) =>
        {
            var reading = CurriculumReader.Read("plan.md", Encoding.UTF8.GetBytes(Written(plan, styles)));
            Assert.Equal(Print.Of(plan), reading.Curriculum is { } read ? Print.Of(read) : string.Join('\n', reading.Diagnostics));
        },
        print: plan => Written(plan.Item1, plan.Item2),
        iter: 500);

    /// <summary>A heading's own signs are not part of its words.</summary>
    private static string? Titled(string? text) => text?.Trim('—', ' ') is { Length: > 0 } title ? title : null;

    private static string Written(Curriculum plan, int[] styles)
    {
        var end = styles[0] % 2 == 0 ? "\n" : "\r\n";
        var lines = new List<string> { $"# {plan.Title}", "" };
        foreach (var lesson in plan.Lessons)
        {
            if (lesson.OpensWeek) lines.AddRange([$"## Week {lesson.Week}{(lesson.WeekTitle is { } week ? $": {week}" : "")}{(styles[1] % 2 == 0 ? " (some days)" : "")}", ""]);
            lines.AddRange([$"### Day {lesson.Day}{(lesson.Title is { } title ? $": {title}" : "")}", .. Fields(lesson, new Random(styles[(lesson.Day - 1) % styles.Length])), ""]);
        }

        return (styles[2] % 2 == 0 ? "\uFEFF" : "") + string.Join(end, lines);
    }

    /// <summary>Known fields in any order around the extras, which keep theirs.</summary>
    private static IEnumerable<string> Fields(Lesson lesson, Random style)
    {
        var known = new List<string[]>();
        if (lesson.Learning is { } learning) known.Add([$"- **Learning:** {learning}"]);
        if (lesson.Doable is { } doable) known.Add([$"- **Doable:** {doable}"]);
        if (lesson.LinkedInPost is { } post) known.Add([$"- **{(style.Next(2) == 0 ? "Possible high-impact LinkedIn post" : "LinkedIn post")}:** {Quoted(post, style)}"]);
        if (lesson.BlogPost is { } blog) known.Add([$"- **{(style.Next(2) == 0 ? "Possible blog post (for the week)" : "Blog post")}:** {Quoted(blog, style)}"]);
        if (lesson.Resources.Count > 0) known.Add(["- **Resources:**", .. lesson.Resources.Select(r => $"  - {Written(r, style)}")]);
        var fields = known.OrderBy(_ => style.Next()).ToList();
        var at = -1;
        foreach (var extra in lesson.Extras)
            fields.Insert(at = style.Next(at + 1, fields.Count + 1), [$"- **{extra.Name}:** {extra.Text}", .. extra.Items.Select(item => $"  * {item}")]);
        return fields.SelectMany(field => field);
    }

    private static string Quoted(string post, Random style) => style.Next(3) switch
    {
        0 => post,
        1 when !post.Contains('"') => $"\"{post}\"",
        _ => $"“{post}”",
    };

    private static string Written(Resource resource, Random style)
    {
        var about = resource switch
        {
            { Minutes: null } => "",
            { Kind: null } => $"({resource.Minutes} min)",
            _ => $"({resource.Kind}, {resource.Minutes} min{(style.Next(2) == 0 ? " read" : "")})",
        };
        return style.Next(2) == 0 ? $"[{$"{resource.Title} {about}".Trim()}]({resource.Url})" : $"[{resource.Title}]({resource.Url}) {about}".Trim();
    }
}
