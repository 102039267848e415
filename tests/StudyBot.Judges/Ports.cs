using System.Net;
using System.Net.Sockets;

namespace StudyBot.Judges;

/// <summary>Ports for programs that must be told one, or come back at the same: below those that a system hands out by itself,
/// so that nobody who asks for any port is given one of them while its program starts.</summary>
internal static class Ports
{
    private const int First = 20_000;
    private const int Last = 32_000;

    private static int _next = Random.Shared.Next(First, Last);

    /// <summary>Where nobody listens now, and that nobody else here was given lately.</summary>
    public static int Free()
    {
        while (true)
        {
            var port = First + (Interlocked.Increment(ref _next) - First) % (Last - First);
            using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            try
            {
                socket.Bind(new IPEndPoint(IPAddress.Loopback, port));
                return port;
            }
            catch (SocketException taken) when (taken.SocketErrorCode is SocketError.AddressAlreadyInUse or SocketError.AccessDenied)
            {
            }
        }
    }
}
