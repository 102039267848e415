using System.Diagnostics;
using System.Formats.Tar;
using System.IO.Compression;
using System.Text.Json;

namespace StudyBot.Judges.Infra;

/// <summary>The container image as <c>dotnet publish -t:PublishContainer</c> makes it of the build under test, over a base image that a <see cref="Registry"/> stands in for.</summary>
/// <param name="Config">What a container is started with.</param>
/// <param name="Files">Of StudyBot's own layer.</param>
internal sealed record Image(JsonElement Config, IReadOnlySet<string> Files, IReadOnlyList<string> Names)
{
    public static async Task<Image> PublishAsync()
    {
        await using var registry = await Registry.StartAsync();
        var folder = Directory.CreateTempSubdirectory("studybot-image-").FullName;
        var archive = Path.Combine(folder, "studybot.tar");
        await MakeAsync(registry.Name, folder, archive);
        await using (var file = File.OpenRead(archive))
        {
            var image = await ReadAsync(await UnpackAsync(file));
            Directory.Delete(folder, recursive: true);
            return image;
        }
    }

    private static async Task MakeAsync(string registry, string folder, string archive)
    {
        var start = new ProcessStartInfo(
            "dotnet",
            [
                "publish", Path.Combine(Needs.Repository, "src/StudyBot"), "--no-build", "-c", Needs.Configuration, "-t:PublishContainer", "-nodeReuse:false",
                $"-p:ContainerBaseImage={registry}/dotnet/aspnet:10.0-noble-chiseled", $"-p:ContainerArchiveOutputPath={archive}", $"-p:PublishDir={folder}/publish/",
            ])
        {
            RedirectStandardOutput = true,
            UseShellExecute = false,
        };
        start.Environment["DOTNET_CONTAINER_INSECURE_REGISTRIES"] = registry;
        using var publish = Process.Start(start)!;
        var said = await publish.StandardOutput.ReadToEndAsync();
        await publish.WaitForExitAsync();
        Assert.True(publish.ExitCode == 0, said);
    }

    /// <summary>As the image layout specification has it: index, manifest, and what that names.</summary>
    private static async Task<Image> ReadAsync(Dictionary<string, byte[]> files)
    {
        JsonElement Json(string name) => JsonSerializer.Deserialize<JsonElement>(files[name]);
        static string Blob(JsonElement named) => $"blobs/{named.GetProperty("digest").GetString()!.Replace(':', '/')}";
        var manifests = Json("index.json").GetProperty("manifests").EnumerateArray().ToList();
        var manifest = Json(Blob(manifests[0]));
        await using var own = new GZipStream(new MemoryStream(files[Blob(manifest.GetProperty("layers").EnumerateArray().Last())]), CompressionMode.Decompress);
        return new(
            Json(Blob(manifest.GetProperty("config"))).GetProperty("config"),
            (await UnpackAsync(own)).Keys.Select(name => "/" + name).ToHashSet(),
            [.. manifests.Select(m => m.GetProperty("annotations").GetProperty("io.containerd.image.name").GetString()!)]);
    }

    private static async Task<Dictionary<string, byte[]>> UnpackAsync(Stream archive)
    {
        await using var tar = new TarReader(archive);
        var files = new Dictionary<string, byte[]>();
        while (await tar.GetNextEntryAsync() is { } entry)
        {
            if (entry.DataStream is null) continue;
            using var content = new MemoryStream();
            await entry.DataStream.CopyToAsync(content);
            files[entry.Name] = content.ToArray();
        }

        return files;
    }
}
