namespace StudyBot.Tests.CommandLine;

/// <summary>The help, as people read it. A command that is added shows up here.</summary>
public class HelpTests
{
    private static readonly string[] Commands =
    [
        "",
        "serve",
        "curriculum", "curriculum check", "curriculum show", "curriculum preview", "curriculum import", "curriculum list",
        "replay",
        "cohorts", "cohorts list", "cohorts add", "cohorts show", "cohorts lead", "cohorts pause", "cohorts resume", "cohorts remove",
        "export",
        "teams", "teams package",
        "storage", "storage copy", "storage keep", "storage verify", "storage backup", "storage restore",
        "doctor",
        "health",
        "outage",
    ];

    [Fact]
    public async Task The_help_of_every_command_is_as_it_was_read()
    {
        var all = new List<string>();
        foreach (var command in Commands)
        {
            var help = await Shell.RunAsync([.. command.Split(' ', StringSplitOptions.RemoveEmptyEntries), "--help"]);
            Assert.Equal((0, ""), (help.Exit, help.Error));
            all.Add($"studybot {command}".TrimEnd() + "\n\n" + string.Join('\n', help.Output.TrimEnd().Split('\n').Select(line => line.TrimEnd())) + "\n");
        }

        Snapshots.Match("help.txt", string.Join("\n----\n\n", all));
    }

    /// <summary>So that the list above cannot forget one.</summary>
    [Fact]
    public async Task The_help_lists_every_command()
    {
        foreach (var parent in Commands.Where(command => Commands.Any(other => other != command && other.StartsWith(command) && Depth(other) == Depth(command) + 1)))
        {
            var help = (await Shell.RunAsync([.. parent.Split(' ', StringSplitOptions.RemoveEmptyEntries), "--help"])).Output;
            var listed = help.Split("Commands:\n")[1].Split("\n\n")[0].Split('\n').Select(line => line.Trim().Split(' ')[0]);
            var known = Commands.Where(other => other.Length > 0 && other.StartsWith(parent) && Depth(other) == Depth(parent) + 1).Select(other => other.Split(' ')[^1]);
            Assert.Equal(known.Order(StringComparer.Ordinal), listed.Order(StringComparer.Ordinal));
        }
    }

    [Fact]
    public async Task The_version_is_the_project_s() =>
        Assert.StartsWith(System.Xml.Linq.XDocument.Load(Repository.PathOf("Directory.Build.props")).Descendants("Version").Single().Value, (await Shell.RunAsync("--version")).Output);

    private static int Depth(string command) => command.Length == 0 ? 0 : command.Split(' ').Length;
}
