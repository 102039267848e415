using System.Text.Json;

namespace StudyBot.Tests.Replays;

/// <summary>The contract of <c>replay</c> with whoever calls it from a script.</summary>
public sealed class ReplayCommandTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("studybot-replay-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Json_stands_alone_on_standard_output_and_the_time_on_standard_error()
    {
        var ran = await Shell.RunAsync("replay", Examples.Scenario("freeze"), "--json");

        Assert.Equal(0, ran.Exit);
        using var output = JsonDocument.Parse(ran.Output);
        Assert.Equal(["posts", "receipts", "replies", "members", "leaderboard"], Names(output.RootElement));
        Assert.Matches(@"\AReplayed 8 events and 10 posts in [0-9]+\.[0-9]{2} s\.\n\z", ran.Error);
    }

    [Fact]
    public async Task Without_json_it_prints_tables_for_people_and_the_time()
    {
        var ran = await Shell.RunAsync("replay", Examples.Scenario("freeze"));

        Assert.Equal(0, ran.Exit);
        Assert.Contains("Posted at", ran.Output);
        Assert.Contains("Longest", ran.Output);
        Assert.Matches(@"in [0-9]+\.[0-9]{2} s\.", ran.Error);
    }

    [Fact]
    public async Task Each_thing_has_the_members_that_scripts_rely_on()
    {
        using var nudges = await PlayAsync(Examples.Scenario("nudge"));
        using var pauses = await PlayAsync(Examples.Scenario("pause"));

        Assert.Equal(["at", "kind", "lesson", "due", "text"], Names(nudges.RootElement.GetProperty("posts")[0]));
        Assert.Equal(["at", "kind", "lesson", "to", "text"], Names(nudges.RootElement.GetProperty("posts").EnumerateArray().First(p => p.GetProperty("kind").GetString() == "nudge")));
        Assert.Equal(["at", "from", "lesson", "class", "text"], Names(pauses.RootElement.GetProperty("receipts")[0]));
        Assert.Equal(["id", "completed", "onTime", "grace", "late", "currentStreak", "longestStreak", "freezes", "ledger"], Names(pauses.RootElement.GetProperty("members")[0]));
        Assert.Equal(["lesson", "state"], Names(pauses.RootElement.GetProperty("members")[0].GetProperty("ledger")[0]));
        Assert.Equal(["rank", "id", "completed"], Names(pauses.RootElement.GetProperty("leaderboard")[0]));
        Assert.EndsWith("Z", pauses.RootElement.GetProperty("receipts")[0].GetProperty("at").GetString());
    }

    [Fact]
    public async Task Unknown_members_are_ignored_wherever_they_stand()
    {
        var plain = Write("plain.json", """
            {"curriculum":"month-3","cohort":{"timeZone":"UTC","startDate":"2026-03-02"},"until":"2026-03-04T12:00:00Z",
             "outages":[{"from":"2026-03-03T08:00:00Z","until":"2026-03-03T10:00:00Z"}],
             "events":[{"at":"2026-03-03T12:00:00Z","from":"ana","text":"done"}]}
            """);
        var more = Write("more.json", """
            {"$schema":"x","version":3,"curriculum":"month-3","cohort":{"timeZone":"UTC","startDate":"2026-03-02","name":"Spring","colour":{"r":1}},"until":"2026-03-04T12:00:00Z",
             "outages":[{"from":"2026-03-03T08:00:00Z","until":"2026-03-03T10:00:00Z","why":"moved house"}],
             "events":[{"at":"2026-03-03T12:00:00Z","from":"ana","text":"done","mood":":)","weather":[1,2]}],"comment":null}
            """);

        Assert.Equal((await Shell.RunAsync("replay", plain, "--json")).Output, (await Shell.RunAsync("replay", more, "--json")).Output);
    }

    [Fact]
    public async Task Instants_may_be_written_in_any_offset_and_are_told_in_UTC()
    {
        var file = Write("offset.json", """
            {"curriculum":"month-3","cohort":{"timeZone":"Asia/Kathmandu","startDate":"2026-03-02"},"until":"2026-03-03T00:00:00+05:45",
             "events":[{"at":"2026-03-02T15:45:00.250+05:45","from":"ana","text":"done"}]}
            """);

        using var output = await PlayAsync(file);

        Assert.Equal("2026-03-02T03:15:00Z", output.RootElement.GetProperty("posts")[0].GetProperty("at").GetString());
        Assert.Equal("2026-03-02T10:00:00.25Z", output.RootElement.GetProperty("receipts")[0].GetProperty("at").GetString());
    }

    [Fact]
    public async Task A_file_with_a_byte_order_mark_is_read_like_any_other()
    {
        var file = Path.Combine(_folder, "bom.json");
        await File.WriteAllBytesAsync(file, [0xEF, 0xBB, 0xBF, .. """{"curriculum":"month-3","cohort":{"timeZone":"UTC","startDate":"2026-03-02"},"until":"2026-03-02T12:00:00Z"}"""u8]);

        using var output = await PlayAsync(file);

        Assert.Equal(1, output.RootElement.GetProperty("posts").GetArrayLength());
    }

    [Theory]
    // what stands in place of the events → where it is wrong
    [InlineData("{}", "events: must be a list")]
    [InlineData("[7]", "events[0]: must be an object")]
    [InlineData("[{}]", "events[0]: needs \"at\"")]
    [InlineData("""[{"at":"2026-03-02T09:00:00Z","from":"ana","text":"done"},{"at":"2026-03-02T09:00:00Z","from":"ana"}]""", "events[1]: needs \"text\", \"react\"")]
    [InlineData("""[{"at":"2026-03-02T09:00:00Z","from":"ana","text":7}]""", "events[0].text: must be a text")]
    [InlineData("""[{"at":"2026-03-02T09:00:00Z","from":"ana","text":"\ud83d"}]""", "events[0].text: must be a text that can be read")]
    [InlineData("""[{"at":"2026-03-02T09:00:00Z","from":"ana","react":"x","lesson":0}]""", "events[0].lesson: must be a lesson's number, from 1")]
    [InlineData("""[{"at":"2026-03-02T09:00:00Z","from":"ana","react":"x","lesson":1,"on":"yes"}]""", "events[0].on: must be true or false")]
    [InlineData("""[{"at":"2026-03-02T09:00:00Z","from":"ana","edit":"m1"}]""", "events[0]: needs \"text\"")]
    [InlineData("""[{"at":"2026-03-02","from":"ana","text":"done"}]""", "events[0].at: \"2026-03-02\" is no instant")]
    [InlineData("""[{"at":"2026-03-02T09:00:00Z","from":"ana","text":"done","channel":"other"}]""", "events[0]: there is no cohort in the channel \"other\"")]
    [InlineData("[\n\n{\"at\": oops}]", "line 3: this is no JSON")]
    public async Task A_wrong_scenario_ends_with_1_and_says_what_is_wrong_and_where(string events, string says)
    {
        var file = Write("wrong.json", $$"""{"curriculum":"month-3","cohort":{"timeZone":"UTC","startDate":"2026-03-02"},"until":"2026-03-04T12:00:00Z","events":{{events}}}""");

        var ran = await Shell.RunAsync("replay", file, "--json");

        Assert.Equal(1, ran.Exit);
        Assert.Empty(ran.Output);
        Assert.Contains($"{file}: {says}", ran.Error);
    }

    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]")]
    [InlineData("null")]
    public async Task What_is_no_scenario_at_all_ends_with_1(string text)
    {
        var ran = await Shell.RunAsync("replay", Write("none.json", text));

        Assert.Equal((1, ""), (ran.Exit, ran.Output));
        Assert.Contains("none.json: ", ran.Error);
    }

    [Fact]
    public async Task A_file_that_is_not_there_ends_with_1_and_a_wrong_call_with_2()
    {
        Assert.Equal(1, (await Shell.RunAsync("replay", Path.Combine(_folder, "nowhere.json"))).Exit);
        Assert.Equal(2, (await Shell.RunAsync("replay")).Exit);
        Assert.Equal(2, (await Shell.RunAsync("replay", Examples.Scenario("freeze"), "--jsn")).Exit);
    }

    private static async Task<JsonDocument> PlayAsync(string file)
    {
        var ran = await Shell.RunAsync("replay", file, "--json");
        Assert.True(ran.Exit == 0, ran.Error);
        return JsonDocument.Parse(ran.Output);
    }

    private static IEnumerable<string> Names(JsonElement element) => element.EnumerateObject().Select(member => member.Name);

    private string Write(string name, string text)
    {
        var file = Path.Combine(_folder, name);
        File.WriteAllText(file, text);
        return file;
    }
}
