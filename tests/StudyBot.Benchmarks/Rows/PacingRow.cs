using NodaTime;
using StudyBot.Benchmarks.Virtual;
using StudyBot.Cohorts;
using StudyBot.Ports;
using StudyBot.Slack;
using StudyBot.Teams;

namespace StudyBot.Benchmarks.Rows;

/// <summary>As fast as the platforms' limits allow, and never faster.</summary>
internal static class PacingRow
{
    /// <summary>Written down anew, so that StudyBot is not judged by what it believes: a second for each post in a channel, 300 a minute.</summary>
    private static readonly Ports.Limits Slack = new([new(1, Duration.FromSeconds(1))], [new(300, Duration.FromMinutes(1))]);

    /// <summary>7 in a second, 8 in two, 60 in 30 and 1,800 an hour in a conversation; of the 50 a second that a tenant takes, 40 are for lessons.</summary>
    private static readonly Ports.Limits Teams = new(
        [new(7, Duration.FromSeconds(1)), new(8, Duration.FromSeconds(2)), new(60, Duration.FromSeconds(30)), new(1_800, Duration.FromHours(1))],
        [new(40, Duration.FromSeconds(1))]);

    public static Benchmark Row { get; } = new("pacing", "1,000 channels of one Slack workspace, 3,000 of one Teams tenant, on a virtual clock", "the least time the limits allow", RunAsync);

    private static Task<IReadOnlyList<Figure>> RunAsync(Bench bench) => Task.FromResult<IReadOnlyList<Figure>>(
    [
        .. Of(bench, "slack", new SlackPlatform(null!, null!, null!, null!, null!, null!, null!, null!).Limits, Slack, 1_000),
        .. Of(bench, "teams", new TeamsPlatform(null!, null!, null!, null!, null!, null!, null!, null!, null!).Limits, Teams, 3_000),
    ]);

    /// <param name="kept">To what StudyBot keeps.</param>
    /// <param name="limits">What it is judged by.</param>
    private static IEnumerable<Figure> Of(Bench bench, string platform, Ports.Limits kept, Ports.Limits limits, int channels)
    {
        var seen = MorningRun.Play(platform, kept, [("T1", channels)]);
        var theory = limits.PerTenant.Max(limit => limit.Span * ((channels - 1) / limit.Calls));
        bench.Note($"{platform}: {channels:N0} lessons in {seen.Finish["T1"].TotalSeconds:0.0} s; the limits allow {theory.TotalSeconds:0.0} s");
        yield return new($"{platform}: time", Sample.Of(seen.Finish["T1"] / theory), Bound.AtMost(1.05), Bound.AtMost(1.01));
        yield return new($"{platform}: violations", Sample.Of(Violations(seen.Platform.Calls, limits)), Bound.Exactly(0));
        yield return new($"{platform}: not posted once", Sample.Of(seen.Wrong(channels)), Bound.Exactly(0));
    }

    /// <summary>Counted anew, not by the function that paces.</summary>
    private static int Violations(IReadOnlyList<(CohortId Cohort, Instant At)> calls, Ports.Limits limits)
    {
        Instant[] all = [.. calls.Select(call => call.At).Order()];
        var wrong = limits.PerTenant.Sum(limit => TooSoon(all, limit));
        foreach (var channel in calls.GroupBy(call => call.Cohort))
            wrong += limits.PerChannel.Sum(limit => TooSoon([.. channel.Select(call => call.At).Order()], limit));
        return wrong;
    }

    private static int TooSoon(Instant[] calls, Limit limit) =>
        Enumerable.Range(limit.Calls, Math.Max(0, calls.Length - limit.Calls)).Count(i => calls[i] - calls[i - limit.Calls] < limit.Span);
}
