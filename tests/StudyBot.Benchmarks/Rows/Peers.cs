using StudyBot.Benchmarks.Hosts;
using StudyBot.Benchmarks.Load;
using StudyBot.Fakes.Teams;
using StudyBot.Storage;

namespace StudyBot.Benchmarks.Rows;

/// <summary>What Slack's and Microsoft's own frameworks reach under the load that StudyBot is measured under, in the same run. Nothing is asked of it: it says where StudyBot stands.
/// The peers keep nothing and answer nobody, StudyBot has each check-in on disk before its 200.</summary>
internal static class Peers
{
    /// <summary>Turns before those that count. Node's compiler cannot be watched from here; by then it has seen more than ten thousand requests.</summary>
    private const int WarmUps = 6;

    /// <summary>Turns at the end from which a server's memory is told: garbage comes and goes.</summary>
    private const int Last = 3;

    public static Benchmark Row { get; } = new("peers", "npm's @slack/bolt and botbuilder, and StudyBot beside them", "bare Kestrel + HMAC", RunAsync, Needs: "Node and npm");

    private static async Task<IReadOnlyList<Figure>> RunAsync(Bench bench)
    {
        bench.Note($"Node {await PeerPackages.ReadyAsync()}");
        await using var bare = await BareSide.StartAsync();
        await using var teams = await TeamsFake.StartAsync();
        return
        [
            .. await OurAsync(bench, bare, "StudyBot, Slack", SlackStage.StartAsync),
            .. await PeerAsync(bench, bare, $"@slack/bolt {PeerPackages.VersionOf("@slack/bolt")} (no storage)", () => Peer.StartAsync(said => SlackStage.Letter(said, 'v'), "bolt.mjs", SlackLetter.Secret)),
            .. await OurAsync(bench, bare, "StudyBot, Teams", () => TeamsStage.StartAsync(teams)),
            .. await PeerAsync(bench, bare, $"botbuilder {PeerPackages.VersionOf("botbuilder")} (no storage; no auth, for want of Microsoft's keys)", () => Peer.StartAsync(said => TeamsStage.Letter(teams, said), "botbuilder.mjs")),
            .. await ResidentAsync(bench),
        ];
    }

    private static async Task<IReadOnlyList<Figure>> OurAsync(Bench bench, BareSide bare, string name, Func<Task<Stage>> start)
    {
        await using var stage = await start();
        var seen = await Inbound.MeasureAsync(bench, stage, bare);
        var wrong = await stage.WrongAsync();
        return wrong == 0 ? Figures(bench, name, seen) : throw new InvalidOperationException($"{name}: {wrong} wrong check-ins.");
    }

    private static async Task<IReadOnlyList<Figure>> PeerAsync(Bench bench, BareSide bare, string name, Func<Task<Peer>> start)
    {
        using var peer = await start();
        for (var turn = 0; turn < WarmUps; turn++)
        {
            await Beside.WarmAsync(peer);
            // It would close connections that are idle for long.
            await bare.TurnAsync();
        }

        var seen = await Beside.MeasureAsync(bench, bare, peer);
        bench.Note($"{name}: its handler got each of {peer.Sent:N0} events");
        return [.. Figures(bench, name, seen), new($"{name}: MiB after", new(peer.Resident.TakeLast(Last)))];
    }

    private static IReadOnlyList<Figure> Figures(Bench bench, string name, Beside seen)
    {
        bench.Note($"{name}: {seen.Pairs.Rates("requests", "it")}");
        return [new($"{name}: share", seen.Pairs.Share), new($"{name}: p99, ms", new(seen.Took.Select(turn => turn.Quantile(0.99))))];
    }

    /// <summary>StudyBot as it is shipped, and the bare server, each in a process of its own, after as many of Slack's events as a peer had.</summary>
    private static async Task<IReadOnlyList<Figure>> ResidentAsync(Bench bench)
    {
        using var folder = new TempFolder();
        var (hostProgram, bareProgram) = await Published.MakeAsync(folder);
        await using var slack = await SlackServer.StartAsync();
        using (var table = SqliteTable.Open(folder.File("studybot.db")))
            await Seeding.CohortsAsync(new StudyStore(table), "slack", NullSlack.Team, 0, Stage.Cohorts, Stage.Members, Stage.Lessons);

        using var host = await Child.StartAsync([hostProgram, "--urls", "URL"], Start.Settings(folder, slack));
        using var bare = await Child.StartAsync([bareProgram, BareServer.Word, "URL"]);
        using var ours = await Barrage.ConnectAsync(host.Address);
        using var theirs = await Barrage.ConnectAsync(bare.Address);
        var (hosts, bares, sent) = (new List<double>(), new List<double>(), 0);
        for (var lesson = 1; lesson <= WarmUps + Beside.RoundsOf(bench); lesson++)
        {
            byte[][] letters = [.. Stage.Everybody(0, lesson, sent).Select(said => SlackStage.Letter(said, 'v'))];
            await ours.SendAsync(letters);
            await theirs.SendAsync(letters);
            sent += letters.Length;
            hosts.Add(host.Resident);
            bares.Add(bare.Resident);
        }

        return [new("StudyBot, Slack, as shipped: MiB after", new(hosts.TakeLast(Last))), new("bare Kestrel + HMAC: MiB after", new(bares.TakeLast(Last)))];
    }
}
