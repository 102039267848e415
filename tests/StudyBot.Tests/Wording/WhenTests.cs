using NodaTime;
using StudyBot.Cohorts;
using StudyBot.Wording;

namespace StudyBot.Tests.Wording;

public class WhenTests
{
    [Theory]
    [InlineData("2026-11-24T08:00:00Z", "Europe/Berlin", "Tue 24 Nov, 09:00 (Europe/Berlin)")]
    [InlineData("2026-11-24T08:00:00Z", "Asia/Kathmandu", "Tue 24 Nov, 13:45 (Asia/Kathmandu)")]
    [InlineData("2026-12-31T23:30:00Z", "Europe/Berlin", "Fri 1 Jan, 00:30 (Europe/Berlin)")]
    [InlineData("2026-10-25T00:30:00Z", "Europe/Berlin", "Sun 25 Oct, 02:30 (Europe/Berlin, UTC+02)")]
    [InlineData("2026-10-25T01:30:00Z", "Europe/Berlin", "Sun 25 Oct, 02:30 (Europe/Berlin, UTC+01)")]
    [InlineData("2026-04-04T15:15:00Z", "Australia/Lord_Howe", "Sun 5 Apr, 01:45 (Australia/Lord_Howe, UTC+10:30)")]
    [InlineData("2026-11-24T08:00:00Z", "UTC", "Tue 24 Nov, 08:00 (UTC)")]
    public void A_moment_is_told_so_that_nobody_has_to_guess(string instant, string zone, string told) =>
        Assert.Equal(told, When.Moment(NodaTime.Text.InstantPattern.General.Parse(instant).Value, DateTimeZoneProviders.Tzdb[zone]));

    [Theory]
    [InlineData("2026-11-29T08:00:00Z", "Fri 1 Jan 2027, 00:30 (Europe/Berlin)")]
    [InlineData("2026-12-31T22:59:59Z", "Fri 1 Jan 2027, 00:30 (Europe/Berlin)")]
    [InlineData("2026-12-31T23:00:00Z", "Fri 1 Jan, 00:30 (Europe/Berlin)")]
    public void A_moment_of_another_year_than_the_readers_has_its_year(string now, string told) => Assert.Equal(
        told, When.Moment(Instant.FromUtc(2026, 12, 31, 23, 30), DateTimeZoneProviders.Tzdb["Europe/Berlin"], NodaTime.Text.InstantPattern.General.Parse(now).Value));

    [Fact]
    public void A_date_far_away_has_its_year() => Assert.Equal("Sun 3 Jan 2027", When.DateInFull(new(2027, 1, 3)));

    [Theory]
    [InlineData("Asia/Kathmandu", "Asia/Kathmandu")]
    [InlineData("Mars/Olympus", "Europe/Berlin")]
    [InlineData(null, "Europe/Berlin")]
    public void People_read_times_in_their_own_zone_where_it_is_known(string? own, string read) =>
        Assert.Equal(read, When.ZoneOf(Sample.Member("Ana") with { Zone = own }, Sample.Bakers).Id);

    [Theory]
    [InlineData(StudyDays.Weekdays, "Monday to Friday")]
    [InlineData(StudyDays.EveryDay, "every day")]
    [InlineData(StudyDays.Sunday, "Sunday")]
    [InlineData(StudyDays.Monday | StudyDays.Wednesday | StudyDays.Saturday, "Monday, Wednesday and Saturday")]
    public void Study_days_are_named_as_people_name_them(StudyDays days, string named) => Assert.Equal(named, Many.Weekdays(days));

    [Theory]
    [InlineData(0, "0 min")]
    [InlineData(59, "59 min")]
    [InlineData(60, "1 h")]
    [InlineData(456, "7 h 36 min")]
    public void Minutes_become_hours_when_there_are_many(int minutes, string told) => Assert.Equal(told, Many.Minutes(minutes));

    [Theory]
    [InlineData(0, "0 lessons")]
    [InlineData(1, "1 lesson")]
    [InlineData(2, "2 lessons")]
    public void Numbers_have_the_right_plural(int count, string told) => Assert.Equal(told, Many.Of(count, "lesson"));
}
