using StudyBot.Cards;
using StudyBot.Curricula;
using StudyBot.Host;
using StudyBot.Local;
using StudyBot.Standings;
using StudyBot.Wording;
using static StudyBot.Tests.Wording.Sample;

namespace StudyBot.Tests.Wording;

/// <summary>What a lesson's card must show, held against every lesson of the built-in plan and of the sample.</summary>
public class LessonCardTests
{
    private static readonly Curriculum Built = CurriculumReader.Read("month-3.md", System.Text.Encoding.UTF8.GetBytes(BuiltIn.Find("month-3")!.Markdown)).Curriculum!;

    public static TheoryData<int> Days => [.. Built.Lessons.Select(lesson => lesson.Day)];

    [Theory]
    [MemberData(nameof(Days))]
    public void A_card_holds_all_of_its_lesson(int day) => Holds(Built, Built.Find(day)!);

    [Fact]
    public void Extras_and_their_lists_are_on_it_in_order()
    {
        Holds(Plan, Six);
        var text = PlainText.Render(Say.Lesson(Plan, Six, null));
        Assert.Contains("Micro-Quiz: What does a fold replace?\n\nTasks:\n\n- Weigh the water.\n- Keep a photo of each fold.", text);
    }

    [Fact]
    public void The_blog_idea_comes_on_the_first_day_of_a_week_and_with_week_on_every_day()
    {
        foreach (var lesson in Built.Lessons)
        {
            Assert.Equal(lesson.OpensWeek, PlainText.Render(Say.Lesson(Built, lesson, null)).Contains("Blog idea of the week:"));
            var posted = Enumerable.Range(1, lesson.Day).Select(day => PostedSix with { Day = day });
            Assert.Contains("Blog idea of the week:", PlainText.Render(Say.Week(Built, Bakers with { Posted = [.. posted] }, null)));
        }

        Assert.Equal(5, Built.Lessons.Count(lesson => lesson.OpensWeek));
    }

    [Theory]
    [InlineData(5, 8, "5 of 8 done.")]
    [InlineData(0, 8, "0 of 8 done. Reply \"done\" when you have done it.")]
    [InlineData(8, 8, "8 of 8 done: that is the whole team.")]
    [InlineData(0, 0, "Reply \"done\" when you have done it: that is all it takes to join.")]
    public void The_total_is_on_it(int done, int of, string said) => Assert.Contains(said, PlainText.Render(Say.Lesson(Plan, Six, new Totals(done, of))));

    /// <summary>Whoever looks later has not seen the first card.</summary>
    [Theory]
    [InlineData(0, 8, "0 of 8 done. Press Done when you have done it.")]
    [InlineData(1, 8, "1 of 8 done. Press Done when you have done it.")]
    [InlineData(8, 8, "8 of 8 done: that is the whole team.")]
    public void Where_plain_replies_do_not_arrive_it_asks_for_the_button_until_all_have_done_it(int done, int of, string said) =>
        Assert.Contains(said, PlainText.Render(Say.Lesson(Plan, Six, new Totals(done, of), buttonsFirst: true)));

    private static void Holds(Curriculum plan, Lesson lesson)
    {
        var card = Say.Lesson(plan, lesson, new Totals(1, 2));
        var text = PlainText.Render(card);
        var html = HtmlRenderer.Render(card, "m1");

        Assert.StartsWith($"Day {lesson.Day} · ", text, StringComparison.Ordinal);
        Assert.Contains($"Week {lesson.Week}", text);
        Assert.Contains($"lesson {lesson.Day} of {plan.Lessons.Count}", text);
        Assert.Equal(lesson.Resources.Sum(resource => resource.Minutes ?? 0), lesson.Minutes);
        if (lesson.Minutes > 0) Assert.Contains($"about {Many.Minutes(lesson.Minutes)} of study", text);
        if (lesson.Learning is { } learning) Assert.Contains(Inlines.ToText(learning).ToString(), Words(card));

        foreach (var resource in lesson.Resources)
        {
            var line = Assert.Single(card.Parts.OfType<Part.Bullets>().SelectMany(list => list.Items), item => item.Spans[0].Url == resource.Url);
            Assert.Equal(resource.Title, line.Spans[0].Value);
            foreach (var about in new[] { resource.Kind, resource.Minutes is { } minutes ? $"{minutes} min" : null }.OfType<string>()) Assert.Contains(about, line.ToString());
            Assert.Contains($"href=\"{System.Net.WebUtility.HtmlEncode(resource.Url)}\"", html);
        }

        var doable = card.Parts.OfType<Part.Callout>().SingleOrDefault();
        Assert.Equal(lesson.Doable is null ? null : "Doable", doable?.Label);
        foreach (var label in lesson.Extras.Select(extra => extra.Name).Concat(lesson.LinkedInPost is null ? [] : ["LinkedIn idea"])) Assert.Contains($"{label}:", text);
        Assert.Contains("1 of 2 done.", text);
        Assert.Equal([$"done {lesson.Day}", "remind me"], card.Parts.OfType<Part.Buttons>().Single().Items.Select(button => button.Command));
        Assert.Equal(["Done", "Remind me later"], card.Parts.OfType<Part.Buttons>().Single().Items.Select(button => button.Label));
    }

    private static string Words(Card card) => string.Join('\n', card.Parts.OfType<Part.Paragraph>().Select(paragraph => paragraph.Text.ToString()));
}
