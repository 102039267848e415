namespace StudyBot.Host.Settings;

/// <summary>Where the host listens: the endpoints of Kestrel's own settings where there are any, as the server takes them; otherwise <c>urls</c>.</summary>
internal static class Addresses
{
    private const string Endpoints = "Kestrel:Endpoints";

    /// <summary>Each with the setting that says it.</summary>
    public static IReadOnlyList<(string Setting, string Url)> Of(IConfiguration configuration)
    {
        var endpoints = configuration.GetSection(Endpoints).GetChildren().Select(endpoint => ($"{endpoint.Path}:Url", endpoint["Url"] ?? "")).ToArray();
        return endpoints.Length > 0 ? endpoints : [.. Urls(configuration).Select(url => ("urls", url))];
    }

    /// <summary>The settings that name a file with a certificate for https.</summary>
    public static string[] Certificates(IConfiguration configuration) =>
    [
        .. configuration.GetSection("Kestrel:Certificates").GetChildren()
            .Concat(configuration.GetSection(Endpoints).GetChildren().Select(endpoint => endpoint.GetSection("Certificate")))
            .Where(certificate => certificate["Path"] is { Length: > 0 })
            .Select(certificate => $"{certificate.Path}:Path"),
    ];

    /// <summary>None at all where it is empty.</summary>
    public static string[] Urls(IConfiguration configuration) => (configuration["urls"] ?? "").Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}
