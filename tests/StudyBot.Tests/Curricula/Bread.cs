using System.Text;
using StudyBot.Curricula;

namespace StudyBot.Tests.Curricula;

/// <summary>A small plan without a fault, for tests that change one thing in it.</summary>
public static class Bread
{
    /// <summary>22 lines; the comments say which.</summary>
    public const string Plan = """
        # Bread in three days

        ## Week 1: Flour and water

        ### Day 1
        - **Learning:** Flour is seed, ground until it takes up water.
          **Resources:**
          - [Flour by the number (Docs, 8 min)](https://bread.example/flour)
          - [What water does (Blog, 10 min)](https://bread.example/water)
        - **Doable:** Weigh out 500 g of flour and feel it.
        - **Possible high-impact LinkedIn post:** "Flour first: it's the part nobody looks at."
        - **Possible blog post (for the week):** "Why Bread Needs Time"

        ### Day 2
        - **Learning:** Salt slows the yeast and tightens the dough.
        - **Doable:** Knead one dough with salt and one without.
        - **Possible blog post:** (see Day 1)

        ### Day 3
        - **Learning:** Heat drives the water out and the crust in.
        - **Doable:** Bake both and compare them.
        - **Possible blog post:** (see Day 2)
        """;

    public static CurriculumReading Read(string markdown) => CurriculumReader.Read("bread.md", Encoding.UTF8.GetBytes(markdown));

    /// <summary>What a plan without errors holds.</summary>
    public static Curriculum Plain(string markdown)
    {
        var reading = Read(markdown);
        return reading.Curriculum ?? throw new InvalidOperationException(string.Join('\n', reading.Diagnostics));
    }

    /// <summary>A plan of one day with these lines under its heading.</summary>
    public static Lesson Day(params string[] lines) => Plain($"# Bread\n\n### Day 1\n{string.Join('\n', lines)}\n").Lessons[0];

    /// <summary>The plan with one thing changed; it has to be there.</summary>
    public static string With(string old, string @new)
    {
        Assert.Contains(old, Plan);
        var at = Plan.IndexOf(old, StringComparison.Ordinal);
        return Plan[..at] + @new + Plan[(at + old.Length)..];
    }

    /// <summary>Codes with their lines, as in <c>5 SB005</c>.</summary>
    public static string[] Codes(CurriculumReading reading) => [.. reading.Diagnostics.Select(d => $"{d.Line} {d.Code}")];
}
