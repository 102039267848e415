using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace StudyBot.Tests.House;

/// <summary>Every package that StudyBot or its tests are built with, from the lock files; its licence from the package itself.</summary>
internal static partial class PackageList
{
    /// <summary>Packages from before licences had names, by the text their address led to.</summary>
    private static readonly Dictionary<string, string> Addresses = new(StringComparer.Ordinal)
    {
        ["https://github.com/dotnet/corefx/blob/master/LICENSE.TXT"] = "MIT",
        ["http://geraintluff.github.io/tv4/LICENSE.txt"] = "Public domain or MIT",
    };

    /// <param name="Shipped">Whether it is part of StudyBot itself; else of its tests and builds alone.</param>
    public sealed record Package(string Name, string Version, string Licence, bool Shipped, bool Npm = false);

    public static IReadOnlyList<Package> Read() => [.. NuGet(), .. Npm()];

    public static string Page(IReadOnlyList<Package> packages)
    {
        var page = new StringBuilder("# Packages\n\nWhat StudyBot is built with, as the lock files pin it, with everything that comes along. `SNAPSHOTS=write dotnet test` writes this page anew.\n\n");
        page.Append("## In StudyBot itself\n\n| package | version | licence |\n|---|---|---|\n");
        foreach (var package in packages.Where(p => p.Shipped)) page.Append($"| {package.Name} | {package.Version} | {package.Licence} |\n");
        page.Append("\n## In builds and tests alone, from NuGet\n\n");
        Append(page, packages.Where(p => p is { Shipped: false, Npm: false }));
        page.Append("\n## In builds and tests alone, from npm\n\n");
        Append(page, packages.Where(p => p.Npm));
        return page.ToString();
    }

    private static void Append(StringBuilder page, IEnumerable<Package> packages)
    {
        foreach (var licence in packages.GroupBy(p => p.Licence).OrderBy(g => g.Key, StringComparer.Ordinal))
            page.Append($"- **{licence.Key}**: {string.Join(", ", licence.Select(p => $"{p.Name} {p.Version}"))}\n");
    }

    private static IEnumerable<Package> NuGet()
    {
        var pinned = from file in Files.All
                     where Path.GetFileName(file) == "packages.lock.json"
                     let root = JsonDocument.Parse(Files.Read(file)).RootElement
                     from framework in root.GetProperty("dependencies").EnumerateObject()
                     from package in framework.Value.EnumerateObject()
                     where package.Value.TryGetProperty("resolved", out _)
                     select (package.Name, Version: package.Value.GetProperty("resolved").GetString()!, Shipped: file.StartsWith("src/", StringComparison.Ordinal));
        return from package in pinned
               group package.Shipped by (package.Name, package.Version) into one
               orderby one.Key.Name, one.Key.Version
               select new Package(one.Key.Name, one.Key.Version, LicenceOf(one.Key.Name, one.Key.Version), one.Any(shipped => shipped));
    }

    private static string LicenceOf(string name, string version)
    {
        var root = Environment.GetEnvironmentVariable("NUGET_PACKAGES") ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");
        var (id, number) = (name.ToLowerInvariant(), version.ToLowerInvariant());
        var about = XDocument.Load(Path.Combine(root, id, number, $"{id}.nuspec")).Descendants().ToLookup(element => element.Name.LocalName);
        return about["license"].FirstOrDefault(licence => (string?)licence.Attribute("type") == "expression")?.Value
            ?? Addresses.GetValueOrDefault(about["licenseUrl"].FirstOrDefault()?.Value ?? "", "unknown");
    }

    private static IEnumerable<Package> Npm()
    {
        var pinned = from file in Files.All
                     where Path.GetFileName(file) == "package-lock.json"
                     from package in JsonDocument.Parse(Files.Read(file)).RootElement.GetProperty("packages").EnumerateObject()
                     where package.Name.Length > 0
                     let licence = package.Value.TryGetProperty("license", out var said) ? said.GetString()! : "unknown"
                     select new Package(Folders().Replace(package.Name, ""), package.Value.GetProperty("version").GetString()!, Addresses.GetValueOrDefault(licence, licence), Shipped: false, Npm: true);
        return pinned.Distinct().OrderBy(p => p.Name, StringComparer.Ordinal).ThenBy(p => p.Version, StringComparer.Ordinal);
    }

    [GeneratedRegex(".*node_modules/")]
    private static partial Regex Folders();
}
