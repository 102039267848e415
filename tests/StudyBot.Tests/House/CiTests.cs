namespace StudyBot.Tests.House;

/// <summary><c>.ci/run</c> tells the truth about what <c>dotnet test</c> said. The programs it calls are played by three-line scripts.</summary>
public sealed class CiTests : IDisposable
{
    private readonly Programs _programs = new();

    [Theory]
    [InlineData("Passed", 0, 12, 0, 0, "12 passed, 0 failed, 0 skipped")]
    [InlineData("Failed", 2, 9, 1, 2, "9 passed, 2 failed, 1 skipped")]
    public void It_ends_with_the_counts_and_keeps_the_exit_code(string outcome, int failed, int passed, int skipped, int code, string line) =>
        Assert.Equal((code, line), Run(Summary(outcome, failed, passed, skipped), code));

    [Fact]
    public void A_build_that_fails_counts_as_a_failure() =>
        Assert.Equal((1, "0 passed, 1 failed, 0 skipped"), Run("error CS1002: ; expected", 1));

    [Fact]
    public void A_run_that_dies_counts_as_a_failure_however_its_tests_went() =>
        Assert.Equal((134, "12 passed, 1 failed, 0 skipped"), Run(Summary("Failed", 0, 12, 0), 134));

    [Fact]
    public void What_failed_stands_at_the_end_once_more()
    {
        Run($"failed A_lesson_comes_once (12ms)\n  from StudyBot.Tests.dll\n  Expected: 1\n  Actual:   2\n    at A_lesson_comes_once\n{Summary("Failed", 1, 11, 0)}", 2, out var lines);

        Assert.Equal(["failed A_lesson_comes_once (12ms)", "  from StudyBot.Tests.dll", "  Expected: 1", "  Actual:   2", "11 passed, 1 failed, 0 skipped"], lines.TakeLast(5));
    }

    [Fact]
    public void It_runs_what_README_says_and_says_that_it_is_CI()
    {
        Run("", 0);

        Assert.Equal("test CI=true\n", File.ReadAllText(Path.Combine(_programs.Folder, "asked")));
    }

    [Fact]
    public void Nothing_but_a_missing_program_skips_a_test_and_in_CI_that_fails()
    {
        var skipping = Files.Ending(".cs").Where(file => file.StartsWith("tests/", StringComparison.Ordinal) && Files.Read(file).Contains("Assert." + "Skip"));

        Assert.Equal(["tests/StudyBot.Judges/Needs.cs"], skipping);
        Assert.Contains("GetEnvironmentVariable(\"CI\")", Files.Read("tests/StudyBot.Judges/Needs.cs"));
    }

    public void Dispose() => _programs.Dispose();

    private static string Summary(string outcome, int failed, int passed, int skipped) =>
        $"Test run summary: {outcome}!\n  total: 12\n  failed: {failed}\n  succeeded: {passed}\n  skipped: {skipped}\n  duration: 5s";

    private (int Exit, string LastLine) Run(string says, int exit) => (Run(says, exit, out var lines), lines[^1]);

    private int Run(string says, int exit, out IReadOnlyList<string> lines)
    {
        foreach (var name in new[] { "node", "npm", "chromium", "initdb" }) _programs.Put(name, "exit 0");
        _programs.Put("dotnet", $"echo \"$* CI=$CI\" >> '{_programs.Folder}/asked'\ncat <<'END'\n{says}\nEND\nexit {exit}");
        (var code, lines) = _programs.Run("run");
        return code;
    }
}
