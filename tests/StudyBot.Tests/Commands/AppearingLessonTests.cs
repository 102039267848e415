using NodaTime;
using NodaTime.Text;
using StudyBot.Cards;
using StudyBot.Cohorts;
using StudyBot.Commands.Decisions;
using StudyBot.Ports;
using StudyBot.Tests.Wording;

namespace StudyBot.Tests.Commands;

/// <summary>People see a lesson a moment before it is recorded, or minutes before, where the bot died in between.</summary>
public class AppearingLessonTests
{
    private static readonly LocalDate Today = new(2026, 11, 24);

    private static readonly PersonId Ana = new("local", "local", "ana");

    [Fact]
    public void A_post_that_is_not_known_yet_is_the_lesson_on_its_way() => Assert.Equal(7, Look(appearing: 7).LessonOf("just posted"));

    [Fact]
    public void One_that_is_known_is_what_it_is_all_the_same() => Assert.Equal(6, Look(appearing: 7).LessonOf(Sample.PostedSix.MessageId));

    [Fact]
    public void With_none_on_its_way_it_is_no_lesson() => Assert.Null(Look(appearing: null).LessonOf("somebody's words"));

    [Fact]
    public void It_is_too_late_to_skip_one_that_people_may_see() =>
        Assert.Equal("Day 6 is already out, so today goes ahead. It stays open for everybody as usual.", Told(Rescheduling.SkipToday(Before(appearing: 6))));

    [Fact]
    public void Nor_is_it_before_the_start_any_more() =>
        Assert.StartsWith("Day 1 has been posted", Told(Rescheduling.Start(Before(appearing: 1, posted: 0), Today.PlusDays(7))), StringComparison.Ordinal);

    [Fact]
    public void A_plan_that_ends_before_it_is_too_short() =>
        Assert.Contains("has reached day 6", Told(Leads.UseCurriculum(Before(appearing: 6), "short", [new("short", "1", "Short", 5)])), StringComparison.Ordinal);

    [Theory]
    [InlineData(6, "2026-11-25")]
    [InlineData(null, "2026-11-24")]
    public void A_pause_begins_after_it(int? appearing, string from)
    {
        var changes = Rescheduling.PauseCohort(Before(appearing), Today.PlusDays(3)).Changes;

        var paused = Assert.IsType<Change.PutCohort>(Assert.Single(changes)).Cohort;
        Assert.Equal(LocalDatePattern.Iso.Parse(from).Value, Assert.Single(paused.Schedule.Pauses).From);
    }

    /// <summary>It appears in the channel: what is answered in private is another post.</summary>
    [Fact]
    public void No_post_of_a_direct_message_is_taken_for_it()
    {
        var there = Look(6);

        Assert.Equal(6, there.LessonOf("just posted"));
        Assert.Null((there with { Incoming = there.Incoming with { Where = there.Incoming.Where with { Direct = true } } }).LessonOf("just posted"));
    }

    private static string Told(Decision decision)
    {
        Assert.Empty(decision.Changes);
        return PlainText.Render(Assert.Single(decision.Replies).Card);
    }

    /// <summary>The morning of day 6, whose post is on its way.</summary>
    private static Scene Before(int? appearing, int posted = 5) => Look(appearing) with { Stored = new(Sample.Bakers with { Posted = [.. Sample.Bakers.Posted.Take(posted)] }, null) };

    private static Scene Look(int? appearing) => new(
        new Incoming("a reaction", new("local", "local", "bread"), new(Ana, "Ana"), Sample.Now, new Did.Reacted("just posted", "white_check_mark", On: true)),
        new(Sample.Bakers, null),
        new(Member.New(Ana, "Ana"), null)) { Appearing = appearing };
}
