using StudyBot.Cards;
using StudyBot.Curricula;
using StudyBot.Wording;

namespace StudyBot.Tests.Curricula;

/// <summary>The forms a plan may be written in. To add one, add a line.</summary>
public class FormTests
{
    [Theory]
    [InlineData("[Flour (Docs, 8 min)](https://b.example/)", "Flour", "Docs", 8)]
    [InlineData("[Flour (8 min)](https://b.example/)", "Flour", null, 8)]
    [InlineData("[Flour (Blog, 8 min read)](https://b.example/)", "Flour", "Blog", 8)]
    [InlineData("[Flour (8 min read)](https://b.example/)", "Flour", null, 8)]
    [InlineData("[Flour (YouTube, 8 minutes)](https://b.example/)", "Flour", "YouTube", 8)]
    [InlineData("[Flour (8 min, YouTube)](https://b.example/)", "Flour", "YouTube", 8)]
    [InlineData("[Flour (Blog, ~8 min)](https://b.example/)", "Flour", "Blog", 8)]
    [InlineData("[Flour (Blog, about 8 min)](https://b.example/)", "Flour", "Blog", 8)]
    [InlineData("[Flour (Blog, 5-8 min)](https://b.example/)", "Flour", "Blog", 8)]
    [InlineData("[Flour (Talk, 1 h 20 min)](https://b.example/)", "Flour", "Talk", 80)]
    [InlineData("[Flour (Course, 2 hours)](https://b.example/)", "Flour", "Course", 120)]
    [InlineData("[Flour: the missing link (Docs, 8 min)](https://b.example/)", "Flour: the missing link", "Docs", 8)]
    [InlineData("[Flour (part 2) (Docs, 8 min)](https://b.example/)", "Flour (part 2)", "Docs", 8)]
    [InlineData("[Flour (part 2)](https://b.example/)", "Flour (part 2)", null, null)]
    [InlineData("[Flour (Docs, 99999 min)](https://b.example/)", "Flour (Docs, 99999 min)", null, null)]
    [InlineData("[Flour (Docs, 1.5 min)](https://b.example/)", "Flour (Docs, 1.5 min)", null, null)]
    [InlineData("[Flour](https://b.example/)", "Flour", null, null)]
    [InlineData("[Flour](https://b.example/) (Docs, 8 min)", "Flour", "Docs", 8)]
    [InlineData("[Flour](https://b.example/): (Docs, 8 min).", "Flour", "Docs", 8)]
    [InlineData("([Flour (Docs, 8 min)](https://b.example/))", "Flour", "Docs", 8)]
    [InlineData("[**Flour** `00` &amp; more (Docs, 8 min)](https://b.example/)", "Flour 00 & more", "Docs", 8)]
    [InlineData("**[Flour (Docs, 8 min)](https://b.example/)**", "Flour", "Docs", 8)]
    [InlineData("[(Docs, 8 min)](https://b.example/)", "https://b.example/", "Docs", 8)]
    [InlineData("[](https://b.example/)", "https://b.example/", null, null)]
    [InlineData("https://b.example/", "https://b.example/", null, null)]
    [InlineData("<https://b.example/>", "https://b.example/", null, null)]
    [InlineData("https://b.example/ (Docs, 8 min)", "https://b.example/", "Docs", 8)]
    [InlineData("Flour: https://b.example/ (Docs, 8 min)", "Flour", "Docs", 8)]
    [InlineData("Flour (Docs, 8 min): https://b.example/", "Flour", "Docs", 8)]
    [InlineData("[ ] [Flour (Docs, 8 min)](https://b.example/)", "Flour", "Docs", 8)]
    public void A_resource(string item, string title, string? kind, int? minutes) =>
        Assert.Equal(new Resource(title, kind, minutes, "https://b.example/"), Assert.Single(Bread.Day("**Resources:**", $"- {item}").Resources));

