using System.Text;
using System.Text.Json.Nodes;
using CsCheck;
using StudyBot.Host;
using StudyBot.Host.Replay;
using StudyBot.Ports;

namespace StudyBot.Tests.Fuzz;

/// <summary>A scenario that somebody wrote by hand is read, or refused with the place of what is wrong.</summary>
public class ScenarioFuzzTests
{
    private static readonly JsonNode[] Examples = [.. Directory.GetFiles(Repository.PathOf("docs", "examples"), "*.json").Select(file => JsonNode.Parse(File.ReadAllText(file))!)];

    private static readonly StoredCurriculum Plan = BuiltIn.Find("month-3")!;

    [Fact]
    public void A_scenario_is_read_or_refused()
    {
        Assert.True(Examples.Length > 10);
        foreach (var example in Examples) HoldsTogether(Encoding.UTF8.GetBytes(example.ToJsonString()));
        HostileJson.Like(Examples).Sample(HoldsTogether, iter: 3_000);
    }

    [Fact]
    public void Bytes_are_read_or_refused() => Gen.Byte.Array[0, 300].Sample(HoldsTogether, iter: 2_000);

    private static void HoldsTogether(byte[] bytes) => Allocation.Within(600_000 + (400L * bytes.Length), () => Try(bytes), () => Encoding.UTF8.GetString(bytes));

    /// <summary>Whether it was read.</summary>
    private static bool Try(byte[] bytes)
    {
        try
        {
            new ScenarioReader(_ => Plan).Read(bytes);
            return true;
        }
        catch (ScenarioException refused)
        {
            Assert.NotEmpty(refused.Message);
            Assert.DoesNotContain('\n', refused.Message);
            return false;
        }
    }
}
