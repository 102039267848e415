using NodaTime;
using StudyBot.Benchmarks.Virtual;
using StudyBot.Slack;

namespace StudyBot.Benchmarks.Rows;

/// <summary>A workspace that refuses everything for ten minutes delays no other.</summary>
internal static class Isolation
{
    private const int Tenants = 20;
    private const int Channels = 400;
    private const string Sick = "T07";

    private static readonly Duration Refuses = Duration.FromMinutes(10);

    public static Benchmark Row { get; } = new("isolation", "one of 20 tenants answers 429 for 10 min", "the others' finish without it", RunAsync);

    private static Task<IReadOnlyList<Figure>> RunAsync(Bench bench)
    {
        var limits = new SlackPlatform(null!, null!, null!, null!, null!, null!, null!, null!).Limits;
        Town[] towns = [.. Enumerable.Range(0, Tenants).Select(number => new Town($"T{number:00}", bench.Scaled(Channels, 301)))];
        var well = MorningRun.Play("slack", limits, towns);
        var ill = MorningRun.Play("slack", limits, towns, (tenant, after) => tenant == Sick && after < Refuses);
        var ratios = well.Finish.Where(tenant => tenant.Key != Sick).Select(tenant => ill.Finish[tenant.Key] / tenant.Value);
        bench.Note($"the others finished after {well.Finish["T00"].TotalSeconds:0.0} s and {ill.Finish["T00"].TotalSeconds:0.0} s, the one that refused after {ill.Finish[Sick].TotalSeconds:0.0} s");
        return Task.FromResult<IReadOnlyList<Figure>>(
        [
            new("slowest other", Sample.Of(ratios.Max()), Bound.AtMost(1.02), Bound.AtMost(1.00)),
            new("not posted once", Sample.Of(ill.Wrong(towns.Sum(town => town.Posts))), Bound.Exactly(0)),
        ]);
    }
}
