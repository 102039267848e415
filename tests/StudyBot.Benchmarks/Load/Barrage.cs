using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace StudyBot.Benchmarks.Load;

/// <summary>32 connections that stay open, each with one request under way. Written on bare sockets, with requests made before the clock starts,
/// so that the little which the load itself costs hides little of what the server costs.</summary>
internal sealed class Barrage : IDisposable
{
    private const int Width = 32;

    private readonly Socket[] _sockets = new Socket[Width];
    private readonly byte[][] _buffers = new byte[Width][];

    private Barrage() { }

    public static async Task<Barrage> ConnectAsync(Uri server)
    {
        var barrage = new Barrage();
        for (var i = 0; i < Width; i++)
        {
            barrage._sockets[i] = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            barrage._buffers[i] = new byte[16 * 1024];
            await barrage._sockets[i].ConnectAsync(IPAddress.Loopback, server.Port);
        }

        return barrage;
    }

    /// <summary>Sends them all; any answer but 200 ends the run. Returns how long each took, in ms.</summary>
    public async Task<double[]> SendAsync(IReadOnlyList<byte[]> requests)
    {
        var took = new double[requests.Count];
        var next = -1;
        async Task WorkAsync(int connection)
        {
            for (var i = Interlocked.Increment(ref next); i < requests.Count; i = Interlocked.Increment(ref next))
            {
                var started = Stopwatch.GetTimestamp();
                await _sockets[connection].SendAsync(requests[i]);
                var status = await AnswerAsync(_sockets[connection], _buffers[connection]);
                if (status != 200) throw new InvalidOperationException($"Request {i} was answered {status}.");
                took[i] = Stopwatch.GetElapsedTime(started).TotalMilliseconds;
            }
        }

        await Task.WhenAll(Enumerable.Range(0, Width).Select(WorkAsync));
        return took;
    }

    public void Dispose()
    {
        foreach (var socket in _sockets) socket.Dispose();
    }

    private static async ValueTask<int> AnswerAsync(Socket socket, byte[] buffer)
    {
        var length = 0;
        while (true)
        {
            var read = await socket.ReceiveAsync(buffer.AsMemory(length));
            if (read == 0) throw new InvalidOperationException("The server closed the connection.");
            length += read;
            if (StatusOfWhole(buffer.AsSpan(0, length)) is { } status) return status;
        }
    }

    /// <summary>Null where more is to come.</summary>
    private static int? StatusOfWhole(ReadOnlySpan<byte> answer)
    {
        var head = answer.IndexOf("\r\n\r\n"u8);
        if (head < 0) return null;
        var headers = answer[..head];
        var at = headers.IndexOf("Content-Length: "u8);
        if (at < 0)
        {
            // A body in chunks ends with an empty one.
            if (!answer.EndsWith("0\r\n\r\n"u8)) return null;
        }
        else
        {
            var number = headers[(at + 16)..];
            var end = number.IndexOf((byte)'\r');
            var body = int.Parse(end < 0 ? number : number[..end], CultureInfo.InvariantCulture);
            if (answer.Length < head + 4 + body) return null;
        }

        return int.Parse(answer.Slice(9, 3), CultureInfo.InvariantCulture);
    }

    /// <summary>A request as it goes over the wire.</summary>
    public static byte[] Post(string path, byte[] body, params IEnumerable<(string Name, string Value)> headers)
    {
        var head = new StringBuilder().Append(CultureInfo.InvariantCulture, $"POST {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\nContent-Length: {body.Length}\r\n");
        foreach (var (name, value) in headers) head.Append(CultureInfo.InvariantCulture, $"{name}: {value}\r\n");
        return [.. Encoding.ASCII.GetBytes(head.Append("\r\n").ToString()), .. body];
    }
}
