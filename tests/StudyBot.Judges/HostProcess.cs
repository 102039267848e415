using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace StudyBot.Judges;

/// <summary>StudyBot as its users start it: a process of its own, a port of its own, a database that outlives it.</summary>
public sealed partial class HostProcess : IAsyncDisposable
{
    /// <summary><c>STUDYBOT_PROGRAM</c> names a published host, to be judged in the place of the one that was built with the tests.</summary>
    private static readonly string? Published = Environment.GetEnvironmentVariable("STUDYBOT_PROGRAM");

    private readonly string _database;
    private Process _process;
    private bool _ended;

    private HostProcess(string database, Process process, Uri address)
    {
        _database = database;
        _process = process;
        Http = new HttpClient { BaseAddress = address };
    }

    public HttpClient Http { get; private set; }

    public Uri Address => Http.BaseAddress!;

    public string Database => _database;

    public static async Task<HostProcess> StartAsync()
    {
        var database = Path.Combine(Directory.CreateTempSubdirectory("studybot-judge-").FullName, "studybot.db");
        var (process, address) = await LaunchAsync(database, $"http://127.0.0.1:{Ports.Free()}");
        return new(database, process, address);
    }

    /// <summary>Nothing is finished, nothing is flushed: the process is gone.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
        _ended = true;
    }

    /// <summary>Tells it to end, and waits until it has.</summary>
    public async Task<(int Exit, TimeSpan Took)> StopAsync(string signal)
    {
        var started = TimeProvider.System.GetTimestamp();
        using (var kill = Process.Start("kill", ["-s", signal, $"{_process.Id}"])) await kill.WaitForExitAsync();
        await _process.WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(60));
        var exit = _process.ExitCode;
        _process.Dispose();
        _ended = true;
        return (exit, TimeProvider.System.GetElapsedTime(started));
    }

    /// <summary>At the same address, so that an open page finds it again.</summary>
    public async Task StartAgainAsync()
    {
        Http.Dispose();
        (_process, var address) = await LaunchAsync(_database, Address.ToString());
        _ended = false;
        Http = new HttpClient { BaseAddress = address };
    }

    public async Task<JsonElement> SayAsync(string from, string text) =>
        await (await Http.PostAsJsonAsync("/local/messages", new { from, text })).Content.ReadFromJsonAsync<JsonElement>();

    /// <summary>Presses a button on a lesson's post.</summary>
    public async Task PressAsync(string from, int lesson, string command)
    {
        var post = (await MessagesAsync()).Single(m => m.GetProperty("kind").GetString() == "lesson" && m.GetProperty("lesson").GetInt32() == lesson);
        (await Http.PostAsJsonAsync("/local/press", new { from, message = post.GetProperty("id").GetString(), command })).EnsureSuccessStatusCode();
    }

    public async Task NextMorningAsync() => (await Http.PostAsJsonAsync("/local/clock", new { to = "next-morning" })).EnsureSuccessStatusCode();

    /// <summary>Lets time pass on the demo clock.</summary>
    public async Task PassAsync(TimeSpan time)
    {
        var now = (await Http.GetFromJsonAsync<JsonElement>("/local/clock")).GetProperty("now").GetDateTimeOffset();
        (await Http.PostAsJsonAsync("/local/clock", new { to = (now + time).ToString("O") })).EnsureSuccessStatusCode();
    }

    public async Task<IReadOnlyList<JsonElement>> MessagesAsync() => [.. (await Http.GetFromJsonAsync<JsonElement>("/local/messages")).EnumerateArray()];

    /// <summary>Page by page, to the first there was.</summary>
    public async Task<IReadOnlyList<JsonElement>> EveryMessageAsync()
    {
        var all = new List<JsonElement>();
        for (var older = ""; ;)
        {
            var page = await Http.GetFromJsonAsync<JsonElement[]>($"/local/messages{older}");
            if (page is not { Length: > 0 }) return all;
            all.AddRange(page);
            older = $"?before={page[0].GetProperty("id").GetString()}";
        }
    }

    /// <summary>The lessons in the channel, by number, once there is one.</summary>
    public async Task<int[]> LessonsAsync()
    {
        var started = TimeProvider.System.GetTimestamp();
        while (true)
        {
            int[] lessons = [.. (await MessagesAsync()).Where(m => m.GetProperty("kind").GetString() == "lesson").Select(m => m.GetProperty("lesson").GetInt32())];
            if (lessons.Length > 0) return lessons;
            Assert.True(TimeProvider.System.GetElapsedTime(started) < TimeSpan.FromSeconds(60), "No lesson came within 60 s.");
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System);
        }
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        if (!_ended) await KillAsync();
        Directory.Delete(Path.GetDirectoryName(_database)!, recursive: true);
    }

    private static async Task<(Process Process, Uri Address)> LaunchAsync(string database, string url)
    {
        string[] words = ["serve", "--urls", url, "--Storage:SqlitePath", database];
        var start = Published is { Length: > 0 } ? new ProcessStartInfo(Published, words) : new ProcessStartInfo("dotnet", [typeof(Program).Assembly.Location, .. words]);
        start.RedirectStandardOutput = true;
        start.UseShellExecute = false;
        var process = Process.Start(start)!;
        var ready = new TaskCompletionSource<Uri>(TaskCreationOptions.RunContinuationsAsynchronously);
        process.OutputDataReceived += (_, output) =>
        {
            if (output.Data is null) ready.TrySetException(new InvalidOperationException("StudyBot ended before it was ready."));
            else if (Printed().Match(output.Data) is { Success: true } match) ready.TrySetResult(new Uri(match.Value));
        };
        process.BeginOutputReadLine();
        try
        {
            return (process, await ready.Task.WaitAsync(TimeSpan.FromSeconds(60)));
        }
        catch
        {
            process.Kill();
            process.Dispose();
            throw;
        }
    }

    [GeneratedRegex("http://127\\.0\\.0\\.1:[0-9]+/")]
    private static partial Regex Printed();
}