    /// <summary>Nothing the author wrote beside a link is lost, and minutes are found behind it too.</summary>
    [Theory]
    [InlineData("[Flour](https://b.example/) – (Docs, 8 min), worth every one", "Flour (https://b.example/), worth every one · Docs, 8 min")]
    [InlineData("[Flour](https://b.example/) – read only chapter 3, skip the rest (20 min)", "Flour (https://b.example/) – read only chapter 3, skip the rest · 20 min")]
    [InlineData("Do exercise 1 of [Flour](https://b.example/) and post your score (Course, 30 min)", "Do exercise 1 of Flour (https://b.example/) and post your score · Course, 30 min")]
    [InlineData("[Flour (YouTube, 9 min)](https://b.example/) — from minute 3.", "Flour (https://b.example/) — from minute 3 · YouTube, 9 min")]
    [InlineData("Start with [Flour](https://b.example/), it is the shortest (5 min), then sleep.", "Start with Flour (https://b.example/), it is the shortest, then sleep · 5 min")]
    [InlineData("**[Flour (Docs, 8 min)](https://b.example/)** *only* chapter 3", "Flour (https://b.example/) only chapter 3 · Docs, 8 min")]
    [InlineData("[Flour](https://b.example/) to the end (skip the first 10 min)", "Flour (https://b.example/) to the end (skip the first 10 min)")]
    [InlineData("(see [Flour](https://b.example/))", "(see Flour (https://b.example/))")]
    [InlineData("Flour: https://b.example/ (8 min), twice", "Flour (https://b.example/), twice · 8 min")]
    [InlineData("📘 [Flour [part 2 (Docs, 8 min)](https://b.example/)", "📘 [Flour part 2 (https://b.example/) · Docs, 8 min")]
    public void Words_beside_a_resource(string item, string shown) => Assert.Equal([shown], Shown(item));

    [Theory]
    [InlineData("[Flour](https://b.example/), then do part 3 of [Salt](https://c.example/) (10 min)", "Flour (https://b.example/), then do part 3 of", "Salt (https://c.example/) · 10 min")]
    [InlineData("[Flour](https://b.example/), chapter 3, and [Salt](https://c.example/)", "Flour (https://b.example/), chapter 3", "Salt (https://c.example/)")]
    [InlineData("[Flour](https://b.example/) und [Salt](https://c.example/) / ", "Flour (https://b.example/)", "Salt (https://c.example/)")]
    [InlineData("Flour: https://b.example/ (8 min), Salt: https://c.example/ (2 min)", "Flour (https://b.example/) · 8 min", "Salt (https://c.example/) · 2 min")]
    public void Words_between_two_resources(string item, string first, string second) => Assert.Equal([first, second], Shown(item));

    [Fact]
    public void A_heading_of_a_week_below_a_days_is_a_field()
    {
        var plan = Bread.Plain("# Bread\n\n## Week 1\n\n### Day 1\nRest.\n\n#### Week 1 recap\nWrite.\n\n**Blog post:** Salt\n\n### Day 2\nBake.\n");
        Assert.Equal(("Week 1 recap", "Write."), (Assert.Single(plan.Lessons[0].Extras).Name, plan.Lessons[0].Extras[0].Text));
        Assert.Equal("Salt", plan.Lessons[0].BlogPost);
        Assert.Equal((1, null, false), (plan.Lessons[1].Week, plan.Lessons[1].WeekTitle, plan.Lessons[1].OpensWeek));
    }

    [Theory]
    [InlineData("<!-- Was: sugar. --> Salt.")]
    [InlineData("<!-- Was:", "sugar. --> Salt.")]
    [InlineData("<!-- Was: --> <!-- sugar. --> **Learning:** Salt.")]
    [InlineData("<!--> Salt.")]
    public void What_stands_behind_a_comment_is_read(params string[] lines) => Assert.Equal("Salt.", Bread.Day(lines).Learning);

    [Fact]
    public void A_heading_as_high_as_the_days_is_a_field_and_a_higher_one_ends_the_day()
    {
        var noted = Assert.Single(Bread.Day("Rest.", "", "### Notes", "Keep it warm.").Extras);
        Assert.Equal(("Notes", "Keep it warm."), (noted.Name, noted.Text));

        var ended = Bread.Plain("# Bread\n\n### Day 1\nRest.\n\n## Afterwards\nEat it.\n").Lessons[0];
        Assert.Equal("Rest.", ended.Learning);
        Assert.Empty(ended.Extras);
    }

    [Fact]
    public void Code_keeps_the_marks_that_are_in_it() => Assert.Equal("Rest: ``` a ` b `` c ```", Bread.Day("Rest:", "", "    a ` b `` c").Learning);

