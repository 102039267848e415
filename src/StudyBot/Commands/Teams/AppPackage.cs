using System.IO.Compression;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace StudyBot.Host.Commands;

/// <summary>What differs between one Teams app and the next.</summary>
/// <param name="Id">Of the bot's registration in Entra; Teams knows the app by it too.</param>
/// <param name="Host">A name or an address, with a port where it is not 443.</param>
/// <param name="Version">Of the app: Teams takes a package as an update when this is higher.</param>
internal sealed record TeamsApp(Guid Id, string Host, string Name, string Publisher, Uri Website, Uri Privacy, Uri Terms, string Version);

/// <summary>The zip that Teams installs an app from: <c>manifests/teams</c>, filled in. The same app gives the same bytes.</summary>
internal static class AppPackage
{
    /// <summary>The earliest instant a zip can tell; the real one would make every package another.</summary>
    private static readonly DateTimeOffset Always = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public static byte[] Pack(TeamsApp app)
    {
        using var bytes = new MemoryStream();
        using (var zip = new ZipArchive(bytes, ZipArchiveMode.Create))
        {
            Add(zip, "manifest.json", Encoding.UTF8.GetBytes(Manifest(app)));
            Add(zip, "color.png", Resource("color.png"));
            Add(zip, "outline.png", Resource("outline.png"));
        }

        return bytes.ToArray();
    }

    private static string Manifest(TeamsApp app) =>
        new (string Place, string Value)[]
        {
            ("app-id", app.Id.ToString()),
            ("host", app.Host),
            ("name", app.Name),
            ("publisher", app.Publisher),
            ("website", app.Website.AbsoluteUri),
            ("privacy", app.Privacy.AbsoluteUri),
            ("terms", app.Terms.AbsoluteUri),
            ("version", app.Version),
        }.Aggregate(Encoding.UTF8.GetString(Resource("manifest.json")), (text, fill) => text.Replace($"{{{{{fill.Place}}}}}", Quoted(fill.Value), StringComparison.Ordinal));

    private static string Quoted(string value) => JsonEncodedText.Encode(value, JavaScriptEncoder.UnsafeRelaxedJsonEscaping).Value;

    private static void Add(ZipArchive zip, string name, byte[] content)
    {
        var entry = zip.CreateEntry(name, CompressionLevel.NoCompression); // A few kilobytes; and another runtime would compress them into other bytes.
        entry.LastWriteTime = Always;
        using var stream = entry.Open();
        stream.Write(content);
    }

    private static byte[] Resource(string name)
    {
        using var stream = typeof(AppPackage).Assembly.GetManifestResourceStream($"teams/{name}")!;
        using var file = new MemoryStream();
        stream.CopyTo(file);
        return file.ToArray();
    }
}
