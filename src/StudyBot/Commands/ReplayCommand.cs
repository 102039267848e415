using System.CommandLine;
using StudyBot.Host.Replay;
using StudyBot.Ports;
using StudyBot.Wording;

namespace StudyBot.Host.Commands;

/// <summary><c>replay SCENARIO.json [--json]</c>: what the bot would have done over a written history.</summary>
internal static class ReplayCommand
{
    public static Command Make(Terminal terminal)
    {
        var file = new Argument<string>("SCENARIO") { Description = "A JSON file, such as docs/examples/freeze.json." };
        var json = Options.Json();
        var command = new Command("replay", "Play a written history and show what is posted, counted and kept.") { file, json };
        command.SetAction(async (parsed, cancel) =>
        {
            var path = Options.Path("SCENARIO", parsed.GetRequiredValue(file));
            var scenario = Read(path);
            var started = TimeProvider.System.GetTimestamp();
            var output = ReplayOutput.Of(await Replaying.PlayAsync(scenario, cancel));
            var took = TimeProvider.System.GetElapsedTime(started);
            if (parsed.GetValue(json)) terminal.Json(output, nulls: false);
            else Show(output, terminal);
            terminal.Complain($"Replayed {Many.Of(scenario.Events.Count, "event")} and {Many.Of(output.Posts.Count, "post")} in {took.TotalSeconds:0.00} s.");
            return Exit.Fine;
        });
        return command;
    }

    private static Scenario Read(string path)
    {
        try
        {
            return new ScenarioReader(name => Find(path, name)).Read(File.ReadAllBytes(path));
        }
        catch (Exception fault) when (fault is ScenarioException or IOException or UnauthorizedAccessException)
        {
            throw CommandException.Input($"{path}: {fault.Message}");
        }
    }

    /// <summary>A built-in name, or a file beside the scenario.</summary>
    private static StoredCurriculum Find(string scenario, string name)
    {
        var beside = Path.Combine(Path.GetDirectoryName(Path.GetFullPath(scenario))!, name);
        try
        {
            return CurriculumFile.Store(File.Exists(beside) ? beside : name, Path.GetFileNameWithoutExtension(name));
        }
        catch (CommandException fault)
        {
            throw new InvalidDataException(fault.Message, fault);
        }
    }

    private static void Show(ReplayOutput output, Terminal terminal)
    {
        var posts = Terminal.NewTable("Posted at", "What", "Lesson", "To");
        foreach (var post in output.Posts) Terminal.Row(posts, post.At, post.Kind, $"{post.Lesson}", post.To ?? post.Channel ?? "the channel");
        terminal.Pretty.Write(posts);

        var members = Terminal.NewTable("Rank", "Who", "Completed", "On time", "Grace", "Late", "Streak", "Longest", "Freezes");
        foreach (var member in output.Members.OrderBy(m => Rank(output, m.Id)))
        {
            var rank = Rank(output, member.Id) is var place and < int.MaxValue ? $"{place}" : "";
            Terminal.Row(members, rank, member.Id, $"{member.Completed}", $"{member.OnTime}", $"{member.Grace}", $"{member.Late}", $"{member.CurrentStreak}", $"{member.LongestStreak}", $"{member.Freezes}");
        }

        terminal.Pretty.Write(members);
    }

    private static int Rank(ReplayOutput output, string id) => output.Leaderboard.FirstOrDefault(row => row.Id == id)?.Rank ?? int.MaxValue;
}
