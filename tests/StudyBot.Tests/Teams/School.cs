using System.Text.Json.Nodes;
using Microsoft.Extensions.Logging;
using NodaTime;
using StudyBot.Fakes.Teams;
using StudyBot.Ports;

namespace StudyBot.Tests.Teams;

/// <summary>A team with the bot in it, a lead, two who learn, and lesson 1 due at nine.</summary>
internal sealed class School : IAsyncDisposable
{
    public static readonly LocalDate Start = new(2026, 3, 5);
    public static readonly Instant Nine = Instant.FromUtc(2026, 3, 5, 9, 0);

    private School(TeamsHost host, TeamsTeam team)
    {
        Host = host;
        Team = team;
    }

    public TeamsHost Host { get; }

    public TeamsTeam Team { get; }

    public TeamsConversation Channel => Team.General;

    public TeamsPerson Lea => Host.Teams.Tenant.Person("Lea");

    public TeamsPerson Ana => Host.Teams.Tenant.Person("Ana");

    public TeamsPerson Ben => Host.Teams.Tenant.Person("Ben");

    /// <summary>The bot's post of lesson 1, where there is exactly one.</summary>
    public TeamsMessage Lesson => Assert.Single(Channel.Lessons(1));

    /// <param name="cohort">Whether one runs in the first channel.</param>
    public static async Task<School> OpenAsync(bool cohort = true, Action<TeamsFake>? prepare = null, Dictionary<string, string?>? settings = null, ILoggerProvider? logs = null, ITable? table = null)
    {
        var host = await TeamsHost.StartAsync(
            prepare: fake =>
            {
                fake.TokenLifetime = TimeSpan.FromDays(7);
                prepare?.Invoke(fake);
            },
            settings: settings,
            logs: logs,
            table: table);
        var tenant = host.Teams.Tenant;
        var school = new School(host, tenant.Team("Study", tenant.Person("Lea"), tenant.Person("Ana"), tenant.Person("Ben")));
        if (!cohort) return school;
        await school.DoAsync(() => school.Lea.InstallsAsync(school.Team));
        await host.AddCohortAsync(school.Channel, school.Lea, Start);
        return school;
    }

    public Task NineAsync() => Host.JumpAsync(Nine);

    /// <summary>Somebody does the same again, now; or where Teams calls from elsewhere.</summary>
    public Task SendsAsync(JsonObject activity, string? serviceUrl = null)
    {
        var again = activity.DeepClone().AsObject();
        again["timestamp"] = Host.Clock.GetUtcNow().ToString("O");
        again["serviceUrl"] = serviceUrl ?? again["serviceUrl"]!.GetValue<string>();
        return Host.Teams.PostAsync(again, $"Bearer {Host.Teams.Keys.Mint(token => token with { ServiceUrl = again["serviceUrl"]!.GetValue<string>() })}");
    }

    /// <summary>A minute on.</summary>
    public async Task DoAsync(Func<Task> deed)
    {
        Host.Clock.Advance(TimeSpan.FromMinutes(1));
        await deed();
        await Host.SettledAsync();
    }

    /// <summary>What the bot told a person alone, oldest first.</summary>
    public static IReadOnlyList<string> Told(TeamsPerson person) => [.. person.Chat.Messages.Where(message => message.From is null && message.Card is not null).Select(message => message.Words())];

    public ValueTask DisposeAsync() => Host.DisposeAsync();
}
