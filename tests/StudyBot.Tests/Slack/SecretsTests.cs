using NodaTime;
using StudyBot.Fakes.Slack;
using StudyBot.Tests.Platforms;

namespace StudyBot.Tests.Slack;

/// <summary>Tokens, secrets and what people wrote stay out of the log, however much of it is asked for.</summary>
public class SecretsTests
{
    private const string Before = "a-signing-secret-of-before";

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Nothing_secret_is_logged_even_where_everything_is(bool sockets)
    {
        using var logs = new Logs();
        var settings = InstallTests.Settings(
            ("Slack:SigningSecretBefore", Before),
            ("Logging:LogLevel:Default", "Trace"),
            ("Logging:LogLevel:System.Net.Http", "Trace"),
            ("Logging:LogLevel:StudyBot", "Trace"),
            ("Logging:Console:LogLevel:Default", "None"));
        await using var host = await SlackHost.StartAsync(sockets: sockets, settings: settings, logs: logs);
        var team = host.Slack.Teams[0];
        var channel = team.Channel("study", team.User("lea"), team.User("ana"));
        await host.AddCohortAsync(channel, "lea", new LocalDate(2026, 3, 5));
        await host.JumpAsync(Instant.FromUtc(2026, 3, 5, 9, 0));
        host.Clock.Advance(TimeSpan.FromMinutes(1));
        host.Slack.Faults.Next("reactions.add", SlackFault.Error("invalid_auth"));
        await team.User("ana").SaysAsync(channel, "done, a canary sang");
        await team.User("ana").SlashAsync("/study", "me", channel);
        await host.SettledAsync();

        Assert.NotEmpty(logs.Lines);
        string[] secrets = [team.BotToken, host.Slack.App.SigningSecret, Before, host.Slack.App.AppToken, host.Slack.App.ClientSecret, settings["Slack:TokenKey"]!, "a canary sang"];
        foreach (var secret in secrets) Assert.DoesNotContain(logs.Lines, line => line.Contains(secret, StringComparison.Ordinal));
    }
}
