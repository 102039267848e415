using StudyBot.CheckIns;

namespace StudyBot.Tests.Rules;

/// <summary>Rule 4: how early a check-in is, by when the person wrote.</summary>
public class ClassTests
{
    [Theory]
    // lesson 1 opens on 2 March at 08:00, is due a day later and closes 12 h after that; lesson 4 is not posted
    [InlineData(1, "2026-03-01T12:00:00Z", CheckInClass.OnTime)] // ahead
    [InlineData(1, "2026-03-02T08:00:00Z", CheckInClass.OnTime)]
    [InlineData(1, "2026-03-03T08:00:00Z", CheckInClass.OnTime)] // at due
    [InlineData(1, "2026-03-03T08:00:00.0000001Z", CheckInClass.Grace)]
    [InlineData(1, "2026-03-03T20:00:00Z", CheckInClass.Grace)] // at grace end
    [InlineData(1, "2026-03-03T20:00:00.0000001Z", CheckInClass.Late)]
    [InlineData(1, "2027-03-03T20:00:00Z", CheckInClass.Late)]
    [InlineData(3, "2026-03-05T08:00:00Z", CheckInClass.OnTime)]
    [InlineData(4, "2026-03-04T09:00:00Z", CheckInClass.OnTime)]
    public void A_check_in_is_on_time_in_grace_or_late(int lesson, string at, CheckInClass expected) =>
        Assert.Equal(expected, Classes.Classify(Make.Cohort().Posted(3), lesson, Make.At(at)));
}
