using StudyBot.Ports;
using StudyBot.Storage;

namespace StudyBot.Tests.CommandLine;

/// <summary>A store that <c>storage copy</c> began and did not end: nobody takes it for a whole one by mistake.</summary>
public sealed class UnfinishedCopyTests : IDisposable
{
    private readonly StoreShell _shell = new();

    public void Dispose() => _shell.Dispose();

    [Fact]
    public async Task No_host_starts_on_it()
    {
        await MarkAsync();
        Assert.Equal((3, "", Says + "\n"), await RunAsync("serve", "--urls", "http://127.0.0.1:0"));
    }

    [Fact]
    public async Task The_doctor_says_so()
    {
        await MarkAsync();
        var (exit, said, _) = await RunAsync("doctor", "--urls", "http://127.0.0.1:0");
        Assert.Equal(3, exit);
        Assert.Contains($"BAD store: {Says}\n", said);
    }

    /// <summary>The next try of the copy would take it away again.</summary>
    [Fact]
    public async Task No_command_works_on_it()
    {
        await MarkAsync();
        Assert.Equal((3, "", Says + "\n"), await RunAsync("cohorts"));
        var added = await _shell.AddAsync("evening");
        Assert.Equal((3, "", Says + "\n"), (added.Exit, added.Output, added.Error));
    }

    [Fact]
    public async Task It_is_taken_as_it_is_when_somebody_says_so_twice()
    {
        await _shell.AddAsync("evening");
        await MarkAsync();
        Assert.Equal((2, "", $"What was not copied is missing from {_shell.Database}. Take it as it is with --yes.\n"), await RunAsync("storage", "keep"));
        Assert.Contains(Says, (await RunAsync("doctor")).Output);

        Assert.Equal($"{_shell.Database} is no copy any more.\n", await _shell.SaysAsync("storage", "keep", "--yes"));
        Assert.Contains("ok  store", await _shell.SaysAsync("doctor", "--urls", "http://127.0.0.1:0"));
        Assert.Equal((1, "", $"{_shell.Database} is no unfinished copy.\n"), await RunAsync("storage", "keep", "--yes"));
    }

    private string Says => $"{_shell.Database} is a copy that was not finished. Run `StudyBot storage copy` again to finish it, name another store to discard it, or take it as it is with `StudyBot storage keep`.";

    private async Task MarkAsync()
    {
        using var table = SqliteTable.Open(_shell.Database);
        await table.WriteAsync("copy", [new RowChange.Put("unfinished", "true"u8.ToArray())], default);
    }

    private async Task<(int Exit, string Output, string Error)> RunAsync(params string[] words)
    {
        var ran = await _shell.RunAsync(words);
        return (ran.Exit, ran.Output, ran.Error);
    }
}
