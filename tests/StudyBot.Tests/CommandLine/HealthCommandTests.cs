using StudyBot.Tests.Days;

namespace StudyBot.Tests.CommandLine;

/// <summary><c>health</c>: what a container's health check runs.</summary>
public class HealthCommandTests
{
    [Fact]
    public async Task A_host_that_is_ready_ends_it_with_0()
    {
        await using var app = await App.StartAsync("2035-01-01T09:00:00Z");

        var health = await Shell.RunAsync("health", "--urls", $"http://127.0.0.1:{app.Http.BaseAddress!.Port}");

        Assert.Equal((0, "Healthy\n", ""), (health.Exit, health.Output, health.Error));
    }

    [Fact]
    public async Task Where_the_host_listens_everywhere_the_machine_itself_is_asked()
    {
        await using var app = await App.StartAsync("2035-01-01T09:00:00Z");

        var health = await Shell.RunAsync("health", "--urls", $"http://+:{app.Http.BaseAddress!.Port}");

        Assert.Equal((0, "Healthy\n"), (health.Exit, health.Output));
    }

    [Fact]
    public async Task Nobody_there_ends_it_with_1()
    {
        var health = await Shell.RunAsync("health", "--urls", "http://127.0.0.1:9");

        Assert.Equal((1, "No StudyBot answers at http://127.0.0.1:9.\n", ""), (health.Exit, health.Output, health.Error));
    }

    [Fact]
    public async Task A_wrong_setting_is_told_as_everywhere_else()
    {
        var health = await Shell.RunAsync("health", "--urls", "nowhere");

        Assert.Equal(3, health.Exit);
        Assert.StartsWith("urls: \"nowhere\" is no address to listen at.", health.Error);
    }
}
