using System.Text;
using NodaTime.Text;

namespace StudyBot.Tests.Platforms;

/// <summary>One cohort's first days, from the invitation to the weekly summary, as every platform must tell them.
/// What people do and what the bot does is written down; the transcript of each platform is held to one committed file.</summary>
public sealed class SharedDay(IStage stage)
{
    private readonly StringBuilder _transcript = new();

    /// <summary>The one transcript that every platform is held to.</summary>
    /// <param name="ownWays">What this platform does its own way, each a row of <c>docs/platforms.md</c>: as it happened, once, and what stands in the transcript for it.</param>
    public static void Hold(string transcript, params (string Here, string Elsewhere)[] ownWays)
    {
        foreach (var (here, elsewhere) in ownWays)
        {
            Assert.Equal(2, transcript.Split(here).Length);
            transcript = transcript.Replace(here, elsewhere, StringComparison.Ordinal);
        }

        Snapshots.Match("day.txt", transcript);
    }

    public async Task<string> PlayAsync()
    {
        await At("2026-03-05T07:00:00Z");
        Title("Setting up");
        await DoAsync("lea invites the bot", () => stage.InvitesAsync("lea"));
        await FormAsync("lea sends the form with the zone mars", "lea", new() { ["start"] = "2026-03-05", ["zone"] = "mars" });
        await FormAsync("lea sends the form with the zone Europe/Berlin", "lea", new() { ["start"] = "2026-03-05", ["zone"] = "Europe/Berlin", ["time"] = "09:00" });

        Title("Thursday: lesson 1, done in every way");
        await TimeAsync("2026-03-05T08:00:00Z");
        await DoAsync("ana replies under lesson 1: I'm done", () => stage.RepliesAsync("ana", 1, "I'm done"));
        await DoAsync("ben writes: done, took me 40 min", () => stage.SaysAsync("ben", "done, took me 40 min"));
        await DoAsync("cem writes to the bot alone: done", () => stage.WhispersAsync("cem", "done"));
        await DoAsync("cem writes: done", () => stage.SaysAsync("cem", "done"));
        await DoAsync("dora mentions the bot: done", () => stage.MentionsAsync("dora", "done"));
        await DoAsync("emil presses Done on lesson 1", () => stage.PressesAsync("emil", 1, "Done"));
        await DoAsync("finn puts a check mark on lesson 1", () => stage.ReactsAsync("finn", 1, on: true));
        await DoAsync("gita commands: done", () => stage.CommandsAsync("gita", "done"));
        await DoAsync("hana mentions the bot: join", () => stage.MentionsAsync("hana", "join"));
        await DoAsync("ben writes: well done Ana", () => stage.SaysAsync("ben", "well done Ana"));
        await CardAsync(1);

        Title("Minds change");
        await DoAsync("finn takes the check mark off lesson 1", () => stage.ReactsAsync("finn", 1, on: false));
        await DoAsync("ana replies under lesson 1: done!", () => stage.RepliesAsync("ana", 1, "done!"));
        await DoAsync("dora edits it: almost done", () => stage.EditsAsync("dora", "almost done"));
        await DoAsync("dora edits it: done now", () => stage.EditsAsync("dora", "done now"));
        await DoAsync("cem deletes it", () => stage.DeletesAsync("cem"));
        await DoAsync("gita commands: undo", () => stage.CommandsAsync("gita", "undo"));
        await DoAsync("gita commands: leaderbord", () => stage.CommandsAsync("gita", "leaderbord"));
        await CardAsync(1);

        Title("Asking");
        await DoAsync("ana mentions the bot: me", () => stage.MentionsAsync("ana", "me"));
        await DoAsync("ben mentions the bot: leaderboard", () => stage.MentionsAsync("ben", "leaderboard"));
        await DoAsync("ana writes to the bot alone: why", () => stage.WhispersAsync("ana", "why"));
        await DoAsync("ben mentions the bot: time 10:00", () => stage.MentionsAsync("ben", "time 10:00"));

        Title("The evening");
        await TimeAsync("2026-03-05T17:00:00Z");
        await DoAsync("hana writes to the bot alone: done", () => stage.WhispersAsync("hana", "done"));

        Title("Friday: lesson 2, and the week's summary");
        await TimeAsync("2026-03-06T08:00:00Z");
        await DoAsync("ana replies under lesson 2: done https://example.org/notebook", () => stage.RepliesAsync("ana", 2, "done https://example.org/notebook"));
        await DoAsync("ben presses Remind me later on lesson 2", () => stage.PressesAsync("ben", 2, "Remind me later"));
        await CardAsync(2);
        await TimeAsync("2026-03-06T16:00:00Z");
        await TimeAsync("2026-03-06T17:00:00Z");
        return _transcript.ToString();
    }

    private void Title(string title) => _transcript.Append(CultureInvariant($"\n## {title}\n"));

    private static string CultureInvariant(FormattableString text) => FormattableString.Invariant(text);

    private Task At(string instant) => stage.UntilAsync(InstantPattern.General.Parse(instant).Value);

    private async Task TimeAsync(string instant)
    {
        _transcript.Append(CultureInvariant($"\nIt is {instant}.\n"));
        await At(instant);
        await TellAsync();
    }

    /// <summary>People take a minute between what they do.</summary>
    private async Task DoAsync(string what, Func<Task> deed)
    {
        _transcript.Append(CultureInvariant($"\n{what}\n"));
        await deed();
        await TellAsync();
    }

    private async Task FormAsync(string what, string who, Dictionary<string, string> values)
    {
        _transcript.Append(CultureInvariant($"\n{what}\n"));
        foreach (var (field, error) in await stage.SetsUpAsync(who, values)) _transcript.Append(CultureInvariant($"  at {field}: {error}\n"));
        await TellAsync();
    }

    private async Task CardAsync(int lesson)
    {
        var totals = (await stage.LessonAsync(lesson)).Split('\n').Where(line => line.Contains(" done", StringComparison.Ordinal) && line.Contains(" of ", StringComparison.Ordinal));
        _transcript.Append(CultureInvariant($"\nLesson {lesson} shows: {string.Join(' ', totals)}\n"));
    }

    private async Task TellAsync()
    {
        foreach (var news in await stage.NewsAsync()) _transcript.Append(CultureInvariant($"  the bot {news.Replace("\n", "\n    ")}\n"));
    }
}
