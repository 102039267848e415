using System.Collections.Concurrent;
using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Data.Sqlite;
using StudyBot.Cohorts;
using StudyBot.Storage;
using StudyBot.Tests;

namespace StudyBot.Judges;

/// <summary>The power goes again and again while many people write and lessons come.</summary>
[Collection(nameof(Heavy))]
public class KillsUnderLoadTests(ITestOutputHelper output)
{
    private const int AtOnce = 8;
    private const int MostAnswers = 60;
    private const int LongestMilliseconds = 40;

    private static readonly CohortId Study = new("local", "local", "study");

    /// <summary><c>STUDYBOT_KILLS</c> says otherwise for a longer run (<c>.ci/kills</c>), and <c>STUDYBOT_SEED</c> repeats one's moments.</summary>
    private static readonly int Kills = Number("STUDYBOT_KILLS") ?? 8;

    private readonly ConcurrentQueue<(string Person, int Lesson)> _acknowledged = [];
    private readonly Lock _turn = new();
    private int _answered;
    private int _sent;
    private (int Person, int Lesson) _last = (1, 0);

    [Fact]
    public async Task What_was_acknowledged_is_there_and_nothing_is_there_twice()
    {
        var seed = Number("STUDYBOT_SEED") ?? Random.Shared.Next(1_000_000);
        output.WriteLine($"seed {seed}");
        var chance = new Random(seed);
        await using var host = await HostProcess.StartAsync();
        await host.LessonsAsync();
        var (lessons, unanswered) = (1, 0);
        for (var kill = 0; kill < Kills; kill++)
        {
            // Every other time a lesson comes: every fourth time before anybody writes, and every fourth time it may be in the middle of that.
            var morning = kill % 2 == 1 && lessons < 30 ? MorningAsync(host) : Task.CompletedTask;
            if (kill % 4 == 3) await morning;
            var writers = Enumerable.Range(0, AtOnce).Select(_ => WriteAsync(host, lessons)).ToList();
            await AnsweredAsync(Volatile.Read(ref _answered) + chance.Next(MostAnswers));
            await Task.Delay(TimeSpan.FromMilliseconds(chance.Next(LongestMilliseconds)), TimeProvider.System);
            await host.KillAsync();
            unanswered += (await Task.WhenAll(writers)).Sum();
            await morning;
            await CrashedAsync(host.Database);
            await host.StartAgainAsync();
            lessons = (await LessonsAsync(host)).Max();
        }

        // What was under way may be taken over once its lease is over.
        await host.PassAsync(TimeSpan.FromMinutes(3));
        var posted = await LessonsAsync(host);
        await host.KillAsync();
        output.WriteLine($"{Kills} kills, {_sent:N0} messages of which {unanswered:N0} were never answered, {_acknowledged.Count:N0} acknowledged check-ins, {posted.Count} lessons");

        Assert.Equal(Enumerable.Range(1, posted.Count), posted.Order());
        Assert.True(_acknowledged.Count > Kills, "Hardly anything was acknowledged.");
        var verified = await Shell.RunAsync(["storage", "verify", "--Storage:SqlitePath", host.Database]);
        Assert.True(verified.Exit == 0, verified.Output + verified.Error);
        using var table = SqliteTable.Open(host.Database);
        var store = new StudyStore(table);
        Assert.Equal(posted.Order(), (await store.FindCohortAsync(Study, default))!.Value.Posted.Select(lesson => lesson.Day));
        Assert.InRange((await store.CheckInsAsync(Study, 1, 1, posted.Count, default)).Count, _acknowledged.Count, _sent);
        await host.StartAgainAsync();
    }

    /// <summary>What a crash left, as it lies on the disk, is whole and has all that was acknowledged. Looked at in a copy, so that the host finds its log as it left it,
    /// and before anybody can say again what was lost.</summary>
    private async Task CrashedAsync(string database)
    {
        var folder = Directory.CreateTempSubdirectory("studybot-crashed-");
        try
        {
            var copy = Path.Combine(folder.FullName, "studybot.db");
            foreach (var file in (string[])["", "-wal"])
                if (File.Exists(database + file)) File.Copy(database + file, copy + file);
            using (var table = SqliteTable.Open(copy))
            {
                var store = new StudyStore(table);
                foreach (var (person, lesson) in _acknowledged)
                    Assert.True(await store.FindCheckInAsync(Study, 1, lesson, new("local", "local", person), default) is not null, $"Day {lesson} of {person} was acknowledged and is gone.");
            }

            Assert.Equal("ok", await CheckAsync(copy));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <summary>Says <c>done N</c> until nobody answers any more; how often nobody did.</summary>
    private async Task<int> WriteAsync(HostProcess host, int lessons)
    {
        while (true)
        {
            var (person, lesson) = Next(lessons);
            try
            {
                using var answer = await host.Http.PostAsJsonAsync("/local/messages", new { from = person, text = $"done {lesson}" });
                var said = await answer.Content.ReadFromJsonAsync<JsonElement>();
                Interlocked.Increment(ref _answered);
                if (answer.IsSuccessStatusCode && said.GetProperty("receipts").GetArrayLength() > 0) _acknowledged.Enqueue((person, lesson));
            }
            catch (Exception fault) when (fault is HttpRequestException or IOException or JsonException)
            {
                return 1;
            }
        }
    }

    /// <summary>One person after the other does what there is, each lesson once: what is acknowledged was never written before, so that its loss is seen.</summary>
    private (string Person, int Lesson) Next(int lessons)
    {
        lock (_turn)
        {
            _sent++;
            _last = _last.Lesson < lessons ? _last with { Lesson = _last.Lesson + 1 } : (_last.Person + 1, 1);
            return ($"p{_last.Person}", _last.Lesson);
        }
    }

    /// <summary>Waits until so many were answered, so that a slow machine is killed in as full a life as a fast one.</summary>
    private async Task AnsweredAsync(int many)
    {
        var started = TimeProvider.System.GetTimestamp();
        while (Volatile.Read(ref _answered) < many && TimeProvider.System.GetElapsedTime(started) < TimeSpan.FromSeconds(10)) await Task.Delay(TimeSpan.FromMilliseconds(1), TimeProvider.System);
    }

    private static async Task MorningAsync(HostProcess host)
    {
        try
        {
            await host.NextMorningAsync();
        }
        catch (Exception fault) when (fault is HttpRequestException or IOException)
        {
            // Killed meanwhile: it came or it did not.
        }
    }

    private static async Task<IReadOnlyList<int>> LessonsAsync(HostProcess host) =>
        [.. (await host.EveryMessageAsync()).Where(m => m.GetProperty("kind").GetString() == "lesson").Select(m => m.GetProperty("lesson").GetInt32())];

    private static async Task<string?> CheckAsync(string database)
    {
        await using var connection = new SqliteConnection($"Data Source={database};Pooling=False");
        await connection.OpenAsync();
        await using var check = connection.CreateCommand();
        check.CommandText = "PRAGMA integrity_check";
        return (string?)await check.ExecuteScalarAsync();
    }

    private static int? Number(string variable) => int.TryParse(Environment.GetEnvironmentVariable(variable), CultureInfo.InvariantCulture, out var number) ? number : null;
}
