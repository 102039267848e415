using System.Text.Json;
using System.Text.RegularExpressions;
using YamlDotNet.RepresentationModel;

namespace StudyBot.Judges.Infra;

/// <summary>Alerts and the workbook speak of the instruments that <c>docs/operating.md</c> describes, by their names.</summary>
public partial class WatchTests
{
    private static readonly HashSet<string> Instruments = [.. Instrument().Matches(Read("docs/operating.md")).Select(m => m.Groups[1].Value)];

    [Fact]
    public void Every_instrument_is_in_the_workbook_and_the_workbook_knows_no_other()
    {
        Assert.NotEmpty(Instruments);
        Assert.Equal(Instruments.Order(StringComparer.Ordinal), Named(Read("infra/workbook.json")));
    }

    [Fact]
    public void An_alert_needs_metrics_exactly_where_it_says_so_and_names_only_instruments_there_are()
    {
        using var alerts = JsonDocument.Parse(Read("infra/alerts.json"));

        Assert.All(alerts.RootElement.EnumerateArray(), alert =>
        {
            var query = string.Join('\n', alert.GetProperty("query").EnumerateArray().Select(l => l.GetString()));
            Assert.Equal(alert.GetProperty("needsMetrics").GetBoolean(), query.Contains("AppMetrics", StringComparison.Ordinal));
            Assert.Superset(Named(query).ToHashSet(), Instruments);
            Assert.NotEmpty(alert.GetProperty("remedy").GetString()!);
        });
    }

    [Fact]
    public void The_collector_hands_on_traces_and_metrics_and_every_part_it_uses_is_set_up()
    {
        var yaml = new YamlStream();
        yaml.Load(new StringReader(Read("infra/collector.yaml")));
        var root = (YamlMappingNode)yaml.Documents[0].RootNode;

        var pipelines = (YamlMappingNode)root["service"]["pipelines"];

        Assert.Equal(["metrics", "traces"], pipelines.Children.Keys.Select(k => $"{k}").Order(StringComparer.Ordinal));
        foreach (var pipeline in pipelines.Children.Values.Cast<YamlMappingNode>())
        {
            foreach (var (kind, parts) in pipeline.Children) Assert.All((YamlSequenceNode)parts, part => Assert.True(((YamlMappingNode)root[kind]).Children.ContainsKey(part), $"{kind} has no {part}."));
        }
    }

    private static IEnumerable<string> Named(string text) => Quoted().Matches(text).Select(m => m.Groups[1].Value).Distinct().Order(StringComparer.Ordinal);

    private static string Read(string file) => File.ReadAllText(Path.Combine(Needs.Repository, file));

    [GeneratedRegex(@"^\| `(studybot\.[a-z.]+)` \|", RegexOptions.Multiline)]
    private static partial Regex Instrument();

    [GeneratedRegex(@"Name == '(studybot\.[a-z.]+)'")]
    private static partial Regex Quoted();
}
