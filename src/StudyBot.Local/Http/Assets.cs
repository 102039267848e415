using System.Reflection;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace StudyBot.Local;

/// <summary>The page and what it loads, out of the assembly: the same bytes wherever the program lies.</summary>
internal static class Assets
{
    /// <summary>Each path with its answer; a browser that has the bytes already gets 304.</summary>
    public static IEnumerable<(string Path, IResult Answer)> All()
    {
        var assembly = typeof(Assets).Assembly;
        foreach (var name in assembly.GetManifestResourceNames().Where(n => n.StartsWith("page/", StringComparison.Ordinal)))
        {
            var bytes = Read(assembly, name);
            var tag = new EntityTagHeaderValue($"\"{Convert.ToHexStringLower(SHA256.HashData(bytes))[..16]}\"");
            var file = name["page/".Length..];
            yield return (file == "index.html" ? "/" : $"/local/{file}", TypedResults.Bytes(bytes, TypeOf(file), entityTag: tag));
        }
    }

    private static byte[] Read(Assembly assembly, string name)
    {
        using var stream = assembly.GetManifestResourceStream(name)!;
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }

    private static string TypeOf(string file) => Path.GetExtension(file) switch
    {
        ".html" => "text/html; charset=utf-8",
        ".css" => "text/css; charset=utf-8",
        ".js" => "text/javascript; charset=utf-8",
        ".svg" => "image/svg+xml",
        var other => throw new NotSupportedException($"The page holds a file of an unknown kind: {other}."),
    };
}
