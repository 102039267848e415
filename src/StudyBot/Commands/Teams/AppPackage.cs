using System.IO.Compression;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace StudyBot.Host.Commands;

/// <summary>What differs between one Teams app and the next.</summary>
/// <param name="Id">Of the bot's registration in Entra; Teams knows the app by it too.</param>
/// <param name="Host">A name or an address, with a port where it is not 443.</param>
/// <param name="Version">Of the app: Teams takes a package as an update when this is higher.</param>
/// <param name="AsksConsent">Whether it asks each team and chat to let the bot hear replies without a mention.</param>
internal sealed record TeamsApp(Guid Id, string Host, string Name, string Publisher, Uri Website, Uri Privacy, Uri Terms, string Version, bool AsksConsent = true);

/// <summary>The zip that Teams installs an app from: <c>manifests/teams</c>, filled in. The same app gives the same bytes.</summary>
internal static class AppPackage
{
    /// <summary>The earliest instant a zip can tell; the real one would make every package another.</summary>
    private static readonly DateTimeOffset Always = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static byte[] Pack(TeamsApp app)
    {
        using var bytes = new MemoryStream();
        using (var zip = new ZipArchive(bytes, ZipArchiveMode.Create))
        {
            Add(zip, "manifest.json", Encoding.UTF8.GetBytes(app.AsksConsent ? Manifest(app) : WithoutConsent(Manifest(app))));
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

    private static string WithoutConsent(string manifest)
    {
        var fields = JsonNode.Parse(manifest)!.AsObject();
        fields.Remove("authorization");
        return fields.ToJsonString(Readable);
    }

    private static string Quoted(string value) => JsonEncodedText.Encode(value, Readable.Encoder).Value;

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
