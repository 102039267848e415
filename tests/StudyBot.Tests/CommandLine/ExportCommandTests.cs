using System.Text.Json;
using NodaTime;
using StudyBot.Agendas;
using StudyBot.CheckIns;
using StudyBot.Cohorts;
using StudyBot.Ports;
using StudyBot.Storage;
using StudyBot.Tests.Days;

namespace StudyBot.Tests.CommandLine;

/// <summary><c>export</c>: everything kept about a cohort's people, alone on the output.</summary>
public class ExportCommandTests
{
    [Fact]
    public async Task A_cohort_leaves_as_JSON_and_as_CSV_while_the_host_runs()
    {
        await using var app = await App.StartAsync("2035-01-01T09:00:00Z");
        using var shell = new StoreShell(app.Database);
        await app.SaysAsync("ana", "done: https://ana.example/x");
        await app.SaysAsync("ben", "@StudyBot join");

        var exported = await shell.SaysAsync("export", "--cohort", "local/local/study");
        var json = JsonDocument.Parse(exported).RootElement;
        var csv = (await shell.SaysAsync("export", "--cohort", "local/local/study", "--format", "csv")).TrimEnd().Split("\r\n");

        Assert.EndsWith("\n}\n", exported);
        Assert.Equal("month-3", json.GetProperty("curriculum").GetString());
        var ana = json.GetProperty("members").EnumerateArray().Single(m => m.GetProperty("user").GetString() == "ana");
        Assert.Equal("https://ana.example/x", ana.GetProperty("checkIns")[0].GetProperty("links")[0].GetString());
        Assert.Equal("user,name,joined_at,left,completed,kept,lesson,class,at,note,links,run", csv[0]);
        Assert.Contains(csv, row => row.StartsWith("ana,ana,") && row.EndsWith(",1,1,1,on-time,2035-01-01T09:00:00Z,,https://ana.example/x,1"));
        Assert.Contains(csv, row => row.StartsWith("ben,ben,") && row.EndsWith(",0,0,,,,,,1"));
    }

    /// <summary>What `cohorts remove` takes away leaves with the export.</summary>
    [Fact]
    public async Task People_of_earlier_runs_leave_too_and_the_newest_come_last()
    {
        using var shell = new StoreShell();
        await shell.AddAsync("evening", ("--lead", ""));
        var id = new CohortId("local", "local", "evening");
        using (var table = SqliteTable.Open(shell.Database))
        {
            var store = new StudyStore(table);
            var cohort = (await store.FindCohortAsync(id, default))!;
            await store.CommitAsync(id, [new Change.PutCohort(cohort.Value with { Run = 2 }, cohort.ETag), Joined(1, "ana"), Joined(1, "ben"), Done(1, "ben", 31), Joined(2, "ben"), ToBen(Deliveries.Notice(2, "stopped"))], default);
        }

        var json = JsonDocument.Parse(await shell.SaysAsync("export", "--cohort", $"{id}")).RootElement;
        var csv = (await shell.SaysAsync("export", "--cohort", $"{id}", "--format", "csv")).TrimEnd().Split("\r\n");

        var ben = Assert.Single(json.GetProperty("members").EnumerateArray());
        Assert.Equal("ben", ben.GetProperty("user").GetString());
        Assert.Equal("notice", Assert.Single(ben.GetProperty("messages").EnumerateArray()).GetProperty("kind").GetString());
        var first = Assert.Single(json.GetProperty("earlierRuns").EnumerateArray());
        Assert.Equal(1, first.GetProperty("run").GetInt32());
        Assert.Equal(["ana", "ben"], first.GetProperty("members").EnumerateArray().Select(m => m.GetProperty("user").GetString()));
        Assert.Equal(31, first.GetProperty("members")[1].GetProperty("checkIns")[0].GetProperty("lesson").GetInt32());
        Assert.Equal(["user/run", "ana/1", "ben/1", "ben/2"], csv.Select(row => row.Split(',')).Select(cells => $"{cells[0]}/{cells[^1]}"));
    }

    private static Change.PutDelivery ToBen(DeliveryId what) =>
        new(new(what, new(2026, 3, 2), Instant.MinValue, DeliveryState.Planned, "", Instant.MinValue, Person: new("local", "local", "ben")), null);

    private static Change.PutMember Joined(int run, string who) => new(run, Member.New(new("local", "local", who), who), null);

    private static Change.PutCheckIn Done(int run, string who, int lesson) =>
        new(run, new(lesson, new("local", "local", who), Instant.FromUtc(2035, 1, 2, 9, 0), CheckInClass.Late, ["message 1"], null, []), null);

    [Fact]
    public async Task What_is_not_there_is_an_error_of_the_input()
    {
        using var shell = new StoreShell();
        await shell.AddAsync("evening");

        var ran = await shell.RunAsync("export", "--cohort", "local/local/night");

        Assert.Equal((1, "There is no cohort local/local/night. `StudyBot cohorts` lists them.\n", ""), (ran.Exit, ran.Error, ran.Output));
    }
}
