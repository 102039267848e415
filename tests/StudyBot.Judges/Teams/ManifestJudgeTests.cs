using System.IO.Compression;
using System.Text.Json.Nodes;

namespace StudyBot.Judges.Teams;

/// <summary>Microsoft's schema judges the app that <c>teams package</c> packs.</summary>
public class ManifestJudgeTests
{
    /// <summary>So that a schema which takes everything would be noticed.</summary>
    private static readonly (Action<JsonNode> Fault, string Said)[] Faults =
    [
        (m => m["description"]!["short"] = new string('x', 81), "/description/short must NOT have more than 80 characters"),
        (m => m["name"]!["short"] = new string('x', 31), "/name/short must NOT have more than 30 characters"),
        (m => m["id"] = "StudyBot", "/id must match pattern"),
        (m => m["bots"]![0]!["scopes"]!.AsArray().Add("groupchat"), "/bots/0/scopes/3 must be equal to one of the allowed values"),
        (m => m["bots"]![0]!["commandLists"]![0]!["commands"]!.AsArray().Add(new JsonObject { ["title"] = "a 13th" }), "/bots/0/commandLists/0/commands must NOT have more than 12 items"),
        (m => m["accentColor"] = "brick", "/accentColor must match pattern"),
        (m => m["authorization"]!["permissions"]!["resourceSpecific"]![0]!["type"] = "Everything", "/authorization/permissions/resourceSpecific/0/type must be equal to one of the allowed values"),
        (m => m["supportsChannelFeatures"] = "tier9", "/supportsChannelFeatures must be equal to one of the allowed values"),
        (m => m.AsObject().Remove("developer"), " must have required property 'developer'"),
    ];

    [Fact]
    public async Task Microsofts_schema_takes_the_manifest_and_sees_each_fault()
    {
        var manifest = await PackedAsync();
        var wrong = Faults.Select(row =>
        {
            var copy = manifest.DeepClone();
            row.Fault(copy);
            return copy;
        });

        var lines = await Node.RunAsync("Teams/manifest.mjs", (JsonNode[])[manifest, .. wrong]);

        string[] expected = ["valid", .. Faults.Select(row => row.Said)];
        Assert.Equal(expected.Length, lines.Count);
        Assert.All(expected.Zip(lines), pair => Assert.StartsWith(pair.First, pair.Second));
    }

    private static async Task<JsonNode> PackedAsync()
    {
        var folder = Directory.CreateTempSubdirectory("studybot-judge-");
        try
        {
            var file = Path.Combine(folder.FullName, "app.zip");
            using var output = new StringWriter();
            Assert.Equal(0, await Host.Commands.CommandLine.RunAsync(["teams", "package", "--app-id", "1d0c3f9e-6c52-4d59-9f4e-3b8a2f6d7c10", "--host", "study.example.org", "--output", file], output, output));
            using var package = await ZipFile.OpenReadAsync(file);
            using var manifest = package.GetEntry("manifest.json")!.Open();
            return (await JsonNode.ParseAsync(manifest))!;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
