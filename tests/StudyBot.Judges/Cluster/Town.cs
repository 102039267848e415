using System.Globalization;
using System.Text.RegularExpressions;
using NodaTime;
using StudyBot.Cohorts;
using StudyBot.Doors;
using StudyBot.Fakes.Slack;
using StudyBot.Host;
using StudyBot.Ports;
using StudyBot.Storage;
using StudyBot.Tests.Slack;

namespace StudyBot.Judges.Cluster;

/// <summary>One workspace with many channels, a cohort and a learner in each, and several instances of the bot that share a store and serve them all.</summary>
internal sealed partial class Town : IAsyncDisposable
{
    public const int Shards = 8;

    private readonly Balancer _balancer = new();
    private readonly AzureAccount _account;
    private readonly string? _database;
    private readonly List<Instance> _instances = [];
    private readonly List<Task> _saying = [];
    private readonly HashSet<SlackChannel> _answered = [];
    private readonly StudyStore _store;

    private Town(SlackFake slack, AzureAccount account, string? database)
    {
        Slack = slack;
        (_account, _database) = (account, database);
        _store = new(AzureTable.Open(account), Shards);
        slack.App.SendTo(new Uri("http://127.0.0.1/"));
        slack.App.Http = new(_balancer);
        Team = slack.AddTeam();
    }

    public SlackFake Slack { get; }

    public SlackTeam Team { get; }

    public IReadOnlyList<Instance> Instances => _instances;

    public IReadOnlyList<SlackChannel> Channels { get; private set; } = [];

    /// <summary>Channels that see their lesson.</summary>
    public int Posted => Channels.Count(channel => channel.Lessons(1).Count > 0);

    /// <summary>Channels that see it more than once.</summary>
    public int Doubled => Channels.Count(channel => channel.Lessons(1).Count > 1);

    /// <param name="database">Of the schedule they share; null: each ticks for itself.</param>
    public static async Task<Town> FoundAsync(int instances, string? database)
    {
        var slack = await SlackFake.StartAsync();
        // Of one workspace, whoever counts; how often reactions and updates are taken is no matter here.
        slack.Rates = new SlackRates { Tiers = false };
        var town = new Town(slack, await Storage.Azurite.TableAsync(), database);
        for (var number = 0; number < instances; number++) town._instances.Add(await Instance.StartAsync($"instance {(char)('A' + number)}", town.Settings()));
        town._balancer.Over(town._instances);
        return town;
    }

    /// <summary>Cohorts whose first lesson comes with the next full minute, or with a later one that leaves time to write them.</summary>
    /// <returns>That minute.</returns>
    public async Task<Instant> SeedAsync(int cohorts)
    {
        Channels = [.. Enumerable.Range(1, cohorts).Select(number => Team.Channel($"study-{number}", Learner(number), Team.User("lead")))];
        // Before the slot is known it is not late: writing takes a while.
        var now = TimeProvider.System.Now() + Duration.FromSeconds(45);
        var slot = Instant.FromUnixTimeSeconds((now.ToUnixTimeSeconds() / 60 + 1) * 60);
        var (date, time) = slot.InUtc().LocalDateTime;
        var schedule = new Schedule(date, DateTimeZone.Utc, time, StudyDays.EveryDay, new HashSet<LocalDate>(), [], Nudge: null, Summary: null);
        foreach (var chunk in Channels.Chunk(16))
        {
            await Task.WhenAll(chunk.Select(async channel =>
            {
                var cohort = new Cohort(IdOf(channel), 1, BuiltIn.Find("month-3")!.Version, schedule, [], [Team.User("lead").Id]);
                await _store.AnnounceAsync(new(cohort.Id, slot), CancellationToken.None);
                await _store.CommitAsync(cohort.Id, [new Change.PutCohort(cohort, null)], CancellationToken.None);
            }));
        }

        Assert.True(TimeProvider.System.Now() < slot, "Seeding took longer than it was given.");
        return slot;
    }

