using CsCheck;
using NodaTime;
using StudyBot.Slack;
using StudyBot.Standings;
using StudyBot.Tests.Wording;
using StudyBot.Wording;

namespace StudyBot.Tests.Curricula;

/// <summary>The core counts for itself what Slack will take; here the two are held together.</summary>
public class MessageSizeTests
{
    private static readonly Gen<string> Plain = Gen.OneOf("flour", "Wasser,", "面包", "🍞", "a", "üppig", "<b>", "&", "50 %", new string('x', 60));

    private static readonly Gen<string> Word = Gen.Frequency(
        (20, Plain),
        (1, Gen.OneOf("**fold**", "*rest*", "`knead()`", "[salt](https://b.example/salt)", "[Öfen](https://b.example/öfen/üb/日本語?a=ß)", $"[far](https://b.example/{new string('y', 400)})")));

    private static Gen<string> Text(int words, Gen<string>? of = null) => (of ?? Word).Array[1, words].Select(some => string.Join(' ', some));

    private static Gen<string> Listed(string item, int most, Gen<string>? of = null) => Text(12, of).Array[0, most].Select(items => string.Concat(items.Select((words, i) => string.Format(item, words, i))));

    private static readonly Gen<string> Days = Gen.Select(
        Gen.Select(Text(8), Text(400), Text(200)),
        Listed("- [{0} (Docs, 5 min)](https://docs.b.example/a/long/path/to/{1}/index.html)\n", 40, Plain),
        Listed("- {0}\n", 40),
        Listed("**Step {1}:** {0}\n", 25),
        (texts, resources, tasks, extras) => $"# Bread\n\n### Day 1: {texts.Item1}\n**Learning:** {texts.Item2}\n**Doable:** {texts.Item3}\n**Resources:**\n{resources}**Tasks:**\n{tasks}\n{extras}").Where(markdown => Bread.Read(markdown).Curriculum is not null);

    [Fact]
    public void Whatever_Slack_shortens_was_warned_of()
    {
        var (shortened, silent) = (0, 0);
        Days.Sample(
            markdown =>
            {
                var (isShortened, isWarned) = (IsShortened(markdown), IsWarned(markdown));
                if (isShortened) Interlocked.Increment(ref shortened);
                if (!isWarned) Interlocked.Increment(ref silent);
                return isWarned || !isShortened;
            },
            iter: 150);

        Assert.NotEqual(0, shortened);
        Assert.NotEqual(0, silent);
    }

    /// <summary>A warning that comes much too early is soon passed over.</summary>
    [Theory]
    [InlineData("**Tasks:**\n", "- Knead it.\n")]
    [InlineData("**Resources:**\n", "- [Flour by the number (Docs, 5 min)](https://docs.b.example/a/long/path/to/index.html)\n")]
    [InlineData("", "**Step:** Rest.\n")]
    [InlineData("", "**Step:** Flour is seed, ground until it takes up water. How fine it is decides how much, and how fast that is; so weigh both, and feel the dough an hour later, when it has had the time to take up what it can.\n")]
    [InlineData("**Learning:** ", "*Flour* is **seed**. ")]
    public void And_little_that_Slack_takes_whole_was(string opening, string unit)
    {
        string Day(int times) => $"# Bread\n\n### Day 1\n{opening}{string.Concat(Enumerable.Repeat(unit, times))}\n";
        var most = Enumerable.Range(1, 400).TakeWhile(times => !IsShortened(Day(times))).Last();

        Assert.InRange(most, 10, 399);
        Assert.True(IsWarned(Day(most + 1)));
        Assert.False(IsWarned(Day(most * 9 / 10)));
    }

    private static bool IsWarned(string markdown) => Bread.Read(markdown).Diagnostics.Any(diagnostic => diagnostic.Code == StudyBot.Curricula.Codes.TooLongForOnePost);

    /// <summary>Posted, with the totals of later, or shown to one reader.</summary>
    private static bool IsShortened(string markdown)
    {
        var plan = Bread.Plain(markdown);
        var lesson = plan.Lessons[0];
        return new[]
        {
            Say.Lesson(plan, lesson, totals: null),
            Say.Lesson(plan, lesson, new Totals(0, 1_000), buttonsFirst: true),
            Say.LessonAgain(plan, lesson, Sample.PostedSix, mine: null, Sample.Now, Sample.Berlin),
            Say.LessonAhead(plan, lesson, Instant.FromUtc(2027, 11, 25, 8, 0), Sample.Berlin, Sample.Now, mayBeDone: true),
        }.Any(card => BlockKit.Message(card).Blocks.OfType<Block.Context>().Any(block => block.Elements is [TextObject.Plain { Text: var words }] && words == Say.Shortened()));
    }
}
