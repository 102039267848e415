using CsCheck;
using NodaTime;
using StudyBot.Agendas;
using StudyBot.Ports;

namespace StudyBot.Tests.Rules;

/// <summary>How soon the next call may go out.</summary>
public class PaceTests
{
    private static readonly Instant Start = Make.At("2026-03-02T08:00:00Z");

    private static readonly Gen<Limit> Limit = Gen.Select(Gen.Int[1, 6], Gen.Int[1, 40]).Select(drawn => new Limit(drawn.Item1, Duration.FromMilliseconds(drawn.Item2)));

    private static readonly Gen<Limits> Some = Gen.Select(Limit.Array[0, 3], Limit.Array[0, 3]).Select(drawn => new Limits(drawn.Item1, drawn.Item2));

    [Fact]
    public void Never_more_than_a_limit_s_calls_in_any_span_and_never_a_moment_later_than_needed() => Gen
        // Which channel is written to, and how many ms after the call before it was wanted.
        .Select(Some, Gen.Select(Gen.Int[0, 2], Gen.Frequency((3, Gen.Const(0)), (1, Gen.Int[0, 30]))).Array[1, 40])
        .Sample((limits, wanted) =>
        {
            var sent = new List<(int Channel, Instant At)>();
            var now = Start;
            foreach (var (channel, later) in wanted)
            {
                now += Duration.FromMilliseconds(later);
                var next = Next(now, Sent(channel), Sent(null), limits);
                Assert.Equal(Naive(now, channel), next);
                sent.Add((channel, next));
                now = next;
            }

            IReadOnlyList<Instant> Sent(int? channel) => [.. sent.Where(s => channel is null || s.Channel == channel).Select(s => s.At)];

            // The first millisecond at which one more would break no limit, tried one after the other.
            Instant Naive(Instant from, int channel)
            {
                while (!limits.PerChannel.All(limit => Fits(limit, Sent(channel), from)) || !limits.PerTenant.All(limit => Fits(limit, Sent(null), from))) from += Duration.FromMilliseconds(1);
                return from;
            }

            static bool Fits(Limit limit, IReadOnlyList<Instant> sent, Instant at) => sent.Count(s => s > at - limit.Span) < limit.Calls;
        }, iter: 1_000);

    [Theory]
    // channels, posts a channel, limits as calls/seconds a channel and a tenant → seconds until the last post, by theory
    [InlineData(1000, 1, "1/1", "300/60", 180)] // a Slack workspace: 999 posts before the last one are 3 full minutes
    [InlineData(3000, 1, "7/1 8/2 60/30 1800/3600", "40/1", 74)] // a Teams tenant
    [InlineData(1, 100, "1/1", "300/60", 99)]
    [InlineData(1, 100, "7/1 8/2 60/30", "40/1", 39)] // 60 posts in 14 s, then none before 30 s from the first, then as at the start
    [InlineData(10, 1, "", "", 0)]
    public void A_round_takes_as_long_as_the_limits_ask(int channels, int posts, string channel, string tenant, int seconds)
    {
        var limits = new Limits(Read(channel), Read(tenant));
        var all = new List<Instant>();
        var own = Enumerable.Range(0, channels).Select(_ => new List<Instant>()).ToArray();
        var now = Start;
        for (var post = 0; post < posts; post++)
        {
            foreach (var sent in own)
            {
                now = Next(now, sent, all, limits);
                sent.Add(now);
                all.Add(now);
            }
        }

        Assert.Equal(Duration.FromSeconds(seconds), now - Start);

        static Limit[] Read(string text) =>
            [.. text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(limit => limit.Split('/')).Select(limit => new Limit(int.Parse(limit[0]), Duration.FromSeconds(int.Parse(limit[1]))))];
    }

    private static Instant Next(Instant now, IReadOnlyList<Instant> channel, IReadOnlyList<Instant> tenant, Limits limits) =>
        Instant.Max(Pace.Next(now, channel, limits.PerChannel), Pace.Next(now, tenant, limits.PerTenant));

    [Theory]
    // asked for, tries so far, jitter → seconds to wait
    [InlineData(30, 1, 0.5, 30)] // as the platform asked
    [InlineData(30, 9, 0.5, 30)]
    [InlineData(3600, 1, 0.5, 3600)]
    [InlineData(86_400, 1, 0.5, 3600)] // an absurd wait is cut
    [InlineData(null, 1, 1, 5)] // none asked for: backing off
    [InlineData(null, 1, 0, 2.5)]
    [InlineData(0, 1, 1, 5)] // nonsense
    [InlineData(-7, 1, 1, 5)]
    [InlineData(null, 2, 1, 10)]
    [InlineData(null, 3, 1, 20)]
    [InlineData(null, 8, 1, 600)] // at most 10 minutes
    [InlineData(null, 2_000_000_000, 1, 600)]
    [InlineData(null, 0, 1, 5)]
    public void A_retry_waits_as_the_platform_asked_or_backs_off(int? asked, int attempts, double jitter, double seconds) =>
        Assert.Equal(Start + Duration.FromSeconds(seconds), Pace.RetryAt(Start, asked is { } wait ? Duration.FromSeconds(wait) : null, attempts, jitter));
}
