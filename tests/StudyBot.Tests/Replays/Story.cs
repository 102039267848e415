using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using StudyBot.Host.Commands;
using StudyBot.Host.Replay;

namespace StudyBot.Tests.Replays;

/// <summary>A scenario in a few words, for a plan of ten lessons that comes each day at 09:00 in UTC from Monday 2 March 2026, led by <c>lead</c>, without nudges and summaries.
/// A line is a day of March and a time, then who does what:
/// <c>3 10:00 ana: done</c>, with an id <c>3 10:00 ana m1: done</c>, in a lesson's thread <c>3 10:00 ana in 2: done</c>, directly <c>3 10:00 ana directly: me</c>,
/// <c>ana edits m1: …</c>, <c>ana deletes m1</c>, <c>ana ticks 2</c>, <c>ana unticks 2</c>, and <c>3 08:00 away until 3 15:00</c>.</summary>
internal static partial class Story
{
    private static readonly Ports.StoredCurriculum Plan = CurriculumFile.Store(Repository.PathOf("docs", "examples", "ten-days.md"), "ten-days");

    public static Task<ReplayOutput> PlayAsync(string until, params string[] lines) => PlayAsync(until, _ => { }, lines);

    /// <param name="cohort">Changes the cohort's settings.</param>
    public static async Task<ReplayOutput> PlayAsync(string until, Action<JsonObject> cohort, params string[] lines)
    {
        var settings = new JsonObject { ["timeZone"] = "UTC", ["startDate"] = "2026-03-02", ["nudgeTime"] = "off", ["summary"] = "off", ["lead"] = "lead" };
        cohort(settings);
        var events = new JsonArray();
        var outages = new JsonArray();
        foreach (var line in lines)
        {
            if (Away().Match(line) is { Success: true } away) outages.Add(new JsonObject { ["from"] = At(away.Groups["from"].Value), ["until"] = At(away.Groups["until"].Value) });
            else events.Add(Event(line));
        }

        var scenario = new JsonObject { ["curriculum"] = "ten-days.md", ["cohort"] = settings, ["until"] = At(until), ["outages"] = outages, ["events"] = events };
        var read = new ScenarioReader(_ => Plan).Read(JsonSerializer.SerializeToUtf8Bytes(scenario));
        return ReplayOutput.Of(await Replaying.PlayAsync(read, TestContext.Current.CancellationToken));
    }

    /// <summary>Such as <c>ana 1 on-time</c>.</summary>
    public static IEnumerable<string> Counted(this ReplayOutput played) => played.Receipts.Select(r => $"{r.From} {r.Lesson} {r.Class}");

    /// <summary>Such as <c>1 on-time, 2 open</c>.</summary>
    public static string Ledger(this ReplayOutput played, string who) =>
        string.Join(", ", played.Members.Single(m => m.Id == who).Ledger.Select(unit => $"{unit.Lesson} {unit.State}"));

    /// <summary>Lessons as <c>3 09:00 lesson 2</c>, what else is posted as <c>3 18:00 nudge 2 to ana</c>.</summary>
    public static IEnumerable<string> Posted(this ReplayOutput played) => played.Posts.Select(p =>
        $"{int.Parse(p.At.AsSpan(8, 2), CultureInfo.InvariantCulture)} {p.At[11..^1].Replace(":00Z", "", StringComparison.Ordinal)[..5]} {p.Kind}{(p.Lesson is { } lesson ? $" {lesson}" : "")}{(p.To is { } to ? $" to {to}" : "")}");

    private static JsonObject Event(string line)
    {
        var match = Deed().Match(line);
        Assert.True(match.Success, $"Not understood: {line}");
        string? Of(string group) => match.Groups[group] is { Success: true } found ? found.Value : null;
        var happened = new JsonObject { ["at"] = At(Of("at")!), ["from"] = Of("who") };
        if (Of("words") is { } words) happened["text"] = words;
        if (Of("id") is { } id) happened["id"] = id;
        if (Of("thread") is { } thread) happened["thread"] = int.Parse(thread, CultureInfo.InvariantCulture);
        if (Of("direct") is not null) happened["direct"] = true;
        if (Of("edits") is { } edits) happened["edit"] = edits;
        if (Of("deletes") is { } deletes) happened["delete"] = deletes;
        if (Of("ticks") is { } ticks) (happened["react"], happened["lesson"], happened["on"]) = ("white_check_mark", int.Parse(ticks, CultureInfo.InvariantCulture), Of("un") is null);
        return happened;
    }

    /// <summary>From <c>3 10:00</c>, and with seconds from <c>3 10:00:01</c>.</summary>
    private static string At(string moment)
    {
        var (day, time) = (moment.Split(' ')[0], moment.Split(' ')[1]);
        return $"2026-03-{int.Parse(day, CultureInfo.InvariantCulture):00}T{(time.Length == 5 ? $"{time}:00" : time)}Z";
    }

    [GeneratedRegex(@"\A(?<from>\d+ \S+) away until (?<until>\d+ \S+)\z", RegexOptions.ExplicitCapture)]
    private static partial Regex Away();

    [GeneratedRegex(@"\A(?<at>\d+ [\d:.]+) (?<who>\w+)( (edits (?<edits>\w+)|deletes (?<deletes>\w+)|(?<un>un)?ticks (?<ticks>\d+)|in (?<thread>\d+)|(?<direct>directly)|(?<id>\w+)))?(: (?<words>.*))?\z", RegexOptions.ExplicitCapture)]
    private static partial Regex Deed();
}