    [Fact]
    public void An_item_without_words_is_let_be() => Assert.Single(Bread.Day("**Resources:**", "- [A (2 min)](https://b.example/a)", "-").Resources);

    [Fact]
    public void A_link_in_a_text_is_one_of_the_plans_links() => Assert.Contains(
        new CurriculumLink("https://bread.example/feel", 10, null),
        Bread.Read(Bread.With("feel it.", "[feel it](https://bread.example/feel).")).Links);

    [Theory]
    [InlineData("**Day 1:** Flour", "Flour")]
    [InlineData("__Day 1:__ Flour", "Flour")]
    [InlineData("Day 1 – __Flour__", "__Flour__")]
    public void A_heading_may_be_bold(string heading, string title) => Assert.Equal(title, Bread.Plain($"# Bread\n\n### {heading}\nRest.\n").Lessons[0].Title);

    [Theory]
    [InlineData("[Brackets (Docs, 8 min)](https://b.example/a_(b))", "https://b.example/a_(b)")]
    [InlineData("[Query (Docs, 8 min)](https://b.example/?a=1&b=2#c)", "https://b.example/?a=1&b=2#c")]
    [InlineData("[Named (Docs, 8 min)](https://b.example/ \"a name\")", "https://b.example/")]
    [InlineData("[Loud (Docs, 8 min)](HTTP://b.example/)", "HTTP://b.example/")]
    [InlineData("Bare https://b.example/a_(b). (8 min)", "https://b.example/a_(b)")]
    public void A_resources_address(string item, string url) => Assert.Equal(url, Assert.Single(Bread.Day("**Resources:**", $"- {item}").Resources).Url);

    [Theory]
    [InlineData("**Resources:** [A (2 min)](https://b.example/a), [B](https://b.example/b) (3 min)")]
    [InlineData("**Resources:**", "[A (2 min)](https://b.example/a)", "[B (3 min)](https://b.example/b)")]
    [InlineData("**Resources:**", "1. [A (2 min)](https://b.example/a)", "2. [B (3 min)](https://b.example/b)")]
    [InlineData("**Resources:**", "* [A (2 min)](https://b.example/a) and [B (3 min)](https://b.example/b)")]
    [InlineData("**Resources:**", "- [A (2 min)](https://b.example/a)", "", "**Resources:**", "- [B (3 min)](https://b.example/b)")]
    [InlineData("**Resources:**", "- [A (2 min)](https://b.example/a)", "  - [B (3 min)](https://b.example/b)")]
    [InlineData("#### Resources", "- [A (2 min)](https://b.example/a)", "- [B (3 min)](https://b.example/b)")]
    [InlineData("> **Resources:**", "> - [A (2 min)](https://b.example/a)", "> - [B (3 min)](https://b.example/b)")]
    public void Resources_however_they_are_listed(params string[] lines)
    {
        var lesson = Bread.Day(lines);
        Assert.Equal([new("A", null, 2, "https://b.example/a"), new("B", null, 3, "https://b.example/b")], lesson.Resources);
        Assert.Equal(5, lesson.Minutes);
        Assert.Empty(lesson.Extras.SelectMany(extra => extra.Items));
    }

    [Theory]
    [InlineData("Learning")]
    [InlineData("LEARNING")]
    [InlineData("Learn")]
    [InlineData("Learning (20 min)")]
    [InlineData("📚 Learning")]
    public void A_label_for_learning(string label) => Assert.Equal("Salt.", Bread.Day($"- **{label}:** Salt.").Learning);

    [Theory]
    [InlineData("Possible high-impact LinkedIn post")]
    [InlineData("LinkedIn post")]
    [InlineData("LinkedIn post idea")]
    [InlineData("linkedin idea")]
    public void A_label_for_a_LinkedIn_post(string label) => Assert.Equal("Salt.", Bread.Day($"- **{label}:** Salt.").LinkedInPost);

    [Theory]
    [InlineData("Possible blog post (for the week)")]
    [InlineData("Possible blog post")]
    [InlineData("Blog post")]
    [InlineData("Blog idea")]
    [InlineData("Blogpost")]
    public void A_label_for_a_blog_post(string label) => Assert.Equal("Salt.", Bread.Day($"- **{label}:** Salt.").BlogPost);

