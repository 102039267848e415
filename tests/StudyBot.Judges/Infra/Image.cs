using System.Diagnostics;
using System.Formats.Tar;
using System.IO.Compression;
using System.Text.Json;
using StudyBot.Tests;

namespace StudyBot.Judges.Infra;

/// <summary>The container image as <c>dotnet publish -t:PublishContainer</c> makes it of the build under test, over a base image that a <see cref="Registry"/> stands in for.</summary>
/// <param name="Base">Of the real one, as the SDK works it out.</param>
/// <param name="Version">StudyBot's.</param>
/// <param name="Config">What a container is started with.</param>
/// <param name="Files">Of StudyBot's own layer.</param>
internal sealed record Image(string Base, string Version, JsonElement Config, IReadOnlySet<string> Files, IReadOnlyList<string> Names)
{
    public static async Task<Image> PublishAsync()
    {
        using var computed = JsonDocument.Parse(await BuildAsync("msbuild", ["-t:ComputeContainerConfig", "-getProperty:ContainerBaseImage,Version"]));
        var properties = computed.RootElement.GetProperty("Properties");
        var (real, version) = (properties.GetProperty("ContainerBaseImage").GetString()!, properties.GetProperty(nameof(Version)).GetString()!);

        await using var registry = await Registry.StartAsync();
        var folder = Directory.CreateTempSubdirectory("studybot-image-").FullName;
        var archive = Path.Combine(folder, "studybot.tar");
        string[] how = [$"-p:ContainerBaseImage={registry.Name}/{real.Split('/', 2)[1]}", $"-p:ContainerArchiveOutputPath={archive}", $"-p:PublishDir={folder}/publish/"];
        await BuildAsync("publish", ["--no-build", "-c", Needs.Configuration, "-t:PublishContainer", .. how], registry.Name);
        await using (var file = File.OpenRead(archive))
        {
            var (config, files, names) = await ReadAsync(await UnpackAsync(file));
            Directory.Delete(folder, recursive: true);
            return new(real, version, config, files, names);
        }
    }

    /// <summary>One in hundreds never ended, and nothing said why: such a one is ended and made again.</summary>
    private static async Task<string> BuildAsync(string command, string[] arguments, string registry = "")
    {
        try
        {
            return await OnceAsync();
        }
        catch (TimeoutException)
        {
            return await OnceAsync();
        }

        async Task<string> OnceAsync()
        {
            var start = new ProcessStartInfo("dotnet", [command, Path.Combine(Needs.Repository, "src/StudyBot"), "-nodeReuse:false", .. arguments]);
            start.Environment["DOTNET_CONTAINER_INSECURE_REGISTRIES"] = registry;
            var ran = await Tool.RunAsync(start);
            Assert.True(ran.Exit == 0, ran.Output + ran.Error);
            return ran.Output;
        }
    }

    /// <summary>As the image layout specification has it: index, manifest, and what that names.</summary>
    private static async Task<(JsonElement Config, IReadOnlySet<string> Files, IReadOnlyList<string> Names)> ReadAsync(Dictionary<string, byte[]> files)
    {
        JsonElement Json(string name) => JsonSerializer.Deserialize<JsonElement>(files[name]);
        static string Blob(JsonElement named) => $"blobs/{named.GetProperty("digest").GetString()!.Replace(':', '/')}";
        var manifests = Json("index.json").GetProperty("manifests").EnumerateArray().ToList();
        var manifest = Json(Blob(manifests[0]));
        await using var own = new GZipStream(new MemoryStream(files[Blob(manifest.GetProperty("layers").EnumerateArray().Last())]), CompressionMode.Decompress);
        return (
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
