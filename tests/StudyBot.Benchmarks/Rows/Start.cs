using StudyBot.Benchmarks.Hosts;
using StudyBot.Benchmarks.Load;
using StudyBot.Storage;

namespace StudyBot.Benchmarks.Rows;

/// <summary>From the start of a process to its first good answer of <c>/health/ready</c>: for StudyBot its first round is over by then.</summary>
internal static class Start
{
    private const int Cohorts = 1_000;
    private const int Members = 20;
    private const int Rounds = 9;

    public static Benchmark Row { get; } = new("start", "cold start to ready with 1,000 cohorts, ReadyToRun", "bare Kestrel, slim builder", RunAsync);

    private static async Task<IReadOnlyList<Figure>> RunAsync(Bench bench)
    {
        using var folder = new TempFolder();
        var (host, bare) = await Published.MakeAsync(folder);
        await using var slack = await SlackServer.StartAsync();
        var settings = Settings(folder, slack);
        using (var table = SqliteTable.Open(folder.File("studybot.db")))
            await Seeding.CohortsAsync(new StudyStore(table), "slack", NullSlack.Team, 0, Cohorts, Members, 10);

        await TookAsync([host, "--urls", "URL"], settings);
        await TookAsync([bare, BareServer.Word, "URL"]);
        var (ratios, ours, theirs) = (new List<double>(), new List<double>(), new List<double>());
        for (var round = 0; round < bench.Scaled(Rounds, 3); round++)
        {
            theirs.Add(await TookAsync([bare, BareServer.Word, "URL"]));
            ours.Add(await TookAsync([host, "--urls", "URL"], settings));
            ratios.Add(ours[^1] / theirs[^1]);
        }

        bench.Note($"to ready: StudyBot {new Sample(ours).Median:0} ms, bare {new Sample(theirs).Median:0} ms");
        return [new("times bare", new(ratios), Bound.AtMost(3.0), Bound.AtMost(2.0))];
    }

    public static Dictionary<string, string> Settings(TempFolder folder, SlackServer slack) => new(StringComparer.Ordinal)
    {
        ["Storage__SqlitePath"] = folder.File("studybot.db"),
        ["Slack__BotToken"] = "xoxb-bench",
        ["Slack__SigningSecret"] = SlackLetter.Secret,
        ["Slack__ApiUrl"] = slack.ApiUrl.AbsoluteUri,
    };

    private static async Task<double> TookAsync(IReadOnlyList<string> command, Dictionary<string, string>? settings = null)
    {
        using var child = await Child.StartAsync(command, settings);
        return child.Took.TotalMilliseconds;
    }
}