    [Theory]
    [InlineData("Tip")]
    [InlineData("Micro-Quiz")]
    [InlineData("Project Increment")]
    [InlineData("Mock Interview Prep")]
    [InlineData("LinkedIn Learning course")]
    [InlineData("Learning goals")]
    public void A_label_without_a_meaning_of_its_own(string label)
    {
        var extra = Assert.Single(Bread.Day($"- **{label}:** Salt.").Extras);
        Assert.Equal((label, "Salt."), (extra.Name, extra.Text));
        Assert.Empty(extra.Items);
    }

    [Theory]
    [InlineData("**Doable:** Salt.")]
    [InlineData("**Doable**: Salt.")]
    [InlineData("**Doable :** Salt.")]
    [InlineData("__Doable:__ Salt.")]
    [InlineData("- **Doable:** Salt.")]
    [InlineData("* **Doable:** Salt.")]
    [InlineData("1. **Doable:** Salt.")]
    [InlineData("- [ ] **Doable:** Salt.")]
    [InlineData("> **Doable:** Salt.")]
    [InlineData("**Doable:**Salt.")]
    [InlineData("**Doable:**\tSalt.")]
    [InlineData("**Doable:**", "Salt.")]
    [InlineData("**Doable:**", "", "Salt.")]
    [InlineData("**Doable:**", "- Salt.")]
    [InlineData("#### Doable", "Salt.")]
    [InlineData("**Doable:** Salt.", "---")]
    [InlineData("**Doable:** Salt. <!-- Was: sugar. -->")]
    [InlineData("**Doable:** Salt.", "", "<!--", "**Tip:** Sugar.", "-->")]
    [InlineData("**Resources:**", "**Doable:** Salt.")]
    [InlineData("<!-- Was: sugar. --> **Doable:** Salt.")]
    [InlineData("**Tip**", "    <!-- Was: sugar. --> **Doable:** Salt.")]
    [InlineData("- <!-- Was:", "  sugar. --> **Doable:** Salt.")]
    public void A_field(params string[] lines)
    {
        var lesson = Bread.Day(lines);
        Assert.Equal("Salt.", lesson.Doable);
        Assert.Empty(lesson.Extras);
    }

    [Theory]
    [InlineData("- **Learning:** One", "two.", "", "  Three.")]
    [InlineData("- **Learning:** One", "  two.", "  - Three.")]
    [InlineData("One two.", "", "Three.")]
    [InlineData("One two.", "**Learning:** Three.")]
    [InlineData("- One two.", "", "- **Learning:** Three.")]
    public void Lines_that_belong_together(params string[] lines) => Assert.Equal("One two. Three.", Bread.Day(lines).Learning);

    [Theory]
    [InlineData("1. Weigh it")]
    [InlineData("# is a comment")]
    [InlineData("- 5 degrees")]
    [InlineData("> 200 degrees")]
    [InlineData("5) Weigh it")]
    [InlineData("<b>Weigh</b> it")]
    [InlineData("[salt]: yes")]
    public void What_a_field_begins_with_is_kept(string text) => Assert.Equal(text, Inlines.ToText(Bread.Day($"**Doable:** {text}").Doable!).ToString());

    [Theory]
    [InlineData("\"Salt.\"", "Salt.")]
    [InlineData("“Salt.”", "Salt.")]
    [InlineData("„Salt.“", "Salt.")]
    [InlineData("«Salt.»", "Salt.")]
    [InlineData("'Salt.'", "Salt.")]
    [InlineData("‘Salt isn’t sugar.’", "Salt isn’t sugar.")]
    [InlineData("'Salt isn't sugar.'", "Salt isn't sugar.")]
    [InlineData("\" Salt. \"", "Salt.")]
    [InlineData("“Call it “salt”.”", "Call it “salt”.")]
    [InlineData("Salt.", "Salt.")]
    [InlineData("\"Salt\" and \"sugar\"", "\"Salt\" and \"sugar\"")]
    [InlineData("“Salt” and “sugar”", "“Salt” and “sugar”")]
    [InlineData("\"Salt.", "\"Salt.")]
    [InlineData("\"Salt.'", "\"Salt.'")]
    [InlineData("\"\"", null)]
    [InlineData("\"", "\"")]
    public void Quotes_around_a_post(string written, string? read)
    {
        var lesson = Bread.Day($"- **LinkedIn post:** {written}", $"- **Blog post:** {written}");
        Assert.Equal((read, read), (lesson.LinkedInPost, lesson.BlogPost));
    }

