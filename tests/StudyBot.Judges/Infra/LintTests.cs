namespace StudyBot.Judges.Infra;

/// <summary>The linter's own rules and those of <c>infra/bicepconfig.json</c>.</summary>
public sealed class LintTests : IDisposable
{
    private static readonly string All = Path.Combine(Bicep.Folder, "**/*.bicep");

    private readonly string _folder = Directory.CreateTempSubdirectory("studybot-bicep-").FullName;

    [Fact]
    public async Task Every_file_builds_without_a_word()
    {
        Assert.Equal((0, "", ""), await Bicep.RunAsync("build", "--pattern", All, "--outdir", _folder));

        Assert.Equal(
            Directory.GetFiles(Bicep.Folder, "*.bicep", SearchOption.AllDirectories).Select(Path.GetFileNameWithoutExtension).Order(StringComparer.Ordinal),
            Directory.GetFiles(_folder, "*.json", SearchOption.AllDirectories).Select(Path.GetFileNameWithoutExtension).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task The_linter_finds_nothing() => Assert.Equal((0, "", ""), await Bicep.RunAsync("lint", "--pattern", All));

    [Fact]
    public async Task The_parameters_fit()
    {
        var (exit, _, complaints) = await Bicep.RunAsync("build-params", Path.Combine(Bicep.Folder, "main.bicepparam"), "--stdout");

        Assert.Equal((0, ""), (exit, complaints));
    }

    [Fact]
    public async Task A_warning_would_be_found()
    {
        var file = Path.Combine(_folder, "bad.bicep");
        await File.WriteAllTextAsync(file, "param password string\n");

        var (_, _, complaints) = await Bicep.RunAsync("lint", file);

        Assert.Contains("no-unused-params", complaints);
        Assert.Contains("secure-secrets-in-params", complaints);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
