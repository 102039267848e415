using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using NodaTime;
using StudyBot.Fakes.Slack;

namespace StudyBot.Tests.Slack;

/// <summary>Tokens, secrets and what people wrote stay out of the log, however much of it is asked for.</summary>
public class SecretsTests
{
    private readonly ConcurrentQueue<string> _lines = new();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Nothing_secret_is_logged_even_where_everything_is(bool sockets)
    {
        await using var host = await SlackHost.StartAsync(
            sockets: sockets,
            settings: InstallTests.Settings(("Logging:LogLevel:Default", "Trace"), ("Logging:LogLevel:System.Net.Http", "Trace"), ("Logging:LogLevel:StudyBot", "Trace"), ("Logging:Console:LogLevel:Default", "None")),
            logs: new Listener(_lines));
        var team = host.Slack.Teams[0];
        var channel = team.Channel("study", team.User("lea"), team.User("ana"));
        await host.AddCohortAsync(channel, "lea", new LocalDate(2026, 3, 5));
        await host.JumpAsync(Instant.FromUtc(2026, 3, 5, 9, 0));
        host.Clock.Advance(TimeSpan.FromMinutes(1));
        host.Slack.Faults.Next("reactions.add", SlackFault.Error("invalid_auth"));
        await team.User("ana").SaysAsync(channel, "done, a canary sang");
        await team.User("ana").SlashAsync("/study", "me", channel);
        await host.SettledAsync();

        Assert.NotEmpty(_lines);
        string[] secrets = [team.BotToken, host.Slack.App.SigningSecret, host.Slack.App.AppToken, host.Slack.App.ClientSecret, "a canary sang"];
        foreach (var secret in secrets) Assert.DoesNotContain(_lines, line => line.Contains(secret, StringComparison.Ordinal));
    }

    private sealed class Listener(ConcurrentQueue<string> lines) : ILoggerProvider, ILogger
    {
        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            lines.Enqueue($"{formatter(state, exception)} {exception}");

        public void Dispose()
        {
        }
    }
}
