using System.Net;
using System.Text.Json;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;
using StudyBot.Doors;
using StudyBot.Host.Running;
using StudyBot.Ports;
using StudyBot.Tests.House;

namespace StudyBot.Tests.Hosting;

/// <summary><c>/health/live</c> and <c>/health/ready</c> say what is so, and which part of it is not.</summary>
public class HealthTests
{
    [Fact]
    public async Task All_is_well_after_the_first_round()
    {
        await using var served = new Served();
        await served.StartAsync();

        var (status, checks) = await ReadyAsync(served, HttpStatusCode.OK);

        Assert.Equal("Healthy", status);
        Assert.Equal(
            [
                "deliveries Healthy Nothing is late.",
                "local Healthy The built-in chat is on.",
                "schedule Healthy The last round was at 2035-01-01T09:00:30Z.",
                "store Healthy The store answers.",
            ],
            checks);
        Assert.Equal(HttpStatusCode.OK, (await served.Http.GetAsync("/health/live")).StatusCode);
    }

    [Fact]
    public async Task A_store_that_cannot_be_written_makes_it_unready_until_it_can()
    {
        await using var served = new Served();
        await served.StartAsync();

        await using (var other = new SqliteConnection($"Data Source={served.Database};Pooling=False"))
        {
            await other.OpenAsync();
            await using var held = other.CreateCommand();
            held.CommandText = "BEGIN IMMEDIATE";
            await held.ExecuteNonQueryAsync();
            await served.RoundAsync();

            var (status, checks) = await ReadyAsync(served, HttpStatusCode.ServiceUnavailable);
            Assert.Equal("Unhealthy", status);
            Assert.Contains("schedule Unhealthy The last round failed: The store could not write (another program holds it).", checks);
            Assert.Equal(HttpStatusCode.OK, (await served.Http.GetAsync("/health/live")).StatusCode);
        }

        await served.RoundAsync();
        Assert.Equal("Healthy", (await ReadyAsync(served, HttpStatusCode.OK)).Status);
    }

    [Fact]
    public async Task Rounds_that_do_not_come_make_it_unready()
    {
        await using var served = new Served();
        await served.StartAsync();

        served.Machine.Advance(TimeSpan.FromMinutes(4));

        Assert.Contains("schedule Unhealthy The last round was at 2035-01-01T09:00:30Z.", (await ReadyAsync(served, HttpStatusCode.ServiceUnavailable)).Checks);
    }

    /// <summary>One cohort that waits is no reason to take the bot away from all the others.</summary>
    [Fact]
    public async Task What_is_late_is_counted_and_leaves_it_ready()
    {
        await using var served = new Served();
        await served.StartAsync();
        var store = served.Services.GetRequiredService<IStudyStore>();
        var now = served.Services.GetRequiredService<TimeProvider>().Now();
        foreach (var minutes in new[] { 9, 11, 60 }) await store.AnnounceAsync(new(new("local", "local", $"c{minutes}"), now.Plus(NodaTime.Duration.FromMinutes(-minutes))), default);

        var (status, checks) = await ReadyAsync(served, HttpStatusCode.OK);

        Assert.Equal("Degraded", status);
        Assert.Contains("deliveries Degraded 2 cohorts waited longer than 10 minutes for what is due, since 2035-01-01T08:00:30Z at the longest.", checks);
    }

    /// <summary>Whoever tried the demo and went over to Slack would never be told that all is well again.</summary>
    [Fact]
    public async Task The_cohort_of_a_chat_that_is_not_set_up_is_no_late_one()
    {
        await using var served = new Served();
        await served.StartAsync();
        var store = served.Services.GetRequiredService<IStudyStore>();
        await store.AnnounceAsync(new(new("slack", "T1", "C1"), served.Services.GetRequiredService<TimeProvider>().Now() - NodaTime.Duration.FromHours(1)), default);

        Assert.Contains("deliveries Healthy Nothing is late.", (await ReadyAsync(served, HttpStatusCode.OK)).Checks);
    }

    /// <summary>Slack that is away is no reason to send what comes from another chat elsewhere.</summary>
    [Fact]
    public async Task A_chat_that_cannot_be_spoken_to_leaves_the_others_ready()
    {
        await using var served = new Served();
        await served.StartAsync(null, "Local:Enabled=true", "Slack:ApiUrl=http://127.0.0.1:1/api/", "Slack:AppToken=xapp-1", "Slack:ClientId=1.1", "Slack:ClientSecret=x", $"Slack:TokenKey={Convert.ToBase64String(new byte[32])}");

        var (status, checks) = await ReadyAsync(served, HttpStatusCode.OK);

        Assert.Equal("Degraded", status);
        Assert.Contains("slack Degraded No connection to Slack is up; the next is being tried.", checks);
    }

    [Theory]
    [InlineData(false, HealthStatus.Unhealthy)]
    [InlineData(true, HealthStatus.Degraded)]
    public void Alone_it_makes_the_host_unready(bool others, HealthStatus status)
    {
        var services = new ServiceCollection();
        Health.Add(services, new() { Slack = new() { BotToken = "xoxb-1" }, Local = new() { Enabled = others } });
        var checks = services.BuildServiceProvider().GetRequiredService<IOptions<HealthCheckServiceOptions>>().Value.Registrations;

        Assert.Equal(status, checks.Single(check => check.Name == "slack").FailureStatus);
    }

    [Fact]
    public void The_handbook_lists_every_check()
    {
        var services = new ServiceCollection();
        Health.Add(services, new() { Slack = new() { BotToken = "xoxb-1" }, Local = new() { Enabled = true } });
        var checks = services.BuildServiceProvider().GetRequiredService<IOptions<HealthCheckServiceOptions>>().Value.Registrations;

        Assert.True(checks.Count > 4);
        Assert.All(checks, check => Assert.Contains($"\n| `{check.Name}` | ", Files.Read("docs/operating.md")));
    }

    private static async Task<(string? Status, IReadOnlyList<string> Checks)> ReadyAsync(Served served, HttpStatusCode expected)
    {
        using var answer = await served.Http.GetAsync("/health/ready");
        var body = JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement;
        Assert.Equal(expected, answer.StatusCode);
        var checks = body.GetProperty("checks").EnumerateObject().Select(check => $"{check.Name} {check.Value.GetProperty("status")} {check.Value.GetProperty("says")}");
        return (body.GetProperty("status").GetString(), [.. checks.Order(StringComparer.Ordinal)]);
    }
}
