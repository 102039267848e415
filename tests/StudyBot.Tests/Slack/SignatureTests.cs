using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using NodaTime;
using StudyBot.Slack;

namespace StudyBot.Tests.Slack;

/// <summary>Only Slack is heard, and only for five minutes.</summary>
public class SignatureTests
{
    private const string Secret = "8f742231b10e8888abcd99yyyzzz85a5";
    private static readonly Instant Now = Instant.FromUtc(2026, 3, 2, 9, 0);
    private static readonly byte[] Body = Encoding.UTF8.GetBytes("token=x&text=d\u00F6ne");

    [Theory]
    [InlineData(0)]
    [InlineData(-300)]
    [InlineData(300)]
    public void A_request_signed_within_five_minutes_is_genuine(int seconds) => Assert.Equal(Verdict.Genuine, Check(Now.Plus(Duration.FromSeconds(seconds))));

    [Theory]
    [InlineData(-301, Verdict.Stale)]
    [InlineData(-2_592_000, Verdict.Stale)]
    [InlineData(301, Verdict.Future)]
    public void One_signed_earlier_or_later_is_not(int seconds, Verdict verdict) => Assert.Equal(verdict, Check(Now.Plus(Duration.FromSeconds(seconds))));

    [Fact]
    public void Another_secret_another_body_or_another_time_is_forged()
    {
        var stamp = Stamp(Now);
        Assert.Equal(Verdict.Forged, Signature.Check([stamp], [Sign("another", stamp, Body)], Body, [Secret], Now));
        Assert.Equal(Verdict.Forged, Signature.Check([stamp], [Sign(Secret, stamp, Body)], [.. Body, 0x20], [Secret], Now));
        Assert.Equal(Verdict.Forged, Signature.Check([Stamp(Now.Plus(Duration.FromSeconds(1)))], [Sign(Secret, stamp, Body)], Body, [Secret], Now));
    }

    [Fact]
    public void During_a_rotation_the_secret_of_before_is_good_too()
    {
        var stamp = Stamp(Now);
        Assert.Equal(Verdict.Genuine, Signature.Check([stamp], [Sign("before", stamp, Body)], Body, [Secret, "before"], Now));
        Assert.Equal(Verdict.Genuine, Signature.Check([stamp], [Sign(Secret, stamp, Body)], Body, [Secret, "before"], Now));
    }

    [Fact]
    public void An_empty_secret_verifies_nothing()
    {
        var stamp = Stamp(Now);
        Assert.Equal(Verdict.Forged, Signature.Check([stamp], [Sign("", stamp, Body)], Body, ["", ""], Now));
    }

    public static TheoryData<string, string?[], string?[], Verdict> Headers => new()
    {
        { "no time", [], [Good()], Verdict.Missing },
        { "no signature", [Stamp(Now)], [], Verdict.Missing },
        { "two times", [Stamp(Now), Stamp(Now)], [Good()], Verdict.Missing },
        { "two signatures", [Stamp(Now)], [Good(), Good()], Verdict.Missing },
        { "truncated", [Stamp(Now)], [Good()[..^1]], Verdict.Malformed },
        { "doubled", [Stamp(Now)], [Good() + Good()], Verdict.Malformed },
        { "another version", [Stamp(Now)], ["v1" + Good()[2..]], Verdict.Malformed },
        { "no hex", [Stamp(Now)], [Good()[..^1] + "z"], Verdict.Malformed },
        { "a time with a sign", ["-" + Stamp(Now)], [Good()], Verdict.Malformed },
        { "a time in letters", ["soon"], [Good()], Verdict.Malformed },
        { "an endless time", [new string('9', 40)], [Good()], Verdict.Malformed },
        { "upper case", [Stamp(Now)], ["v0=" + Good()[3..].ToUpperInvariant()], Verdict.Genuine },
    };

    [Theory]
    [MemberData(nameof(Headers))]
    public void Headers_that_are_not_as_Slack_writes_them_are_refused(string what, string?[] timestamp, string?[] signature, Verdict verdict)
    {
        Assert.NotEmpty(what);
        Assert.Equal(verdict, Signature.Check(timestamp, signature, Body, [Secret], Now));
    }

    private static Verdict Check(Instant signed) => Signature.Check([Stamp(signed)], [Sign(Secret, Stamp(signed), Body)], Body, [Secret], Now);

    private static string Good() => Sign(Secret, Stamp(Now), Body);

    private static string Stamp(Instant at) => at.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);

    private static string Sign(string secret, string stamp, byte[] body) =>
        "v0=" + Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), (byte[])[.. Encoding.UTF8.GetBytes($"v0:{stamp}:"), .. body]));
}
