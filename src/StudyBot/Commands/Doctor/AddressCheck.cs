using System.Net.Sockets;
using StudyBot.Host.Running;

namespace StudyBot.Host.Commands;

/// <summary>Whether the address is free, or StudyBot itself answers there.</summary>
internal static class AddressCheck
{
    public static async Task<Finding> ExamineAsync(string url, CancellationToken cancel)
    {
        var address = BindingAddress.Parse(url);
        try
        {
            using var probe = new TcpListener(Readiness.Ip(address), address.Port);
            probe.Start();
            return new("address", true, $"{url} is free");
        }
        catch (SocketException fault) when (fault.SocketErrorCode is SocketError.AddressAlreadyInUse)
        {
            return await Readiness.AskAsync(url, cancel) is { } health
                ? new("address", true, $"StudyBot answers at {url}: {health}")
                : new("address", false, $"another program has {url}. Stop it, or choose another port: --urls http://127.0.0.1:{Server.Port + 1}");
        }
        catch (SocketException fault)
        {
            return new("address", false, $"{url} cannot be listened at ({fault.SocketErrorCode}). Choose another one: --urls http://127.0.0.1:{Server.Port}");
        }
    }
}
