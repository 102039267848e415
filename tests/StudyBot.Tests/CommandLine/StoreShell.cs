using System.Text.Json;
using StudyBot.Tests.Storage;

namespace StudyBot.Tests.CommandLine;

/// <summary>A shell whose commands work on one store.</summary>
internal sealed class StoreShell : IDisposable
{
    private readonly TempFolder? _folder;

    public StoreShell() => Database = (_folder = new()).File("studybot.db");

    /// <summary>On a store that somebody else has open.</summary>
    public StoreShell(string database) => Database = database;

    public string Database { get; }

    public Task<Ran> RunAsync(params string[] words) => Shell.RunAsync([.. words, "--Storage:SqlitePath", Database]);

    /// <summary>The output of a command that must succeed and complain of nothing.</summary>
    public async Task<string> SaysAsync(params string[] words)
    {
        var ran = await RunAsync(words);
        Assert.Equal((0, ""), (ran.Exit, ran.Error));
        return ran.Output;
    }

    public async Task<JsonElement> JsonAsync(params string[] words) => JsonDocument.Parse(await SaysAsync([.. words, "--json"])).RootElement;

    /// <summary>Adds a cohort in a channel of the built-in chat; its first lesson comes on 2035-01-02 at 09:00 UTC unless an option says otherwise.</summary>
    public Task<Ran> AddAsync(string channel, params (string Option, string Value)[] options)
    {
        var said = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["--platform"] = "local",
            ["--channel"] = channel,
            ["--curriculum"] = "month-3",
            ["--start"] = "2035-01-02",
            ["--time"] = "09:00",
            ["--zone"] = "Etc/UTC",
            ["--lead"] = "ana",
        };
        foreach (var (option, value) in options) said[option] = value;
        return RunAsync(["cohorts", "add", .. said.SelectMany(pair => new[] { pair.Key, pair.Value })]);
    }

    public void Dispose() => _folder?.Dispose();
}
