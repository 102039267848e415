using StudyBot.Agendas;
using StudyBot.Cohorts;

namespace StudyBot.Tests.Rules;

/// <summary>Rule 1, where messages cannot be read back: an outage of ours is given back to the grace of the lessons it met.</summary>
public class OutageTests
{
    // Lesson n opens on March 1 + n at 08:00, is due a day later and closes 12 h after that.
    private static readonly Cohort Three = Make.Cohort().Posted(3);

    [Theory]
    // from, until → lessons met
    [InlineData("2026-03-04T10:00:00Z", "2026-03-04T10:10:00Z", "2 3")] // lesson 1 closed on the 3rd at 20:00
    [InlineData("2026-03-03T10:00:00Z", "2026-03-03T16:00:00Z", "1 2")]
    [InlineData("2026-03-01T10:00:00Z", "2026-03-02T08:00:00Z", "")] // ends as lesson 1 opens
    [InlineData("2026-03-01T10:00:00Z", "2026-03-02T08:00:00.000000001Z", "1")]
    [InlineData("2026-03-03T20:00:00Z", "2026-03-04T07:00:00Z", "2")] // begins as lesson 1 closes
    [InlineData("2026-03-03T19:59:59Z", "2026-03-04T07:00:00Z", "1 2")]
    [InlineData("2026-03-01T10:00:00Z", "2026-03-20T07:00:00Z", "1 2 3")]
    [InlineData("2026-03-06T10:00:00Z", "2026-03-20T07:00:00Z", "")]
    public void The_grace_of_each_lesson_whose_life_met_the_gap_is_longer_by_the_gap(string from, string until, string met)
    {
        var gap = Make.At(until) - Make.At(from);

        var (after, lessons) = Outage.ExtendGrace(Three, Make.At(from), Make.At(until));

        Assert.Equal(met, string.Join(' ', lessons));
        // Whoever writes cohorts down takes the same one for one without a change.
        Assert.Equal(met.Length == 0, ReferenceEquals(Three, after));
        Assert.Equal(
            Three.Posted.Select(lesson => lessons.Contains(lesson.Day) ? lesson with { GraceEnd = lesson.GraceEnd + gap } : lesson),
            after.Posted);
    }

    [Fact]
    public void Several_outages_add_up()
    {
        var once = Outage.ExtendGrace(Three, Make.At("2026-03-04T10:00:00Z"), Make.At("2026-03-04T16:00:00Z")).Cohort;
        // Lesson 2 closes on the 4th at 20:00; with 6 h more it still lives at midnight.
        var (twice, met) = Outage.ExtendGrace(once, Make.At("2026-03-05T00:00:00Z"), Make.At("2026-03-05T01:00:00Z"));

        Assert.Equal([2, 3], met);
        Assert.Equal(Make.At("2026-03-05T03:00:00Z"), twice.Posted[1].GraceEnd);
        Assert.Equal(Three.Posted[0], twice.Posted[0]);
    }

    /// <summary>An outage that was noticed and made good, from 12:00 to 14:00, beside what is told of later.</summary>
    [Theory]
    [InlineData("10:00", "11:00", "10:00-11:00")]
    [InlineData("10:00", "16:00", "10:00-12:00 14:00-16:00")]
    [InlineData("12:00", "16:00", "14:00-16:00")]
    [InlineData("13:00", "14:00", "")]
    [InlineData("14:00", "16:00", "14:00-16:00")]
    [InlineData("15:00", "16:00", "15:00-16:00")]
    public void What_was_made_good_already_is_not_made_good_again(string from, string until, string left)
    {
        var cohort = Three with { OutageFrom = Hour("12:00"), OutageSettled = Hour("14:00") };

        Assert.Equal(left, string.Join(' ', Outage.Unsettled(cohort, Hour(from), Hour(until)).Select(span => $"{Written(span.From)}-{Written(span.Until)}")));

        static NodaTime.Instant Hour(string time) => Make.At($"2026-03-04T{time}:00Z");

        static string Written(NodaTime.Instant at) => at.ToString("HH:mm", null);
    }

    [Theory]
    [InlineData("2026-03-04T10:00:00Z", "2026-03-04T10:00:00Z")]
    [InlineData("2026-03-04T10:00:00Z", "2026-03-04T09:00:00Z")] // a clock that was set back
    public void No_time_is_no_outage(string from, string until) => Assert.Same(Three, Outage.ExtendGrace(Three, Make.At(from), Make.At(until)).Cohort);
}
