using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace StudyBot.Judges.Infra;

/// <summary>A registry with one image, which has the user, the port and the empty file system of Microsoft's chiselled one.
/// As the distribution specification has it, for reading alone.</summary>
internal sealed class Registry : IAsyncDisposable
{
    private const string ManifestType = "application/vnd.oci.image.manifest.v1+json";

    private readonly WebApplication _app;
    private readonly Dictionary<string, byte[]> _blobs = [];
    private readonly byte[] _manifest;

    private Registry(WebApplication app)
    {
        _app = app;
        var nothing = new byte[1024]; // How an empty tar ends.
        var layer = Keep(Zipped(nothing));
        var config = Keep(Json(new
        {
            architecture = "amd64",
            os = "linux",
            config = new { User = "1654", Env = new[] { "PATH=/usr/bin", "APP_UID=1654", "ASPNETCORE_HTTP_PORTS=8080", "DOTNET_RUNNING_IN_CONTAINER=true" } },
            rootfs = new { type = "layers", diff_ids = new[] { Digest(nothing) } },
            history = new[] { new { created_by = "a test" } },
        }));
        _manifest = Json(new
        {
            schemaVersion = 2,
            mediaType = ManifestType,
            config = new { mediaType = "application/vnd.oci.image.config.v1+json", size = config.Size, digest = config.Digest },
            layers = new[] { new { mediaType = "application/vnd.oci.image.layer.v1.tar+gzip", size = layer.Size, digest = layer.Digest } },
        });
    }

    /// <summary>Host and port.</summary>
    public string Name => new Uri(_app.Urls.Single()).Authority;

    public static async Task<Registry> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var registry = new Registry(builder.Build());
        registry._app.Run(registry.AnswerAsync);
        await registry._app.StartAsync();
        return registry;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task AnswerAsync(HttpContext context)
    {
        var path = context.Request.Path.Value!;
        var (kind, reference) = path.Split('/') is ["", "v2", .., var what, var which] ? (what, which) : ("", "");
        if (kind == "manifests")
        {
            context.Response.ContentType = ManifestType;
            context.Response.Headers["Docker-Content-Digest"] = Digest(_manifest);
            await context.Response.Body.WriteAsync(_manifest);
        }
        else if (kind == "blobs" && _blobs.TryGetValue(reference, out var blob)) await context.Response.Body.WriteAsync(blob);
        else context.Response.StatusCode = path == "/v2/" ? 200 : 404;
    }

    private (string Digest, int Size) Keep(byte[] blob)
    {
        _blobs[Digest(blob)] = blob;
        return (Digest(blob), blob.Length);
    }

    private static byte[] Zipped(byte[] content)
    {
        using var zipped = new MemoryStream();
        using (var zip = new GZipStream(zipped, CompressionMode.Compress)) zip.Write(content);
        return zipped.ToArray();
    }

    private static string Digest(byte[] blob) => $"sha256:{Convert.ToHexStringLower(SHA256.HashData(blob))}";

    private static byte[] Json(object value) => Encoding.UTF8.GetBytes(JsonSerializer.Serialize(value));
}