    [Theory]
    [InlineData("## Week 2", 2, null)]
    [InlineData("## Week 2: Salt", 2, "Salt")]
    [InlineData("## Week 2 – Salt", 2, "Salt")]
    [InlineData("## Week 2 (2 days)", 2, null)]
    [InlineData("## Week 2: Salt (2 days)", 2, "Salt")]
    [InlineData("## Week 2: Salt (the sea's) and rock", 2, "Salt (the sea's) and rock")]
    [InlineData("## Week 2: Salt (the sea's) (2 days)", 2, "Salt (the sea's)")]
    [InlineData("## Week 2 ##", 2, null)]
    [InlineData("## **Week 2:** Salt", 2, "Salt")]
    [InlineData("# week 2", 2, null)]
    [InlineData("## Weekend 2", 0, null)]
    public void A_week(string heading, int number, string? title)
    {
        var lesson = Bread.Plain($"# Bread\n\n{heading}\n\nWhat the week is about.\n\n### Day 1\n**Doable:** Salt.\n").Lessons[0];
        Assert.Equal((number, title), (lesson.Week, lesson.WeekTitle));
        Assert.Null(lesson.Learning);
    }

    [Theory]
    [InlineData("### Day 1", null)]
    [InlineData("### Day 1: Salt", "Salt")]
    [InlineData("### Day 1 — Salt", "Salt")]
    [InlineData("### Day 1 Salt", "Salt")]
    [InlineData("### Day 1: Salt (the sea's)", "Salt (the sea's)")]
    [InlineData("### Day 01: F# and C#", "F# and C#")]
    [InlineData("### Day 1: Salt ###", "Salt")]
    [InlineData("### **Day 1:** Salt", "Salt")]
    [InlineData("# day 1", null)]
    [InlineData("- ### Day 1: Salt", "Salt")]
    [InlineData("> ### Day 1: Salt", "Salt")]
    public void A_day(string heading, string? title) => Assert.Equal(title, Assert.Single(Bread.Plain($"# Bread\n\n{heading}\n").Lessons).Title);

    [Theory]
    [InlineData("# Bread", "Bread")]
    [InlineData("# **Bread** and [salt](https://b.example/)", "Bread and salt")]
    [InlineData("# Learning C#", "Learning C#")]
    [InlineData("# Bread #", "Bread")]
    [InlineData("---\nauthor: Ana\n---\n# Bread", "Bread")]
    [InlineData("Some words.\n\n# Bread", "Bread")]
    public void A_title(string heading, string title) => Assert.Equal(title, Bread.Plain($"{heading}\n\n### Day 1\n").Title);

    [Theory]
    [InlineData("## Further reading")]
    [InlineData("# Licence")]
    [InlineData("## Week 2")]
    public void What_stands_under_a_greater_heading_belongs_to_no_day(string heading) =>
        Assert.Equal("Salt.", Assert.Single(Bread.Plain($"# Bread\n\n### Day 1\n**Learning:** Salt.\n\n{heading}\n\n**Tip:** Sugar.\n\n- Pepper.\n").Lessons).Learning);

    [Theory]
    [InlineData("**Tasks:** Three:", "- One", "- Two", "- [x] Three")]
    [InlineData("**Tasks:** Three:", "  1. One", "  2. Two", "     - Three")]
    [InlineData("- **Tasks:** Three:", "  - One", "  - Two", "  - Three")]
    [InlineData("#### Tasks:", "Three:", "* One", "* Two", "", "* Three")]
    public void An_extra_with_its_list(params string[] lines)
    {
        var extra = Assert.Single(Bread.Day(lines).Extras);
        Assert.Equal(("Tasks", "Three:"), (extra.Name, extra.Text));
        Assert.Equal(["One", "Two", "Three"], extra.Items);
    }

    [Fact]
    public void Extras_keep_their_order_and_known_fields_may_stand_between_them()
    {
        var lesson = Bread.Day("**Tip:** Wait.", "- **Doable:** Knead.", "- **Micro-Quiz:** Why?", "", "**Learning:** Gluten.", "", "**Tip:** Wait more.");
        Assert.Equal(["Tip: Wait.", "Micro-Quiz: Why?", "Tip: Wait more."], lesson.Extras.Select(extra => $"{extra.Name}: {extra.Text}"));
        Assert.Equal(("Knead.", "Gluten."), (lesson.Doable, lesson.Learning));
    }

