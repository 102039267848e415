using StudyBot.Tests;

namespace StudyBot.Judges;

/// <summary>A mutation run takes most of an hour, and nothing runs it but whoever asks for it. It begins with the quick tests of the core over doors of its own, all of which must pass:
/// so that it can begin whenever somebody asks.</summary>
public class MutationTests
{
    [Fact]
    public async Task The_tests_that_a_mutation_run_begins_with_pass()
    {
        var program = Path.Combine(Needs.Repository, "artifacts", "bin", "StudyBot.Mutation", Needs.Configuration.ToLowerInvariant(), "StudyBot.Tests.dll");
        if (!File.Exists(program)) Needs.Missing("tests/StudyBot.Mutation", "Build the whole solution.");

        var ran = await Tool.RunAsync(new("dotnet", [program, "-noColor"]), patience: TimeSpan.FromMinutes(15));

        Assert.True(ran.Exit == 0, $"{ran.Output}\n{ran.Error}");
        Assert.Matches(@"Total: [1-9]\d{2,}, Errors: 0, Failed: 0", ran.Output);
    }
}
