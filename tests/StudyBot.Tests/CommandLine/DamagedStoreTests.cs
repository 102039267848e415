using System.Text.Json;
using StudyBot.Cohorts;
using StudyBot.Ports;
using StudyBot.Storage;

namespace StudyBot.Tests.CommandLine;

/// <summary>A row that cannot be read: it is named, and no command calls the store fine.</summary>
public sealed class DamagedStoreTests : IDisposable
{
    private static readonly CohortId Evening = new("local", "local", "evening");
    private readonly StoreShell _shell = new();

    public void Dispose() => _shell.Dispose();

    [Fact]
    public async Task A_cohort_s_row_is_named_by_every_command_that_goes_through_the_cohorts()
    {
        await DamageAsync(Keys.Cohort, "{ nothing");
        var row = "The row cohort|local|local|evening cohort cannot be read: ";

        var verified = await _shell.RunAsync("storage", "verify");
        Assert.Equal((1, ""), (verified.Exit, verified.Error));
        Assert.StartsWith(row, verified.Output);
        Assert.EndsWith("\n1 cohort counted, 1 row cannot be read.\n", verified.Output);

        var doctor = await _shell.RunAsync("doctor", "--urls", "http://127.0.0.1:0");
        Assert.Equal((3, ""), (doctor.Exit, doctor.Error));
        Assert.Contains($"BAD store: {row}", doctor.Output);

        var listed = await _shell.RunAsync("cohorts", "--json");
        Assert.Equal(1, listed.Exit);
        Assert.StartsWith(row, listed.Error);
        Assert.Equal("local/local/night", Assert.Single(JsonDocument.Parse(listed.Output).RootElement.EnumerateArray()).GetProperty("id").GetString());
    }

    [Theory]
    [InlineData("{ nothing")]
    [InlineData("{}")]
    public async Task A_member_s_row_ends_what_needs_it_with_one_line(string value)
    {
        await DamageAsync("member|0001|ana", value);
        var row = "The row cohort|local|local|evening member|0001|ana cannot be read: ";

        var verified = await _shell.RunAsync("storage", "verify");
        Assert.Equal((1, ""), (verified.Exit, verified.Error));
        Assert.StartsWith(row, verified.Output);
        Assert.EndsWith("\n1 cohort counted, 1 row cannot be read.\n", verified.Output);

        var exported = await _shell.RunAsync("export", "--cohort", $"{Evening}");
        Assert.Equal((1, ""), (exported.Exit, exported.Output));
        Assert.StartsWith(row, exported.Error);
        Assert.Equal(1, exported.Error.Count(c => c == '\n'));
    }

    [Theory]
    [InlineData("cohort|local|local|evening", "checkin|0001|0001|ana")]
    [InlineData("cohort|local|local|evening", "delivery|0001|lesson|0001")]
    [InlineData("cohort|local|local|evening", "seen|ab12")]
    [InlineData("events", "seen|ab12")]
    [InlineData("due|000", "soon")]
    [InlineData("person|local|local|ana", "in|cohort|local|local|evening")]
    [InlineData("person|local|local|ana", "meant|ab12")]
    [InlineData("curricula", "curriculum|bread")]
    [InlineData("curriculum|bread", "newest")]
    [InlineData("curriculum|bread", "version|ab12")]
    [InlineData("system", "heartbeat")]
    [InlineData("local/messages", "m|2147483646")]
    public async Task Every_kind_of_row_is_looked_at(string partition, string key)
    {
        await DamageAsync(key, "{ nothing", partition);

        var verified = await _shell.RunAsync("storage", "verify");

        Assert.Equal(1, verified.Exit);
        Assert.StartsWith($"The row {partition} {key} cannot be read: ", verified.Output);
        Assert.EndsWith("1 row cannot be read.\n", verified.Output);
    }

    [Fact]
    public async Task The_doctor_goes_on_past_a_heartbeat_that_cannot_be_read()
    {
        await DamageAsync("heartbeat", "{ nothing", "system");

        var doctor = await _shell.RunAsync("doctor", "--urls", "http://127.0.0.1:0");

        Assert.Equal((3, ""), (doctor.Exit, doctor.Error));
        Assert.Contains("BAD store: The row system heartbeat cannot be read: ", doctor.Output);
        Assert.Contains("ok  settings", doctor.Output);
    }

    [Fact]
    public async Task A_store_whose_only_cohort_cannot_be_read_is_not_called_empty()
    {
        await DamageAsync(Keys.Cohort, "{ nothing");
        await _shell.SaysAsync("cohorts", "remove", "local/local/night", "--yes");

        var listed = await _shell.RunAsync("cohorts");

        Assert.Equal((1, ""), (listed.Exit, listed.Output));
    }

    /// <summary>Two cohorts, and one row that says nothing.</summary>
    private async Task DamageAsync(string key, string value, string? partition = null)
    {
        await _shell.AddAsync("evening", ("--lead", "ana"));
        await _shell.AddAsync("night");
        using var table = SqliteTable.Open(_shell.Database);
        await table.WriteAsync(partition ?? Keys.Partition(Evening), [new RowChange.Put(key, System.Text.Encoding.UTF8.GetBytes(value))], default);
    }
}
