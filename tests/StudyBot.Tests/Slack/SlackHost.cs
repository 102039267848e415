using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using NodaTime.Text;
using StudyBot.Fakes.Slack;
using StudyBot.Ports;
using StudyBot.Tests.Doors;
using StudyBot.Tests.Platforms;

namespace StudyBot.Tests.Slack;

/// <summary>The real host with Slack on, and a Slack that stands in for the company's.</summary>
public sealed class SlackHost : PlatformHost
{
    private ITable? _table;

    private SlackHost(WaitingClock clock, SlackFake slack, Dictionary<string, string?> settings, ILoggerProvider? logs)
        : base(clock, settings, logs) => Slack = slack;

    public SlackFake Slack { get; }

    /// <param name="sockets">Over Socket Mode, instead of HTTP.</param>
    /// <param name="settings">Further settings, or other values.</param>
    /// <param name="logs">Who else gets what is logged.</param>
    /// <param name="table">In place of the database.</param>
    public static async Task<SlackHost> StartAsync(
        string instant = "2026-03-05T07:00:00Z",
        bool sockets = false,
        Dictionary<string, string?>? settings = null,
        Action<SlackFake>? prepare = null,
        ILoggerProvider? logs = null,
        ITable? table = null)
    {
        var clock = new WaitingClock(InstantPattern.General.Parse(instant).Value.ToDateTimeOffset());
        var slack = await SlackFake.StartAsync(clock);
        slack.Rates = SlackRates.None;
        slack.App.SocketMode = sockets;
        prepare?.Invoke(slack);
        if (slack.Teams.Count == 0) slack.AddTeam();
        var all = new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase) { ["Slack:ApiUrl"] = slack.ApiUrl, ["Slack:BotToken"] = slack.Teams[0].BotToken };
        all[sockets ? "Slack:AppToken" : "Slack:SigningSecret"] = sockets ? slack.App.AppToken : slack.App.SigningSecret;
        foreach (var (name, value) in settings ?? []) all[name] = value;
        var host = new SlackHost(clock, slack, all, logs) { _table = table };
        await host.BeginAsync();
        return host;
    }

    /// <summary>Whether all that is said to somebody must be seen by them. Not where payloads are made up: they speak of threads that are not there.</summary>
    public bool MustBeSeen { get; set; } = true;

    /// <summary>Once a form has opened for somebody. The clock stands still meanwhile: a trigger is good for 3 s.</summary>
    public static Task OpenedAsync(SlackUser user) => UntilAsync(() => Task.FromResult(user.Modal is not null));

    protected override int Calls => Slack.Calls.Count;

    /// <summary>Nothing is on its way, and what was said can be seen.</summary>
    protected override async Task DeliveredAsync()
    {
        await Slack.SettledAsync();
        if (MustBeSeen) Assert.Empty(Slack.Unseen);
    }

    protected override void Began(Uri address)
    {
        if (!Slack.App.SocketMode) Slack.App.SendTo(address);
    }

    protected override ValueTask EndCloudAsync() => Slack.DisposeAsync();

    protected override void Configure(IServiceCollection services)
    {
        if (_table is { } table) services.AddSingleton(_ => table);
    }
}
