using System.Diagnostics;
using System.Text.Json;
using StudyBot.Tests.Storage;

namespace StudyBot.Tests.CommandLine;

/// <summary>Where settings come from, as a process of its own sees it: the file in the current folder, the environment, the command line; each wins over the one before.</summary>
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
    public async Task A_file_that_is_no_JSON_ends_with_one_line_that_says_where()
    {
        await File.WriteAllTextAsync(_folder.File("appsettings.json"), "{\n  \"Storage\": {\n");

        var ran = await RunAsync(null, "serve");

        Assert.Equal(3, ran.Exit);
        Assert.Contains($"{_folder.File("appsettings.json")}': line 3 is not JSON.", ran.Error);
        Assert.Equal(1, ran.Error.Count(c => c == '\n'));
    }

    public void Dispose() => _folder.Dispose();

    private async Task<Ran> RunAsync(string? environment, params string[] words)
    {
        var start = new ProcessStartInfo("dotnet", [typeof(Program).Assembly.Location, .. words])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = _folder.Path,
        };
        if (environment is not null) start.Environment["Storage__SqlitePath"] = environment;
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return new(process.ExitCode, output.ReplaceLineEndings("\n"), (await error).ReplaceLineEndings("\n"));
    }
}
