using CsCheck;
using NodaTime;
using StudyBot.Slack;

namespace StudyBot.Tests.Slack;

public class TimestampTests
{
    [Theory]
    [InlineData("1772442000.000100", "2026-03-02T09:00:00.0001Z")]
    [InlineData("1772442000", "2026-03-02T09:00:00Z")]
    [InlineData("1772442000.5", "2026-03-02T09:00:00.5Z")]
    public void It_is_read(string ts, string instant) => Assert.Equal(NodaTime.Text.InstantPattern.ExtendedIso.Parse(instant).Value, Timestamp.Read(ts));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("soon")]
    [InlineData("-5.000000")]
    [InlineData("1772442000.0000001")]
    [InlineData("1772442000.00.00")]
    [InlineData("99999999999999999999.000000")]
    public void What_is_none_is_none(string? ts) => Assert.Null(Timestamp.Read(ts));

    [Fact]
    public void Written_and_read_it_is_the_same_microsecond() =>
        Gen.Long[0, 4_000_000_000_000_000].Sample(micros =>
        {
            var at = Instant.FromUnixTimeTicks(micros * 10);
            return Timestamp.Read(Timestamp.Write(at)) == at;
        });
}
