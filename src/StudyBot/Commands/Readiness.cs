using System.Net;
using System.Text.Json;

namespace StudyBot.Host.Commands;

/// <summary>What <c>/health/ready</c> of a StudyBot on this machine says.</summary>
internal static class Readiness
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    /// <param name="url">As the settings have it; one that listens everywhere is asked on the machine itself.</param>
    /// <returns><c>Healthy</c>, <c>Degraded</c> or <c>Unhealthy</c>; null where something else answers, or nothing.</returns>
    public static async Task<string?> AskAsync(string url, CancellationToken cancel)
    {
        var address = BindingAddress.Parse(url);
        var ip = Ip(address);
        var asked = ip.Equals(IPAddress.Any) || ip.Equals(IPAddress.IPv6Any) ? IPAddress.Loopback : ip;
        try
        {
            // The machine asks itself, by number: no proxy knows the way, and no certificate is made out to it.
#pragma warning disable MA0039 // Whoever could stand between the machine and itself needs no false certificate.
            using var handler = new HttpClientHandler { UseProxy = false, ServerCertificateCustomValidationCallback = HttpClientHandler.DangerousAcceptAnyServerCertificateValidator };
#pragma warning restore MA0039
            using var http = new HttpClient(handler) { Timeout = Patience };
            using var answer = await http.GetAsync(new UriBuilder(address.Scheme, $"{asked}", address.Port, "/health/ready").Uri, cancel);
            using var said = JsonDocument.Parse(await answer.Content.ReadAsByteArrayAsync(cancel));
            return said.RootElement.GetProperty("status").GetString();
        }
        catch (Exception fault) when (fault is HttpRequestException or JsonException or KeyNotFoundException or InvalidOperationException || (fault is OperationCanceledException && !cancel.IsCancellationRequested))
        {
            return null;
        }
    }

    /// <summary>A name stands for all addresses, as the server takes it, unless it is this machine's own.</summary>
    public static IPAddress Ip(BindingAddress address) =>
        IPAddress.TryParse(address.Host.Trim('[', ']'), out var written) ? written
        : address.Host.Equals("localhost", StringComparison.OrdinalIgnoreCase) ? IPAddress.Loopback
        : IPAddress.Any;
}
