using System.Text;
using System.Text.Json;
using NodaTime;
using StudyBot.CheckIns;
using StudyBot.Host;
using StudyBot.Host.Replay;

namespace StudyBot.Tests.Replays;

public class ScenarioTests
{
    private const string Cohort = """ "cohort":{"timeZone":"Europe/Berlin","startDate":"2026-03-02"} """;

    [Theory]
    [InlineData("{", "line 1: this is no JSON")]
    [InlineData("[]", "the scenario: must be an object")]
    [InlineData("""{"\ud800\ud800":1}""", "the scenario: has a name in it that cannot be read.")]
    [InlineData("""{"curriculum":"month-3"}""", "the scenario: needs \"cohort\".")]
    [InlineData($$"""{"curriculum":"nope",{{Cohort}},"until":"2026-03-02T00:00:00Z"}""", "curriculum: ")]
    [InlineData($$"""{"curriculum":"month-3",{{Cohort}}}""", "the scenario: needs \"until\".")]
    [InlineData($$"""{"curriculum":"month-3",{{Cohort}},"until":"tomorrow"}""", "until: \"tomorrow\" is no instant")]
    [InlineData("""{"curriculum":"month-3","cohort":{"timeZone":"Berlin","startDate":"2026-03-02"}}""", "cohort.timeZone: \"Berlin\" is no IANA time zone")]
    [InlineData("""{"curriculum":"month-3","cohort":{"timeZone":"UTC","startDate":"2.3.2026"}}""", "cohort.startDate: \"2.3.2026\" is no date")]
    [InlineData("""{"curriculum":"month-3","cohort":{"timeZone":"UTC","startDate":"2026-03-02","studyDays":"moon"}}""", "cohort.studyDays: \"moon\" names no weekdays")]
    [InlineData("""{"curriculum":"month-3","cohort":{"timeZone":"UTC","startDate":"2026-03-02","lessonTime":"25:00"}}""", "cohort.lessonTime: \"25:00\" is no time")]
    [InlineData($$"""{"curriculum":"month-3",{{Cohort}},"until":"2026-03-02T00:00:00Z","events":[{"at":"2026-03-02T00:00:00Z"}]}""", "events[0]: needs \"from\".")]
    [InlineData($$"""{"curriculum":"month-3",{{Cohort}},"until":"2026-03-02T00:00:00Z","events":[{"at":"2026-03-02T00:00:00Z","from":"ana","react":"tada","lesson":"1"}]}""", "events[0].lesson: must be a lesson's number")]
    [InlineData($$"""{"curriculum":"month-3",{{Cohort}},"until":"2026-03-02T00:00:00Z","outages":[{"from":"2026-03-02T00:00:00Z","until":"2026-03-01T00:00:00Z"}]}""", "outages[0]: ends before it begins")]
    public async Task What_is_wrong_is_named_with_its_place(string json, string words)
    {
        var file = Path.GetTempFileName();
        try
        {
            await File.WriteAllTextAsync(file, json);
            var ran = await Shell.RunAsync("replay", file);
            Assert.Equal(1, ran.Exit);
            Assert.Contains(words, ran.Error);
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Fact]
    public async Task A_hundred_people_who_are_always_on_time_have_streaks_of_thirty()
    {
        var events = from day in Enumerable.Range(0, 30)
                     from person in Enumerable.Range(0, 100)
                     select new { at = $"{new LocalDate(2026, 3, 2).PlusDays(day):uuuu-MM-dd}T10:{person % 60:00}:00Z", @from = $"person-{person:000}", text = "done" };

        var played = await PlayAsync(new
        {
            curriculum = "month-3",
            cohort = new { timeZone = "Europe/Berlin", startDate = "2026-03-02", lessonTime = "09:00" },
            until = "2026-04-05T00:00:00Z",
            events,
        });

        Assert.Equal(3000, played.Receipts.Count);
        var (cohort, members) = Assert.Single(played.Cohorts);
        Assert.Equal(100, members.Count);
        Assert.All(members, member => Assert.Equal(30, Streak.Fold(cohort.Posted, member, played.Until).Current));
        Assert.Equal(Enumerable.Range(1, 30), cohort.Posted.Select(p => p.Day));
    }

    [Theory]
    [InlineData("Europe/Berlin", "02:30", "2026-03-15")]
    [InlineData("Europe/Berlin", "01:30", "2026-03-15")]
    [InlineData("Europe/Berlin", "02:30", "2026-10-10")]
    [InlineData("Europe/Berlin", "01:30", "2026-10-10")]
    [InlineData("America/New_York", "02:30", "2026-02-25")]
    [InlineData("America/New_York", "01:30", "2026-02-25")]
    [InlineData("America/New_York", "02:30", "2026-10-20")]
    [InlineData("America/New_York", "01:30", "2026-10-20")]
    [InlineData("Australia/Lord_Howe", "02:15", "2026-09-20")]
    [InlineData("Africa/Cairo", "00:10", "2026-04-10")]
    public async Task One_lesson_a_day_over_a_clock_change(string zone, string time, string start)
    {
        var first = NodaTime.Text.LocalDatePattern.Iso.Parse(start).Value;
        string Noon(int day) => first.PlusDays(day).At(LocalTime.Noon).InZoneLeniently(DateTimeZoneProviders.Tzdb[zone]).ToInstant().ToString();
        var events = Enumerable.Range(0, 30).Select(day => new { at = Noon(day), from = "ana", text = "done" });

        var played = await PlayAsync(new
        {
            curriculum = "month-3",
            cohort = new { timeZone = zone, startDate = start, lessonTime = time },
            until = Noon(29),
            events,
        });

        var (cohort, members) = Assert.Single(played.Cohorts);
        Assert.Equal(Enumerable.Range(0, 30).Select(first.PlusDays), cohort.Posted.Select(p => p.Date));
        var standing = Streak.Fold(cohort.Posted, Assert.Single(members), played.Until);
        Assert.Equal((30, 30), (standing.OnTime, standing.Current));
    }

    [Fact]
    public async Task A_slot_in_an_outage_is_posted_at_its_end_and_after_12_hours_the_plan_slides()
    {
        var played = await PlayAsync(new
        {
            curriculum = "month-3",
            cohort = new { timeZone = "UTC", startDate = "2026-03-02", lessonTime = "09:00" },
            until = "2026-03-06T12:00:00Z",
            outages = new[]
            {
                new { from = "2026-03-03T08:00:00Z", until = "2026-03-03T15:00:00Z" },
                new { from = "2026-03-03T15:00:00Z", until = "2026-03-03T20:59:59Z" },
                new { from = "2026-03-05T09:00:00Z", until = "2026-03-05T21:00:00Z" },
            },
        });

        Assert.Equal(
            ["2026-03-02T09:00:00Z", "2026-03-03T20:59:59Z", "2026-03-04T09:00:00Z", "2026-03-06T09:00:00Z"],
            played.Cohorts[0].Cohort.Posted.Select(p => p.Posted.ToString()));
    }

    [Fact]
    public async Task Until_is_inclusive_and_what_comes_later_is_no_part()
    {
        var played = await PlayAsync(new
        {
            curriculum = "month-3",
            cohort = new { timeZone = "UTC", startDate = "2026-03-02", lessonTime = "09:00" },
            until = "2026-03-03T09:00:00Z",
            outages = new[] { new { from = "2026-03-03T12:00:00Z", until = "2026-03-03T13:00:00Z" } },
            events = new[]
            {
                new { at = "2026-03-03T09:00:00Z", from = "ana", text = "done" },
                new { at = "2026-03-03T09:00:01Z", from = "ben", text = "done" },
            },
        });

        Assert.Equal(2, played.Cohorts[0].Cohort.Day);
        Assert.Equal(2, Assert.Single(played.Receipts).Lesson);
    }

    [Fact]
    public async Task The_same_history_comes_out_the_same()
    {
        var scenario = new
        {
            curriculum = "month-3",
            cohort = new { timeZone = "Asia/Kathmandu", startDate = "2026-03-02", lessonTime = "09:00" },
            until = "2026-03-20T12:00:00Z",
            events = Enumerable.Range(3, 15).Select(day => new { at = $"2026-03-{day:00}T10:00:00Z", from = day % 2 == 0 ? "ana" : "ben", text = day % 5 == 0 ? "undo" : "done" }),
        };

        var first = JsonSerializer.Serialize(ReplayOutput.Of(await PlayAsync(scenario)));
        Assert.Equal(first, JsonSerializer.Serialize(ReplayOutput.Of(await PlayAsync(scenario))));
    }

    private static Task<Played> PlayAsync<T>(T scenario) =>
        Replaying.PlayAsync(new ScenarioReader(name => BuiltIn.Find(name)!).Read(Encoding.UTF8.GetBytes(JsonSerializer.Serialize(scenario))), TestContext.Current.CancellationToken);
}