    /// <summary>Until something is so. Meanwhile whoever sees a lesson says done, each in their own way.</summary>
    public async Task UntilAsync(Func<bool> so, TimeSpan patience, string what)
    {
        var started = TimeProvider.System.GetTimestamp();
        while (!so())
        {
            Assert.True(TimeProvider.System.GetElapsedTime(started) < patience, $"{what}: not within {patience}. {Counts()}\n{Complaints()}");
            Answer();
            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System);
        }

        Answer();
    }

    /// <summary>Until every cohort's lesson is recorded.</summary>
    public async Task RecordedAsync(TimeSpan patience)
    {
        var started = TimeProvider.System.GetTimestamp();
        var left = Channels.ToList();
        while (left.Count > 0)
        {
            var cohorts = await Task.WhenAll(left.Take(16).Select(channel => _store.FindCohortAsync(IdOf(channel), CancellationToken.None)));
            var recorded = cohorts.Where(cohort => cohort!.Value.Day == 1).Select(cohort => cohort!.Value.Id.Channel).ToHashSet(StringComparer.Ordinal);
            left.RemoveAll(channel => recorded.Contains(channel.Id));
            Assert.True(TimeProvider.System.GetElapsedTime(started) < patience, $"{left.Count} lessons are not recorded within {patience}. {Counts()}\n{Complaints()}");
            await PassAsync(recorded.Count > 0 ? Duration.Zero : Duration.FromSeconds(1));
        }
    }

    public Task PassAsync(Duration time)
    {
        var end = TimeProvider.System.Now() + time;
        return UntilAsync(() => TimeProvider.System.Now() >= end, time.ToTimeSpan() + TimeSpan.FromMinutes(1), "waiting");
    }

    /// <summary>What people saw, what the store says, and who did it.</summary>
    public async Task JudgeAsync(ITestOutputHelper output)
    {
        await Task.WhenAll(_saying);
        // Who is still unheard is told again in a minute; what is acknowledged from here on is not judged.
        var said = Said().Select(d => (Channel: d.Payload["event"]!["channel"]!.GetValue<string>(), d.Acknowledged, Attempts: d.Attempts.Count)).ToList();
        var checkIns = await CheckInsAsync();
        var cohorts = await Task.WhenAll(Channels.Select(async channel => (Channel: channel, Cohort: (await _store.FindCohortAsync(IdOf(channel), CancellationToken.None))!.Value)));
        output.WriteLine(Counts());
        output.WriteLine($"done: {said.Count} said, {said.Count(d => d.Acknowledged)} acknowledged ({said.Count(d => d.Acknowledged && d.Attempts > 1)} of them sent more than once), {checkIns.Count(c => c.Value.Length == 1)} recorded once, {checkIns.Count(c => c.Value.Length > 1)} more than once");
        output.WriteLine(Complaints());

        // Every lesson once, and recorded as the post that stands.
        Assert.All(cohorts, c => Assert.Equal(Assert.Single(c.Cohort.Posted).MessageId, c.Channel.Lesson(1).Ts));
        // Every acknowledged done once: one check-in, from its one message.
        var unheard = said.Where(d => !d.Acknowledged).Select(d => d.Channel).ToHashSet(StringComparer.Ordinal);
        Assert.All(checkIns.Where(c => !unheard.Contains(c.Key.Id)), c => Assert.Single(Assert.Single(c.Value).Sources));
        Assert.All(checkIns, c => Assert.True(c.Value.Length <= 1));
        Assert.Equal(Channels.Count, _answered.Count);
    }

    public string Counts()
    {
        var posts = Slack.CallsOf("chat.postMessage").Count(call => call.Status == 200);
        return $"{Channels.Count} cohorts: {Channels.Count(c => c.Lessons(1).Count == 1)} with one post, {Doubled} with more; " +
            $"chat.postMessage {posts} (429: {Slack.CallsOf("chat.postMessage").Count(call => call.Status == 429)}), chat.delete {Slack.CallsOf("chat.delete").Count}; " +
            string.Join(", ", Instances.Select(i => $"{i.Name} recorded {i.Delivered}"));
    }

    /// <summary>What instances warned of, each kind once with how often.</summary>
    private string Complaints() => string.Join('\n', Instances.SelectMany(instance => instance.Complaints
        .GroupBy(line => Changing().Replace(line.Length > 400 ? line[..400] : line, ""))
        .Select(kind => $"{instance.Name}, {kind.Count()} times: {kind.Key}")));

    public async ValueTask DisposeAsync()
    {
        foreach (var instance in _instances) await instance.DisposeAsync();
        await Slack.DisposeAsync();
        _balancer.Dispose();
    }

    private static CohortId IdOf(SlackChannel channel) => new("slack", channel.Team.Id, channel.Id);

    private static string Ordinal(int number) => number.ToString(CultureInfo.InvariantCulture);

    private SlackUser Learner(int number) => Team.User($"learner-{Ordinal(number)}");

    private void Answer()
    {
        foreach (var channel in Channels)
        {
            if (_answered.Contains(channel) || channel.Lessons(1) is not [var post, ..]) continue;
            _answered.Add(channel);
            _saying.Add(SayAsync(channel, post, _answered.Count));
        }
    }

    private async Task SayAsync(SlackChannel channel, SlackMessage post, int number)
    {
        await Task.Yield();
        var learner = channel.Members.Single(member => member.Name.StartsWith("learner-", StringComparison.Ordinal));
        await (number % 3 == 0 ? learner.SaysAsync(channel, "done") : number % 3 == 1 ? learner.RepliesAsync(post, "done") : learner.SaysAsync(channel, "Day 1 done"));
    }

    /// <summary>What Slack told the bot of people's own words.</summary>
    private IEnumerable<SlackDelivery> Said() =>
        Slack.Deliveries.Where(d => d is { Kind: StudyBot.Fakes.Slack.DeliveryKind.Event, Type: "message" } && d.Payload["event"]!["bot_id"] is null && d.Payload["event"]!["subtype"] is null && d.Payload["event"]!["user"]?.GetValue<string>() != Team.Bot.Id);

    private async Task<Dictionary<SlackChannel, CheckIns.CheckIn[]>> CheckInsAsync()
    {
        var all = await Task.WhenAll(Channels.Select(async channel => (channel, rows: await _store.CheckInsAsync(IdOf(channel), 1, 1, 30, CancellationToken.None))));
        return all.ToDictionary(c => c.channel, c => c.rows.Select(row => row.Value).ToArray());
    }

    private Dictionary<string, string> Settings()
    {
        var settings = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["Storage:Provider"] = "AzureTables", ["Storage:ConnectionString"] = _account.ConnectionString, ["Storage:TableName"] = _account.Table,
            ["Slack:ApiUrl"] = Slack.ApiUrl, ["Slack:BotToken"] = Team.BotToken, ["Slack:SigningSecret"] = Slack.App.SigningSecret,
            ["Scheduling:Shards"] = Ordinal(Shards),
            ["Logging:LogLevel:StudyBot.Host.Running"] = "Debug", ["Logging:LogLevel:Microsoft.Hosting.Lifetime"] = "Information",
        };
        if (_database is not null) (settings["Quartz:Provider"], settings["Quartz:ConnectionString"]) = ("Postgres", _database);
        return settings;
    }

    /// <summary>What differs between lines that say the same.</summary>
    [GeneratedRegex("^[0-9]{4}-[0-9 :-]+|\\[[0-9]+\\]|C[0-9]{9}|ConnectionId:[A-Z0-9]+|RequestId:[A-Z0-9:]+|[0-9]{4}-[0-9-]+T[0-9:.]+Z|[0-9]+\\.[0-9]{6}")]
    private static partial Regex Changing();
}
