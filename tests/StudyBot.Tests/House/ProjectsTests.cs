using System.Xml.Linq;

namespace StudyBot.Tests.House;

/// <summary>Which project may know which, and which packages: host → platforms and storage → core.</summary>
public class ProjectsTests
{
    private const string Host = "StudyBot";
    private const string Core = "StudyBot.Core";

    public static TheoryData<string> Projects => [.. Directory.GetFiles(Repository.Root, "*.csproj", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(Repository.Root, file)).Where(file => !Files.IsBuilt(file))];

    /// <summary>Everything under src that is neither the host nor the core: storage and platforms.</summary>
    public static TheoryData<string> Edges => [.. Projects.Select(row => row.Data).Where(file => file.StartsWith("src", StringComparison.Ordinal) && Name(file) is not (Host or Core))];

    [Fact]
    public void The_core_knows_time_markdown_and_log_messages_and_nothing_else()
    {
        var core = Read(Path.Combine("src", Core, Core + ".csproj"));

        Assert.Equal(["Markdig", "Microsoft.Extensions.Logging.Abstractions", "NodaTime"], References(core, "PackageReference").Order(StringComparer.Ordinal));
        Assert.Empty(References(core, "ProjectReference"));
        Assert.Empty(References(core, "FrameworkReference"));
    }

    [Theory]
    [MemberData(nameof(Edges))]
    public void Storage_and_every_platform_know_the_core_and_not_each_other(string project) =>
        Assert.Equal([Core], References(Read(project), "ProjectReference").Select(Name));

    [Theory]
    [MemberData(nameof(Edges))]
    public void What_a_project_does_not_name_it_does_not_load(string project)
    {
        var assembly = System.Reflection.Assembly.Load(Name(project));

        Assert.DoesNotContain(assembly.GetReferencedAssemblies(), other => other.Name!.StartsWith(Host, StringComparison.Ordinal) && other.Name != Core);
    }

    [Theory]
    [MemberData(nameof(Projects))]
    public void Every_project_pins_what_it_restores(string project)
    {
        Assert.True(File.Exists(Path.Combine(Repository.Root, Path.GetDirectoryName(project)!, "packages.lock.json")), $"{project} has no packages.lock.json.");
        Assert.DoesNotContain(Read(project).Descendants("PackageReference"), package => package.Attribute("Version") is not null);
    }

    [Fact]
    public void No_version_floats()
    {
        var versions = Read("Directory.Packages.props").Descendants("PackageVersion").Select(package => package.Attribute("Version")!.Value);

        Assert.All(versions, version => Assert.Matches(@"^\d+\.\d+\.\d+$", version));
    }

    [Theory]
    [MemberData(nameof(Projects))]
    public void The_solution_holds_every_project(string project) =>
        Assert.Contains(project.Replace(Path.DirectorySeparatorChar, '\\'), File.ReadAllText(Repository.PathOf("StudyBot.sln")));

    [Fact]
    public void The_build_is_strict_and_in_CI_restores_what_was_locked()
    {
        var props = Read("Directory.Build.props");
        string Of(string name) => Assert.Single(props.Descendants(name)).Value;

        Assert.Equal("net10.0", Of("TargetFramework"));
        foreach (var on in new[] { "Nullable", "ImplicitUsings" }) Assert.Equal("enable", Of(on));
        foreach (var on in new[] { "TreatWarningsAsErrors", "EnforceCodeStyleInBuild", "RestorePackagesWithLockFile", "UseArtifactsOutput", "RestoreLockedMode" }) Assert.Equal("true", Of(on));
        Assert.Equal("'$(CI)' == 'true'", props.Descendants("RestoreLockedMode").Single().Attribute("Condition")!.Value);
    }

    private static XDocument Read(string file) => XDocument.Load(Repository.PathOf(file));

    private static IEnumerable<string> References(XDocument project, string kind) => project.Descendants(kind).Select(reference => reference.Attribute("Include")!.Value);

    private static string Name(string project) => Path.GetFileNameWithoutExtension(project);
}
