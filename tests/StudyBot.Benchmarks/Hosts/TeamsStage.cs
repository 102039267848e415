using System.Globalization;
using System.Net;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using StudyBot.Benchmarks.Load;
using StudyBot.Doors;
using StudyBot.Fakes.Teams;
using StudyBot.Teams;

namespace StudyBot.Benchmarks.Hosts;

/// <summary>With a Teams that keeps nothing, below the HTTP clients; keys and the bot's own token come from one that is stricter.</summary>
internal static class TeamsStage
{
    /// <param name="each">Each activity has a token of its own; else all of them the same one.</param>
    public static async Task<Stage> StartAsync(TeamsFake teams, bool each = false)
    {
        var settings = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["MicrosoftAppId"] = teams.App.AppId, ["MicrosoftAppPassword"] = teams.App.Password, ["MicrosoftAppTenantId"] = teams.App.Tenant,
        };
        var host = await RunningHost.StartAsync(settings, services =>
        {
            foreach (var client in (string[])[SigningKeys.Client, Entra.Client]) services.AddHttpClient(client).ConfigurePrimaryHttpMessageHandler(teams.Network);
            services.AddSingleton(provider => new Marks(provider.GetRequiredService<Connector>(), provider.GetRequiredService<Afterwards>(), provider.GetRequiredService<TimeProvider>(), provider.GetRequiredService<ILogger<Marks>>()) { Gap = TimeSpan.Zero });
            foreach (var client in (string[])[Connector.Once, Connector.Again]) services.AddHttpClient(client).ConfigurePrimaryHttpMessageHandler(() => new Nobody());
        });
        var bearer = Bearer(teams, 0);
        return await Stage.StartAsync(host, "teams", teams.App.Tenant, (said, _) => Letter(teams, said, each ? Bearer(teams, said.Number) : bearer));
    }

    /// <param name="bearer">Null: nobody asks for it.</param>
    public static byte[] Letter(TeamsFake teams, Said said, string? bearer = null)
    {
        var at = DateTimeOffset.FromUnixTimeSeconds(said.Second).AddTicks(said.Number);
        var body = Encoding.UTF8.GetBytes(string.Create(
            CultureInfo.InvariantCulture,
            $$$"""
            {"text":"done","textFormat":"plain","attachments":[{"contentType":"text/html","content":"<p>done</p>"}],"type":"message","timestamp":"{{{at:yyyy-MM-ddTHH:mm:ss.fffffffZ}}}","localTimestamp":"{{{at:yyyy-MM-ddTHH:mm:ss.fffffffzzz}}}","id":"{{{said.Second}}}{{{said.Number:000000}}}","channelId":"msteams","serviceUrl":"{{{teams.Cloud.ServiceUrl.AbsoluteUri}}}","from":{"id":"{{{said.User}}}","name":"Ana {{{said.User}}}","aadObjectId":"00000000-0000-4000-8000-{{{said.Number:000000000000}}}"},"conversation":{"isGroup":true,"conversationType":"channel","tenantId":"{{{teams.App.Tenant}}}","id":"{{{said.Channel}}};messageid={{{Seeding.Post(said.Lesson)}}}"},"recipient":{"id":"{{{teams.App.BotId}}}","name":"StudyBot"},"entities":[{"locale":"en-GB","country":"GB","platform":"Web","timezone":"Europe/Berlin","type":"clientInfo"}],"channelData":{"teamsChannelId":"{{{said.Channel}}}","teamsTeamId":"19:team@thread.tacv2","channel":{"id":"{{{said.Channel}}}"},"team":{"id":"19:team@thread.tacv2"},"tenant":{"id":"{{{teams.App.Tenant}}}"} },"locale":"en-GB","localTimezone":"Europe/Berlin"}
            """));
        return Barrage.Post("/api/messages", body, bearer is null ? [] : [("Authorization", bearer)]);
    }

    private static string Bearer(TeamsFake teams, int number) =>
        $"Bearer {teams.Keys.Mint(token => token with { Claims = new Dictionary<string, string> { ["jti"] = number.ToString(CultureInfo.InvariantCulture) } })}";

    private sealed class Nobody : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            Task.FromResult(new HttpResponseMessage(HttpStatusCode.OK) { Content = new StringContent("""{"id":"1"}""", Encoding.UTF8, "application/json"), RequestMessage = request });
    }
}
