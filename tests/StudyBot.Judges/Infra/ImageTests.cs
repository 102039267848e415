using Microsoft.Extensions.Configuration;
using StudyBot.Host.Settings;
using YamlDotNet.RepresentationModel;

namespace StudyBot.Judges.Infra;

/// <summary>The container image, and <c>compose.yaml</c>, which runs it.</summary>
public class ImageTests
{
    private static readonly Task<Image> Published = Image.PublishAsync();

    [Fact]
    public async Task Its_base_has_no_shell() => Assert.Equal("mcr.microsoft.com/dotnet/aspnet:10.0-noble-chiseled", (await Published).Base);

    [Fact]
    public async Task It_runs_as_nobody_in_particular_and_says_what_it_is()
    {
        var image = await Published;

        Assert.Equal("1654", image.Config.GetProperty("User").GetString());
        Assert.Equal(["8080/tcp"], image.Config.GetProperty("ExposedPorts").EnumerateObject().Select(p => p.Name));
        var labels = image.Config.GetProperty("Labels");
        Assert.Equal("StudyBot", labels.GetProperty("org.opencontainers.image.title").GetString());
        Assert.Equal("MIT", labels.GetProperty("org.opencontainers.image.licenses").GetString());
        Assert.Equal(["docker.io/library/studybot:latest", $"docker.io/library/studybot:{image.Version}"], image.Names.OrderDescending(StringComparer.Ordinal));
    }

    [Fact]
    public async Task The_host_understands_its_environment()
    {
        var environment = Environment(await Published);

        var (settings, problems) = SettingsReader.Read(new ConfigurationBuilder().AddInMemoryCollection(environment).Build());

        Assert.Empty(problems);
        Assert.Equal("/home/app/studybot.db", settings.Storage.SqlitePath);
        Assert.Equal("http://+:8080", environment["urls"]);
    }

    [Fact]
    public async Task Compose_runs_it_with_nothing_it_does_not_need()
    {
        var image = await Published;
        var bot = Compose();

        Assert.StartsWith("studybot:", Text(bot, "image"));
        Assert.Equal("true", Text(bot, "read_only"));
        Assert.Equal(["ALL"], Items(bot, "cap_drop"));
        Assert.Equal(["no-new-privileges:true"], Items(bot, "security_opt"));
        // The database is in the volume, and nothing else is kept.
        Assert.Equal([$"data:{Path.GetDirectoryName(Environment(image)["Storage:SqlitePath"])}"], Items(bot, "volumes"));
        // Only this machine reaches the port, and it is the image's.
        Assert.Equal(["127.0.0.1:8080:8080"], Items(bot, "ports"));
        Assert.All(((YamlMappingNode)bot["environment"]).Children.Keys, name => Assert.Contains($"{name}".Replace("__", ":", StringComparison.Ordinal), SettingsReader.Names));
    }

    [Fact]
    public async Task Its_health_check_needs_no_shell()
    {
        var image = await Published;

        var check = Items((YamlMappingNode)Compose()["healthcheck"], "test");

        Assert.Equal(["CMD", .. image.Config.GetProperty("Entrypoint").EnumerateArray().Select(word => word.GetString()), "health"], check);
        Assert.Contains(check[2], image.Files);
    }

    private static Dictionary<string, string?> Environment(Image image) => image.Config.GetProperty("Env").EnumerateArray()
        .Select(line => line.GetString()!.Split('=', 2))
        .ToDictionary(pair => pair[0] == "ASPNETCORE_URLS" ? "urls" : pair[0].Replace("__", ":", StringComparison.Ordinal), pair => (string?)pair[1]);

    private static YamlMappingNode Compose()
    {
        var yaml = new YamlStream();
        yaml.Load(new StringReader(File.ReadAllText(Path.Combine(Needs.Repository, "compose.yaml"))));
        return (YamlMappingNode)yaml.Documents[0].RootNode["services"]["studybot"];
    }

    private static string Text(YamlMappingNode node, string name) => ((YamlScalarNode)node[name]).Value!;

    private static string[] Items(YamlMappingNode node, string name) => [.. ((YamlSequenceNode)node[name]).Select(item => ((YamlScalarNode)item).Value!)];
}
