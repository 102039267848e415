using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using StudyBot.Host.Commands;
using StudyBot.Tests.Days;

namespace StudyBot.Tests.CommandLine;

/// <summary><c>doctor</c>: one line a thing, with the remedy where something is wrong.</summary>
public class DoctorTests
{
    [Fact]
    public async Task A_machine_on_which_StudyBot_can_start_is_all_fine()
    {
        using var shell = new StoreShell();
        await shell.AddAsync("evening");

        var lines = (await shell.SaysAsync("doctor", "--urls", "http://127.0.0.1:0")).TrimEnd().Split('\n');

        Assert.Equal(
            [
                "ok  settings: every one is understood",
                "ok  chat: the built-in chat",
                $"ok  store: {shell.Database} can be read and written, 1 cohort",
                "ok  address: http://127.0.0.1:0 is free",
                "ok  telemetry: is not exported; OTEL_EXPORTER_OTLP_ENDPOINT=http://127.0.0.1:4317 would",
            ],
            lines);
    }

    [Fact]
    public async Task A_StudyBot_that_runs_is_known_by_its_health()
    {
        await using var app = await App.StartAsync("2035-01-01T09:00:00Z");
        using var shell = new StoreShell(app.Database);
        var address = $"http://127.0.0.1:{app.Http.BaseAddress!.Port}";

        var findings = await FindingsAsync(shell, 0, "--urls", address);

        Assert.Contains($"address True StudyBot answers at {address}: Healthy", findings);
        Assert.Contains(findings, finding => finding.StartsWith($"store True {app.Database} can be read and written, 1 cohort, last alive 2035-01-01T09:00:00Z"));
    }

    [Fact]
    public async Task What_would_keep_it_from_starting_ends_with_3_and_a_remedy()
    {
        using var shell = new StoreShell();
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        await File.WriteAllTextAsync(shell.Database, "no database at all, but long enough to be looked at as one, as it has more than a hundred bytes in it......");

        var findings = await FindingsAsync(shell, 3, "--urls", $"http://{other.LocalEndpoint}");

        Assert.Contains(findings, finding => finding.StartsWith("store False") && finding.EndsWith("Put back a copy, or name another file in Storage:SqlitePath."));
        Assert.Contains($"address False another program has http://{other.LocalEndpoint}. Stop it, or choose another port: --urls http://127.0.0.1:3979", findings);
    }

    [Fact]
    public async Task A_wrong_setting_is_its_line()
    {
        using var shell = new StoreShell();

        Assert.Equal(["settings False Scheduling:Shards: \"0\" is no whole number from 1 to 64. Example: Scheduling:Shards=1"], await FindingsAsync(shell, 3, "--Scheduling:Shards=0"));
    }

    /// <summary>Also one that is the framework's to read.</summary>
    [Fact]
    public async Task A_level_of_the_log_that_there_is_not_is_its_line()
    {
        using var shell = new StoreShell();

        Assert.Equal(
            ["settings False Logging:LogLevel:StudyBot: \"Verbose\" is none of Trace, Debug, Information, Warning, Error, Critical, None. Example: Logging:LogLevel:StudyBot=Information"],
            await FindingsAsync(shell, 3, "--Logging:LogLevel:StudyBot=Verbose"));
    }

    [Theory]
    [InlineData("/data", "/data")]
    [InlineData("/", "/")]
    [InlineData(null, "Z:\\")]
    public void The_store_s_folder_is_looked_for_no_further_than_its_drive(string? nearest, string there) =>
        Assert.Equal(nearest, StoreCheck.NearestFolder("/data/study/bot/studybot.db", folder => folder == there));

    [Fact]
    public async Task A_collector_that_does_not_answer_is_told_and_keeps_nobody_from_starting()
    {
        using var shell = new StoreShell();
        const string silent = "http://127.0.0.1:1/";

        var findings = await FindingsAsync(shell, 0, "--urls", "http://127.0.0.1:0", "--OTEL_EXPORTER_OTLP_ENDPOINT", silent);

        Assert.Contains($"telemetry True {silent} takes no connection just now; StudyBot runs without it. Check OTEL_EXPORTER_OTLP_ENDPOINT", findings);
        Assert.Contains($"store True {shell.Database} is made at the first start", findings);
    }

    private static async Task<IReadOnlyList<string>> FindingsAsync(StoreShell shell, int exit, params string[] settings)
    {
        var ran = await shell.RunAsync(["doctor", "--json", .. settings]);
        Assert.Equal((exit, ""), (ran.Exit, ran.Error));
        return [.. JsonDocument.Parse(ran.Output).RootElement.EnumerateArray().Select(f => $"{f.GetProperty("what")} {f.GetProperty("fine")} {f.GetProperty("words")}")];
    }
}
