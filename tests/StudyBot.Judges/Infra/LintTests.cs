using System.Text.RegularExpressions;

namespace StudyBot.Judges.Infra;

/// <summary>The linter's own rules and those of <c>infra/bicepconfig.json</c>.</summary>
public sealed partial class LintTests : IDisposable
{
    private static readonly string All = Path.Combine(Bicep.Folder, "**/*.bicep");

    private readonly string _folder = Directory.CreateTempSubdirectory("studybot-bicep-").FullName;

    [Fact]
    public async Task Every_file_builds_without_a_word()
    {
        Assert.Equal(new(0, "", ""), await Bicep.RunAsync("build", "--pattern", All, "--outdir", _folder));

        Assert.Equal(
            Directory.GetFiles(Bicep.Folder, "*.bicep", SearchOption.AllDirectories).Select(Path.GetFileNameWithoutExtension).Order(StringComparer.Ordinal),
            Directory.GetFiles(_folder, "*.json", SearchOption.AllDirectories).Select(Path.GetFileNameWithoutExtension).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task The_linter_finds_nothing() => Assert.Equal(new(0, "", ""), await Bicep.RunAsync("lint", "--pattern", All));

    [Fact]
    public async Task The_parameters_fit()
    {
        var (exit, _, complaints) = await Bicep.ParametersAsync("ghcr.io/you/studybot:1");

        Assert.Equal((0, ""), (exit, complaints));
    }

    /// <summary>A later run that forgets it does not put somebody else's in its place.</summary>
    [Fact]
    public async Task Without_an_image_there_is_no_deployment()
    {
        var (exit, _, complaints) = await Bicep.ParametersAsync(null);

        Assert.NotEqual(0, exit);
        Assert.Contains("STUDYBOT_IMAGE", complaints);
    }

    [Fact]
    public void What_the_parameters_read_from_the_environment_is_explained()
    {
        var readme = File.ReadAllText(Path.Combine(Bicep.Folder, "README.md"));

        var read = FromEnvironment().Matches(File.ReadAllText(Path.Combine(Bicep.Folder, "main.bicepparam"))).Select(m => m.Groups[1].Value).ToList();

        Assert.NotEmpty(read);
        Assert.All(read, name => Assert.Contains(name, readme));
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

    [GeneratedRegex(@"readEnvironmentVariable\('(\w+)'")]
    private static partial Regex FromEnvironment();
}
