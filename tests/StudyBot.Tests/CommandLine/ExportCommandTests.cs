using System.Text.Json;
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

        var json = JsonDocument.Parse(await shell.SaysAsync("export", "--cohort", "local/local/study")).RootElement;
        var csv = (await shell.SaysAsync("export", "--cohort", "local/local/study", "--format", "csv")).TrimEnd().Split("\r\n");

        Assert.Equal("month-3", json.GetProperty("curriculum").GetString());
        var ana = json.GetProperty("members").EnumerateArray().Single(m => m.GetProperty("user").GetString() == "ana");
        Assert.Equal("https://ana.example/x", ana.GetProperty("checkIns")[0].GetProperty("links")[0].GetString());
        Assert.Equal("user,name,joined_at,left,completed,kept,lesson,class,at,note,links", csv[0]);
        Assert.Contains(csv, row => row.StartsWith("ana,ana,") && row.EndsWith(",1,1,1,on-time,2035-01-01T09:00:00Z,,https://ana.example/x"));
        Assert.Contains(csv, row => row.StartsWith("ben,ben,") && row.EndsWith(",0,0,,,,,"));
    }

    [Fact]
    public async Task What_is_not_there_is_an_error_of_the_input()
    {
        using var shell = new StoreShell();
        await shell.AddAsync("evening");

        var ran = await shell.RunAsync("export", "--cohort", "local/local/night");

        Assert.Equal((1, "There is no cohort local/local/night. `studybot cohorts` lists them.\n", ""), (ran.Exit, ran.Error, ran.Output));
    }
}
