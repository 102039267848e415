using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using StudyBot.Host.Running;

namespace StudyBot.Host.Commands;

/// <summary>Whether the address is free, or StudyBot itself answers there.</summary>
internal static class AddressCheck
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    public static async Task<Finding> ExamineAsync(string url, CancellationToken cancel)
    {
        var address = BindingAddress.Parse(url);
        var ip = IPAddress.TryParse(address.Host.Trim('[', ']'), out var written) ? written : address.Host.Equals("localhost", StringComparison.OrdinalIgnoreCase) ? IPAddress.Loopback : IPAddress.Any;
        try
        {
            using var probe = new TcpListener(ip, address.Port);
            probe.Start();
            return new("address", true, $"{url} is free");
        }
        catch (SocketException fault) when (fault.SocketErrorCode is SocketError.AddressAlreadyInUse)
        {
            var asked = ip.Equals(IPAddress.Any) || ip.Equals(IPAddress.IPv6Any) ? IPAddress.Loopback : ip;
            return await HealthAsync(new UriBuilder(address.Scheme, $"{asked}", address.Port, "/health/ready").Uri, cancel) is { } health
                ? new("address", true, $"StudyBot answers at {url}: {health}")
                : new("address", false, $"another program has {url}. Stop it, or choose another port: --urls http://127.0.0.1:{Server.Port + 1}");
        }
        catch (SocketException fault)
        {
            return new("address", false, $"{url} cannot be listened at ({fault.SocketErrorCode}). Choose another one: --urls http://127.0.0.1:{Server.Port}");
        }
    }

    /// <summary>The status of <c>/health/ready</c> as StudyBot writes it; null where something else answers, or nothing.</summary>
    private static async Task<string?> HealthAsync(Uri ready, CancellationToken cancel)
    {
        try
        {
            using var http = new HttpClient { Timeout = Patience };
            using var answer = await http.GetAsync(ready, cancel);
            return JsonDocument.Parse(await answer.Content.ReadAsByteArrayAsync(cancel)).RootElement.GetProperty("status").GetString();
        }
        catch (Exception fault) when (fault is HttpRequestException or JsonException or KeyNotFoundException or InvalidOperationException || (fault is OperationCanceledException && !cancel.IsCancellationRequested))
        {
            return null;
        }
    }
}