    [Fact]
    public void An_item_may_go_on_over_lines_and_paragraphs()
    {
        var extra = Assert.Single(Bread.Day("**Tasks:**", "- One", "  and a half", "", "  and more", "- Two", "", "Then rest.").Extras);
        Assert.Equal(["One and a half and more", "Two"], extra.Items);
        Assert.Equal("Then rest.", extra.Text);
    }

    [Fact]
    public void Code_stays_code()
    {
        var extra = Assert.Single(Bread.Day("**Tasks:**", "", "```sql", "select `a`", "from b", "```").Extras);
        Assert.Equal("select `a` from b", Assert.Single(Inlines.ToText(extra.Text!).Spans).Value);
    }

    [Fact]
    public void Words_among_the_resources_are_not_lost()
    {
        var lesson = Bread.Day("**Resources:** pick one", "- [A (2 min)](https://b.example/a)");
        Assert.Single(lesson.Resources);
        Assert.Equal("pick one", Assert.Single(lesson.Extras).Text);
    }

    [Fact]
    public void A_reference_is_followed_as_far_as_it_leads()
    {
        var plan = Bread.Plain(Bread.Plan);
        Assert.All(plan.Lessons, lesson => Assert.Equal("Why Bread Needs Time", lesson.BlogPost));
    }

    [Fact]
    public void A_reference_may_lead_forward_and_holds_for_LinkedIn_posts_too()
    {
        var plan = Bread.Plain("# Bread\n\n### Day 1\n**LinkedIn post:** (see Day 2)\n**Blog post:** See day 2.\n\n### Day 2\n**LinkedIn post:** \"Salt\"\n**Blog post:** “Sugar”\n");
        Assert.Equal(("Salt", "Sugar"), (plan.Lessons[0].LinkedInPost, plan.Lessons[0].BlogPost));
    }

    [Fact]
    public void The_first_day_of_each_week_opens_it()
    {
        var plan = Bread.Plain("# Bread\n\n### Day 1\n\n### Day 2\n\n## Week 1\n\n## Week 2\n\n### Day 3\n\n### Day 4\n\n## Week 3\n\n### Day 5\n");
        Assert.Equal([true, false, true, false, true], plan.Lessons.Select(lesson => lesson.OpensWeek));
        Assert.Equal([0, 0, 2, 2, 3], plan.Lessons.Select(lesson => lesson.Week));
    }

    [Fact]
    public void A_day_may_lack_everything()
    {
        var lesson = Bread.Day();
        Assert.Null(lesson.Learning ?? lesson.Doable ?? lesson.LinkedInPost ?? lesson.BlogPost ?? lesson.Title ?? lesson.WeekTitle);
        Assert.Empty(lesson.Resources);
        Assert.Empty(lesson.Extras);
        Assert.Equal(0, lesson.Minutes);
    }

    [Theory]
    [InlineData("\n", false)]
    [InlineData("\r\n", false)]
    [InlineData("\r", false)]
    [InlineData("\n", true)]
    [InlineData("\r\n", true)]
    public void Line_ends_and_the_mark_at_a_files_beginning_make_no_difference(string end, bool mark)
    {
        var text = (mark ? "\uFEFF" : "") + Bread.Plan.Replace("\n", end);
        Assert.Equal(Print.Of(Bread.Plain(Bread.Plan)), Print.Of(Bread.Plain(text)));
        Assert.Equal(["17 SB008"], Bread.Codes(Bread.Read(text.Replace("(see Day 1)", "(see Day 9)"))));
    }

    [Fact]
    public void Control_characters_are_shown_as_unknown() => Assert.Equal("a\uFFFDb\uFFFD[31m", Bread.Day("**Learning:** a\0b\u001b[31m").Learning);

    /// <summary>The lines of an item among the resources, on the lesson's card.</summary>
    private static string[] Shown(string item)
    {
        var plan = Bread.Plain($"# Bread\n\n### Day 1\n**Resources:**\n- {item}\n");
        return [.. Assert.Single(Say.Lesson(plan, plan.Lessons[0], totals: null).Parts.OfType<Part.Bullets>()).Items.Select(PlainText.Render)];
    }
}
