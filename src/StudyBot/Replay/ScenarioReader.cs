using System.Text;
using System.Text.Json;
using NodaTime;
using StudyBot.Cohorts;
using StudyBot.Commands;
using StudyBot.Ports;

namespace StudyBot.Host.Replay;

/// <summary>From JSON to a scenario; members it does not know are ignored. Throws <see cref="ScenarioException"/> with the place of what is wrong.</summary>
/// <param name="find">A curriculum by its built-in name or file.</param>
internal sealed class ScenarioReader(Func<string, StoredCurriculum> find)
{
    public Scenario Read(ReadOnlyMemory<byte> json)
    {
        if (json.Span.StartsWith(Encoding.UTF8.Preamble)) json = json[Encoding.UTF8.Preamble.Length..];
        try
        {
            using var document = JsonDocument.Parse(json, new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true, MaxDepth = 32 });
            return Read(new JsonPlace(document.RootElement, ""));
        }
        catch (JsonException fault)
        {
            var why = string.Concat(fault.Message.Split(" Path:")[0].Split(" LineNumber:")[0].Select(letter => char.IsControl(letter) ? ' ' : letter));
            throw new ScenarioException($"line {fault.LineNumber + 1}: this is no JSON. {why}");
        }
    }

    private Scenario Read(JsonPlace root)
    {
        var cohorts = new List<ScenarioCohort> { Cohort(root, Scenario.Main, null) };
        foreach (var other in root["cohorts"]?.Items() ?? [])
        {
            var channel = other.Need("channel").Text();
            if (cohorts.Exists(c => c.Channel == channel)) throw other.Wrong($"the channel \"{channel}\" has a cohort already.");
            cohorts.Add(Cohort(other, channel, cohorts[0].Curriculum));
        }

        var events = (root["events"]?.Items() ?? []).Select((place, index) => Event(place, index, cohorts)).OrderBy(e => e.At).ThenBy(e => e.Index).ToArray();
        return new(cohorts, root.Need("until").Instant(), Outages(root), events);
    }

    private ScenarioCohort Cohort(JsonPlace place, string channel, StoredCurriculum? otherwise)
    {
        var plan = place["curriculum"] is { } named ? Plan(named) : otherwise ?? throw place.Wrong("needs \"curriculum\".");
        var cohort = place.Need("cohort");
        return new(channel, plan, Schedule(cohort), cohort["lead"]?.Text());
    }

    private StoredCurriculum Plan(JsonPlace named)
    {
        try
        {
            return find(named.Text());
        }
        catch (Exception fault) when (fault is InvalidDataException or IOException or UnauthorizedAccessException)
        {
            throw named.Wrong(fault.Message);
        }
    }

    private static Schedule Schedule(JsonPlace cohort) => new(
        cohort.Need("startDate").Date(),
        Zone(cohort.Need("timeZone")),
        cohort["lessonTime"] is { } time ? Time(time) : new LocalTime(9, 0),
        cohort["studyDays"] is { } days ? Weekdays.Set(days.Text()) ?? throw days.Wrong($"\"{days.Text()}\" names no weekdays; write mon-fri or mon,wed.") : StudyDays.EveryDay,
        (cohort["holidays"]?.Items() ?? []).Select(holiday => holiday.Date()).ToHashSet(),
        [],
        cohort["nudgeTime"] is { } nudge ? (IsOff(nudge) ? null : Time(nudge)) : new LocalTime(18, 0),
        cohort["summary"] is { } summary ? Summary(summary) : SummarySlot.Usual);

    private static DateTimeZone Zone(JsonPlace zone) =>
        DateTimeZoneProviders.Tzdb.GetZoneOrNull(zone.Text()) ?? throw zone.Wrong($"\"{zone.Text()}\" is no IANA time zone; one looks like Europe/Berlin.");

    private static LocalTime Time(JsonPlace time) => Dates.Time(time.Text()) ?? throw time.Wrong($"\"{time.Text()}\" is no time; one looks like 09:00.");

    private static SummarySlot? Summary(JsonPlace summary) =>
        CommandGrammar.Read($"summary {summary.Text()}", default) is Parsed.Ok { Command: Command.Summary parsed }
            ? parsed.Slot
            : throw summary.Wrong($"\"{summary.Text()}\" is no summary slot; one looks like fri 16:00, or off.");

    private static bool IsOff(JsonPlace place) => place.Text().Equals("off", StringComparison.OrdinalIgnoreCase);

    /// <summary>Sorted, with those that overlap or touch made one.</summary>
    private static List<Interval> Outages(JsonPlace root)
    {
        var joined = new List<Interval>();
        foreach (var outage in (root["outages"]?.Items() ?? []).Select(Outage).Where(o => o.Duration > Duration.Zero).OrderBy(o => o.Start))
        {
            if (joined.Count > 0 && outage.Start <= joined[^1].End) joined[^1] = new(joined[^1].Start, Instant.Max(joined[^1].End, outage.End));
            else joined.Add(outage);
        }

        return joined;
    }

    private static Interval Outage(JsonPlace place)
    {
        var (from, until) = (place.Need("from").Instant(), place.Need("until").Instant());
        return until < from ? throw place.Wrong("ends before it begins.") : new(from, until);
    }

    private static ScenarioEvent Event(JsonPlace place, int index, IReadOnlyList<ScenarioCohort> cohorts)
    {
        var at = place.Need("at").Instant();
        var from = place.Need("from").Text();
        var channel = place["channel"]?.Text() ?? Scenario.Main;
        if (!cohorts.Any(c => c.Channel == channel)) throw place.Wrong($"there is no cohort in the channel \"{channel}\".");
        if (place["react"] is { } emoji) return new ScenarioEvent.React(index, at, from, channel, emoji.Text(), place.Need("lesson").Lesson(), place["on"]?.Flag() ?? true);
        if (place["press"] is { } command) return new ScenarioEvent.Press(index, at, from, channel, command.Text());
        if (place["edit"] is { } edited) return new ScenarioEvent.Edit(index, at, from, channel, Id(edited), place.Need("text").Text());
        if (place["delete"] is { } deleted) return new ScenarioEvent.Delete(index, at, from, channel, Id(deleted));
        if (place["text"] is not { } text) throw place.Wrong("needs \"text\", \"react\", \"press\", \"edit\" or \"delete\".");
        var id = place["id"] is { } named ? Id(named) : $"event {index}";
        return new ScenarioEvent.Text(index, at, from, channel, text.Text(), id, place["thread"]?.Lesson(), place["direct"]?.Flag() ?? false);
    }

    /// <summary>A text or a number, as files call their messages either.</summary>
    private static string Id(JsonPlace id) => id.Element.ValueKind is JsonValueKind.Number ? id.Element.GetRawText() : id.Text();
}
