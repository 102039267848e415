using System.Diagnostics;
using System.Globalization;
using NodaTime;
using StudyBot.CheckIns;
using StudyBot.Cohorts;
using StudyBot.Host;
using StudyBot.Host.Settings;
using StudyBot.Ports;
using StudyBot.Storage;
using StudyBot.Tests;

namespace StudyBot.Judges.Storage;

/// <summary>A store moves to Azure Tables and back, by the command line.</summary>
public sealed class CopyTests(ITestOutputHelper output) : IDisposable
{
    private const int People = 100;

    /// <summary><c>STUDYBOT_COPIED</c> says otherwise for a longer run.</summary>
    private static readonly int CheckIns = int.Parse(Environment.GetEnvironmentVariable("STUDYBOT_COPIED") ?? "10000", CultureInfo.InvariantCulture);

    private static readonly Instant Start = Instant.FromUtc(2026, 3, 2, 9, 0);
    private readonly string _folder = Directory.CreateTempSubdirectory("studybot-copy-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task What_comes_back_is_what_went_also_over_an_interruption()
    {
        var (first, second) = (Path.Combine(_folder, "first.db"), Path.Combine(_folder, "second.db"));
        await FillAsync(first);
        var store = await Azurite.SettingsAsync();
        string[] azure = ["--Storage:ConnectionString", store.ConnectionString, "--Storage:TableName", store.TableName];

        await InterruptedAsync(first, store);
        var there = await TimedAsync(["storage", "copy", "--from", "Sqlite", "--to", "AzureTables", "--Storage:SqlitePath", first, .. azure]);
        Assert.DoesNotContain($" {RowsOf(there)} had to be written", there);
        var back = await TimedAsync(["storage", "copy", "--from", "AzureTables", "--to", "Sqlite", "--Storage:SqlitePath", second, .. azure]);
        Assert.Equal(there.Split('\n')[1], back.Split('\n')[1]);

        for (var cohort = 0; cohort < CheckIns / (People * 100); cohort++)
            foreach (var format in new[] { "json", "csv" })
                Assert.Equal(await ExportAsync(first, cohort, format), await ExportAsync(second, cohort, format));
        Assert.Contains("every standing is what its check-ins say", await SaysAsync(["storage", "verify", "--Storage:Provider", "AzureTables", .. azure]));
    }

    /// <summary>Stops in the middle of what it has to copy.</summary>
    private async Task InterruptedAsync(string database, StorageSettings store)
    {
        using var from = SqliteTable.Open(database);
        using var stop = new CancellationTokenSource();
        var passed = 0;
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => new TableCopy(from, AzureTable.Open(store.Account().Unhurried)).RunAsync(
            _ =>
            {
                if (++passed == CheckIns / 2) stop.Cancel();
            },
            stop.Token));
    }

    private static Task<string> ExportAsync(string database, int cohort, string format) =>
        SaysAsync(["export", "--cohort", $"slack/T1/C{cohort}", "--format", format, "--Storage:SqlitePath", database]);

    private async Task<string> TimedAsync(string[] words)
    {
        var started = Stopwatch.GetTimestamp();
        var says = await SaysAsync(words);
        output.WriteLine($"{Stopwatch.GetElapsedTime(started).TotalSeconds:0.0} s: {says}");
        return says;
    }

    private static async Task<string> SaysAsync(string[] words)
    {
        var ran = await Shell.RunAsync(words);
        Assert.True(ran.Exit == 0, ran.Error);
        return ran.Output;
    }

    private static string RowsOf(string says) => says.Split(" holds all ")[1].Split(' ')[0];

    /// <summary>Cohorts of 100 people and 100 lessons each.</summary>
    private static async Task FillAsync(string database)
    {
        using var table = SqliteTable.Open(database);
        var store = new StudyStore(table);
        var plan = BuiltIn.Find("month-3")!.Version with { Lessons = 100 };
        var schedule = new Schedule(new(2026, 3, 2), DateTimeZone.Utc, new(9, 0), StudyDays.EveryDay, new HashSet<LocalDate>(), [], new(18, 0), new(null, new(17, 0)));
        for (var c = 0; c < CheckIns / (People * 100); c++)
        {
            var id = new CohortId("slack", "T1", $"C{c}");
            await store.CommitAsync(id, [new Change.PutCohort(new Cohort(id, 1, plan, schedule, [], ["U1"]), null)], default);
            await Task.WhenAll(Enumerable.Range(0, People).Select(p => FillAsync(store, id, new PersonId("slack", "T1", $"U{p}"), p)));
        }
    }

    private static async Task FillAsync(StudyStore store, CohortId cohort, PersonId person, int number)
    {
        CheckIn[] done = [.. Enumerable.Range(1, 100).Select(lesson => new CheckIn(lesson, person, Start + Duration.FromMinutes((lesson * 1440) + number), (CheckInClass)(lesson % 3), [$"C|{lesson}.{number}"], null, [$"https://example.org/{number}/{lesson}"]))];
        await store.CommitAsync(cohort, [.. done.Take(99).Select(checkIn => new Change.PutCheckIn(1, checkIn, null)), new Change.PutMember(1, Member.New(person, $"Ünal {number}") with { Ledger = done.Aggregate(Ledger.Empty, (ledger, d) => ledger.With(d.Lesson, d.Class)), JoinedAt = Start }, null)], default);
        await store.CommitAsync(cohort, [new Change.PutCheckIn(1, done[99], null)], default);
    }
}
