using System.Net.Http.Json;

namespace StudyBot.Judges.Cluster;

/// <summary>Several instances without PostgreSQL: each looks at all that is due, and each post is claimed by one of them.</summary>
[Collection(nameof(Heavy))]
public class AloneTests(ITestOutputHelper output)
{
    [Fact]
    public async Task A_page_of_one_instance_shows_what_was_said_at_another()
    {
        var account = await Storage.Azurite.TableAsync();
        var settings = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["Storage:Provider"] = "AzureTables", ["Storage:ConnectionString"] = account.ConnectionString, ["Storage:TableName"] = account.Table,
            ["Logging:LogLevel:Microsoft.Hosting.Lifetime"] = "Information",
        };
        await using var one = await Instance.StartAsync("instance A", settings);
        await using var two = await Instance.StartAsync("instance B", settings);
        using var http = new HttpClient();
        await using var page = await http.GetStreamAsync(new Uri(two.Address, "/local/events?as=ben"));
        using var events = new StreamReader(page);
        Assert.Contains("hello", await events.ReadLineAsync());

        (await http.PostAsJsonAsync(new Uri(one.Address, "/local/messages"), new { from = "ana", text = "good morning from elsewhere" })).EnsureSuccessStatusCode();

        string? line;
        do line = await events.ReadLineAsync().WaitAsync(TimeSpan.FromMinutes(1));
        while (line is not null && !line.Contains("good morning from elsewhere", StringComparison.Ordinal));
        Assert.NotNull(line);
    }

    [Fact]
    public async Task Two_instances_that_tick_each_for_itself_post_every_lesson_once_by_the_claim_alone()
    {
        await using var town = await Town.FoundAsync(2, database: null);
        await town.SeedAsync(200);

        await town.RecordedAsync(TimeSpan.FromMinutes(10));

        // Who is a moment earlier may claim nearly all of it: how it is shared is nobody's promise here.
        await town.JudgeAsync(output);
    }
}
