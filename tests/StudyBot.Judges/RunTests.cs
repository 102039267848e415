using StudyBot.Tests;

namespace StudyBot.Judges;

/// <summary>README's commands, as a shell in the project's own folder says them.</summary>
public class RunTests
{
    [Fact]
    public async Task A_file_that_a_command_names_is_looked_for_where_the_command_is_said()
    {
        var ran = await Tool.RunAsync(new("dotnet", ["run", "--no-build", "-c", Needs.Configuration, "--project", "src/StudyBot", "--", "curriculum", "check", "docs/examples/ten-days.md"])
        {
            WorkingDirectory = Needs.Repository,
        });

        Assert.True(ran.Exit == 0, ran.Error);
        Assert.EndsWith("1 file checked: 10 lessons in 2 weeks read, 0 errors, 0 warnings.\n", ran.Output, StringComparison.Ordinal);
    }
}
