using System.Text.Json;

namespace StudyBot.Judges.Infra;

/// <summary>What <c>infra/main.bicep</c> comes to with some parameters: the resources, as Bicep foretells them without asking Azure.
/// What only Azure knows stays an expression.</summary>
internal sealed class Deployment
{
    private const string Somebody = "11111111-2222-3333-4444-555555555555";

    private readonly IReadOnlyList<JsonElement> _resources;

    private Deployment(IReadOnlyList<JsonElement> resources) => _resources = resources;

    /// <param name="parameters">In Bicep's own words, one a line; the image is given.</param>
    public static async Task<Deployment> ForetellAsync(params string[] parameters)
    {
        var folder = Directory.CreateTempSubdirectory("studybot-bicep-").FullName;
        // Bicep takes no absolute path here.
        var main = Path.GetRelativePath(folder, Path.Combine(Bicep.Folder, "main.bicep")).Replace('\\', '/');
        var file = Path.Combine(folder, "test.bicepparam");
        await File.WriteAllLinesAsync(file, [$"using '{main}'", "param image = 'ghcr.io/you/studybot:1'", .. parameters]);

        var (exit, _, complaints) = await Bicep.RunAsync("snapshot", file, "--mode", "overwrite", "--tenant-id", Somebody, "--subscription-id", Somebody, "--location", "westeurope");

        Assert.True(exit == 0, complaints);
        using var snapshot = JsonDocument.Parse(await File.ReadAllTextAsync(Path.ChangeExtension(file, ".snapshot.json")));
        Directory.Delete(folder, recursive: true);
        return new([.. snapshot.RootElement.GetProperty("predictedResources").Clone().EnumerateArray()]);
    }

    public IEnumerable<JsonElement> All(string type) => _resources.Where(r => r.GetProperty("type").GetString() == type);

    public JsonElement One(string type) => Assert.Single(All(type)).GetProperty("properties");

    public JsonElement Template => One("Microsoft.App/containerApps").GetProperty("template");

    public JsonElement Container(string name) => Template.GetProperty("containers").EnumerateArray().Single(c => c.GetProperty("name").GetString() == name);

    /// <summary>The bot's environment: a setting's name as the environment writes it, and its value or <c>secret</c>.</summary>
    public IReadOnlyDictionary<string, string> Environment =>
        Container("studybot").GetProperty("env").EnumerateArray().ToDictionary(
            e => e.GetProperty("name").GetString()!,
            e => e.TryGetProperty("value", out var value) ? value.GetString()! : "secret");

    public string Text => string.Join('\n', _resources);
}
