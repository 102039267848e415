using System.Diagnostics;
using System.Text;
using System.Text.Json;
using StudyBot.Cohorts;
using StudyBot.Ports;
using StudyBot.Storage;
using StudyBot.Tests.Storage;

namespace StudyBot.Tests.CommandLine;

/// <summary>Where settings come from, as a process of its own sees it: the files in the current folder, the environment, the command line; each wins over the one before.</summary>
public sealed class SourcesTests : IDisposable
{
    private readonly TempFolder _folder = new();

    [Theory]
    [InlineData(null, null, "file.db")]
    [InlineData("environment.db", null, "environment.db")]
    [InlineData("environment.db", "line.db", "line.db")]
    public async Task The_nearest_one_wins(string? environment, string? line, string expected)
    {
        await File.WriteAllTextAsync(_folder.File("appsettings.json"), """{ "Storage": { "SqlitePath": "file.db" } } // As in the sample, comments are fine.""");

        var ran = await RunAsync(environment, ["doctor", "--json", "--urls", "http://127.0.0.1:0", .. line is null ? Array.Empty<string>() : ["--Storage:SqlitePath", line]]);

        var store = JsonDocument.Parse(ran.Output).RootElement.EnumerateArray().Single(finding => finding.GetProperty("what").GetString() == "store");
        Assert.Equal($"{_folder.File(expected)} is made at the first start", store.GetProperty("words").GetString());
        Assert.Equal((0, ""), (ran.Exit, ran.Error));
    }

    [Fact]
    public async Task The_file_of_an_environment_wins_over_the_one_for_all()
    {
        await File.WriteAllTextAsync(_folder.File("appsettings.json"), """{ "Scheduling": { "Shards": 0 }, "Delivery": { "WhenUnsure": "Never" } }""");
        await File.WriteAllTextAsync(_folder.File("appsettings.Staging.json"), """{ "Scheduling": { "Shards": 1 } }""");

        var ran = await RunAsync(null, "serve", "--environment", "Staging");

        Assert.Equal(3, ran.Exit);
        Assert.Contains("Delivery:WhenUnsure", ran.Error);
        Assert.DoesNotContain("Scheduling:Shards", ran.Error);
    }

    [Fact]
    public async Task A_file_that_is_no_JSON_ends_with_one_line_that_says_where()
    {
        await File.WriteAllTextAsync(_folder.File("appsettings.json"), "{\n  \"Storage\": {\n");

        var ran = await RunAsync(null, "serve");

        Assert.Equal(3, ran.Exit);
        Assert.Contains($"{_folder.File("appsettings.json")}': line 3 is not JSON.", ran.Error);
        Assert.Equal(1, ran.Error.Count(c => c == '\n'));
    }

    /// <summary>Names of any language go into a file or a pipe, whatever the shell's own letters are.</summary>
    [Fact]
    public async Task What_is_printed_is_UTF_8_in_every_locale()
    {
        using (var table = SqliteTable.Open(_folder.File("studybot.db")))
        {
            using var shell = new StoreShell(_folder.File("studybot.db"));
            await shell.AddAsync("evening");
            var cohort = new CohortId("local", "local", "evening");
            await new StudyStore(table).CommitAsync(cohort, [new Change.PutMember(1, Member.New(new("local", "local", "li"), "李 Zoë"), null)], default);
        }

        var start = new ProcessStartInfo("dotnet", [typeof(Program).Assembly.Location, "export", "--cohort", "local/local/evening", "--format", "csv", "--Storage:SqlitePath", _folder.File("studybot.db")]);
        start.Environment["LC_ALL"] = "en_US.ISO-8859-1";
        start.StandardOutputEncoding = Encoding.UTF8;
        var ran = await Tool.RunAsync(start);

        Assert.Equal((0, ""), (ran.Exit, ran.Error));
        Assert.StartsWith("user,", ran.Output);
        Assert.Contains("\nli,李 Zoë,", ran.Output);
    }

    public void Dispose() => _folder.Dispose();

    private async Task<Ran> RunAsync(string? environment, params string[] words)
    {
        var start = new ProcessStartInfo("dotnet", [typeof(Program).Assembly.Location, .. words]) { WorkingDirectory = _folder.Path };
        if (environment is not null) start.Environment["Storage__SqlitePath"] = environment;
        return await Tool.RunAsync(start);
    }
}
