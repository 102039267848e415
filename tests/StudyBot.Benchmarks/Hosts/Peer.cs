using System.Diagnostics;
using StudyBot.Benchmarks.Load;

namespace StudyBot.Benchmarks.Hosts;

/// <summary>Somebody else's server, which hears what StudyBot hears. That its handler got each event is looked at after every turn.</summary>
internal sealed class Peer(NodeServer server, Barrage barrage, Func<Said, byte[]> letter) : IContender, IDisposable
{
    private readonly List<double> _resident = [];
    private int _lesson;

    public Process? Elsewhere => server.Process;

    public int Sent { get; private set; }

    /// <summary>MiB it had after each turn.</summary>
    public IReadOnlyList<double> Resident => _resident;

    public static async Task<Peer> StartAsync(Func<Said, byte[]> letter, string script, params IEnumerable<string> arguments)
    {
        var server = await NodeServer.StartAsync(script, arguments);
        return new(server, await Barrage.ConnectAsync(server.Address), letter);
    }

    public Task<byte[][]> LettersAsync() => Task.FromResult<byte[][]>([.. Stage.Everybody(0, ++_lesson, Sent).Select(letter)]);

    public async Task<double[]> SendAsync(byte[][] letters)
    {
        var took = await barrage.SendAsync(letters);
        Sent += letters.Length;
        return took;
    }

    /// <summary>A handler may be told after the answer.</summary>
    public async Task SettledAsync()
    {
        var counted = await server.CountedAsync();
        for (var more = 0; counted < Sent && more < 100; more++)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System);
            counted = await server.CountedAsync();
        }

        if (counted != Sent) throw new InvalidOperationException($"Of {Sent} events its handler got {counted}.");
        _resident.Add(server.Process.Resident());
    }

    public void Dispose()
    {
        barrage.Dispose();
        server.Dispose();
    }
}
