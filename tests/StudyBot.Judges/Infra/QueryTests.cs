using System.Text.Json;
using System.Text.Json.Nodes;

namespace StudyBot.Judges.Infra;

/// <summary>The queries of the alerts and the workbook, read by the language service of Azure's own query editor: each table, column and function is one there is.</summary>
public class QueryTests
{
    /// <summary>What the queries read, as Azure Monitor's reference of tables lists them.</summary>
    private static readonly Dictionary<string, string> Tables = new(StringComparer.Ordinal)
    {
        ["AppDependencies"] = "TimeGenerated:datetime, AppRoleInstance:string, AppRoleName:string, DependencyType:string, DurationMs:real, Name:string, Properties:dynamic, ResultCode:string, Success:bool, Target:string",
        ["AppMetrics"] = "TimeGenerated:datetime, AppRoleInstance:string, AppRoleName:string, ItemCount:int, Max:real, Min:real, Name:string, Properties:dynamic, Sum:real",
        ["ContainerAppConsoleLogs"] = "TimeGenerated:datetime, ContainerAppName:string, ContainerName:string, Log:string, RevisionName:string, Stream:string",
        ["ContainerAppSystemLogs"] = "TimeGenerated:datetime, ContainerAppName:string, Level:string, Log:string, Reason:string, ReplicaName:string, RevisionName:string, Type:string",
    };

    [Fact]
    public async Task Every_query_reads_what_there_is()
    {
        string[] queries = [.. Alerts(), .. Workbook()];
        Assert.True(queries.Length > 10);

        Assert.All((await JudgeAsync(queries)).Zip(queries), judged => Assert.True(judged.First == "fine", $"{judged.Second}\n{judged.First}"));
    }

    [Theory]
    [InlineData("AppMetrics | where Nam == 'studybot.checkins'", "Nam")]
    [InlineData("AppMetric | take 1", "AppMetric")]
    [InlineData("AppMetrics | summarize total(Sum)", "total")]
    [InlineData("AppMetrics | where Sum >", "Missing expression")]
    public async Task A_query_that_reads_what_there_is_not_is_told_apart(string query, string said) =>
        Assert.Contains(said, Assert.Single(await JudgeAsync([query])), StringComparison.OrdinalIgnoreCase);

    private static Task<IReadOnlyList<string>> JudgeAsync(string[] queries) => Node.RunAsync("Infra/queries.mjs", new { tables = Tables, queries });

    private static IEnumerable<string> Alerts()
    {
        using var alerts = JsonDocument.Parse(Read("infra/alerts.json"));
        return [.. alerts.RootElement.EnumerateArray().Select(alert => string.Join('\n', alert.GetProperty("query").EnumerateArray().Select(line => line.GetString())))];
    }

    private static IEnumerable<string> Workbook() => QueriesIn(JsonNode.Parse(Read("infra/workbook.json")));

    private static IEnumerable<string> QueriesIn(JsonNode? node) => node switch
    {
        JsonObject part => part.SelectMany(field => field is { Key: "query", Value: JsonValue words } ? [words.GetValue<string>()] : QueriesIn(field.Value)),
        JsonArray parts => parts.SelectMany(QueriesIn),
        _ => [],
    };

    private static string Read(string file) => File.ReadAllText(Path.Combine(Needs.Repository, file));
}
