using NodaTime;
using StudyBot.Benchmarks.Virtual;
using StudyBot.Cohorts;
using StudyBot.Ports;
using StudyBot.Slack;
using StudyBot.Teams;

namespace StudyBot.Benchmarks.Rows;

/// <summary>As fast as the platforms' limits allow, and never faster. A quarter of the channels get a lesson and a summary at once, and one channel of another Teams tenant more than it takes in half a minute,
/// so that also what a channel takes is kept to.</summary>
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
        .. Of(bench, "slack", new SlackPlatform(null!, null!, null!, null!, null!, null!, null!, null!).Limits, Slack, new Town("T1", 1_000, Summaries: 250)),
        .. Of(bench, "teams", new TeamsPlatform(null!, null!, null!, null!, null!, null!, null!, null!, null!).Limits, Teams, new Town("T1", 3_000, Summaries: 750), new Town("T2", 1, Outages: 69)),
    ]);

    /// <param name="kept">To what StudyBot keeps.</param>
    /// <param name="limits">What it is judged by.</param>
    private static IEnumerable<Figure> Of(Bench bench, string platform, Ports.Limits kept, Ports.Limits limits, params Town[] towns)
    {
        var seen = MorningRun.Play(platform, kept, towns);
        foreach (var town in towns)
        {
            var finish = seen.Finish[town.Tenant];
            var theory = Duration.Max(Least(limits.PerTenant, town.Posts), Least(limits.PerChannel, town.Most));
            var name = town.Channels == 1 ? $"{platform}, a busy channel" : platform;
            bench.Note($"{name}: {town.Posts:N0} posts, up to {town.Most} in a channel, in {finish.TotalSeconds:0.0} s; the limits allow {theory.TotalSeconds:0.0} s");
            yield return new($"{name}: time", Sample.Of(finish / theory), Bound.AtMost(1.05), Bound.AtMost(1.01));
        }

        yield return new($"{platform}: violations", Sample.Of(Violations(seen.Platform.Calls, limits)), Bound.Exactly(0));
        yield return new($"{platform}: not posted once", Sample.Of(seen.Wrong(towns.Sum(town => town.Posts))), Bound.Exactly(0));
    }

    /// <summary>From the first of so many posts to the last, each as early as may be.</summary>
    private static Duration Least(IReadOnlyList<Limit> limits, int posts)
    {
        var at = new Duration[posts];
        for (var post = 0; post < posts; post++)
            at[post] = limits.Max(limit => post < limit.Calls ? Duration.Zero : at[post - limit.Calls] + limit.Span);
        return at[^1];
    }

    /// <summary>Counted anew, not by the function that paces.</summary>
    private static int Violations(IReadOnlyList<(CohortId Cohort, Instant At)> calls, Ports.Limits limits) =>
        TooSoon(calls.GroupBy(call => call.Cohort.Tenant), limits.PerTenant) + TooSoon(calls.GroupBy(call => (call.Cohort.Tenant, call.Cohort.Channel)), limits.PerChannel);

    private static int TooSoon(IEnumerable<IEnumerable<(CohortId Cohort, Instant At)>> all, IReadOnlyList<Limit> limits) =>
        all.Select(calls => calls.Select(call => call.At).Order().ToArray()).Sum(calls => limits.Sum(limit => TooSoon(calls, limit)));

    private static int TooSoon(Instant[] calls, Limit limit) =>
        Enumerable.Range(limit.Calls, Math.Max(0, calls.Length - limit.Calls)).Count(i => calls[i] - calls[i - limit.Calls] < limit.Span);
}
