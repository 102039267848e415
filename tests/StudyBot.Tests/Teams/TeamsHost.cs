using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using NodaTime.Text;
using StudyBot.Fakes.Teams;
using StudyBot.Ports;
using StudyBot.Teams;
using StudyBot.Tests.Doors;
using StudyBot.Tests.Platforms;

namespace StudyBot.Tests.Teams;

/// <summary>The real host with Teams on, as in production: what Microsoft's names lead to stands in for Microsoft.</summary>
public sealed class TeamsHost : PlatformHost
{
    private ITable? _table;

    private TeamsHost(WaitingClock clock, TeamsFake teams, Dictionary<string, string?> settings, ILoggerProvider? logs)
        : base(clock, settings, logs) => Teams = teams;

    public TeamsFake Teams { get; }

    /// <param name="settings">Further settings, or other values.</param>
    /// <param name="logs">Who else gets what is logged.</param>
    /// <param name="table">In place of the database.</param>
    public static async Task<TeamsHost> StartAsync(string instant = "2026-03-05T07:00:00Z", Dictionary<string, string?>? settings = null, Action<TeamsFake>? prepare = null, ILoggerProvider? logs = null, ITable? table = null)
    {
        var clock = new WaitingClock(InstantPattern.General.Parse(instant).Value.ToDateTimeOffset());
        var teams = await TeamsFake.StartAsync(clock);
        teams.Rates = TeamsRates.None;
        prepare?.Invoke(teams);
        var all = new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase)
        {
            ["MicrosoftAppId"] = teams.App.AppId,
            ["MicrosoftAppPassword"] = teams.App.Password,
            ["MicrosoftAppTenantId"] = teams.App.Tenant,
        };
        foreach (var (name, value) in settings ?? []) all[name] = value;
        var host = new TeamsHost(clock, teams, all, logs) { _table = table };
        await host.BeginAsync();
        return host;
    }

    protected override int Calls => Teams.Calls.Count;

    protected override Task DeliveredAsync() => Teams.SettledAsync();

    protected override void Began(Uri address) => Teams.App.SendTo(address);

    protected override ValueTask EndCloudAsync() => Teams.DisposeAsync();

    protected override void Configure(IServiceCollection services)
    {
        if (_table is { } table) services.AddSingleton(_ => table);
        foreach (var client in (string[])[Connector.Once, Connector.Again, SigningKeys.Client, Entra.Client]) services.AddHttpClient(client).ConfigurePrimaryHttpMessageHandler(Teams.Network);
    }
}
