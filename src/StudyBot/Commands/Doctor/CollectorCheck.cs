using System.Net.Sockets;
using StudyBot.Host.Running;

namespace StudyBot.Host.Commands;

/// <summary>Whether the collector that telemetry goes to takes a connection. StudyBot starts without it, so it is told and is no fault.</summary>
internal static class CollectorCheck
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    public static async Task<Finding> ExamineAsync(IConfiguration configuration, CancellationToken cancel)
    {
        if (configuration[Observing.Endpoint] is not { Length: > 0 } written) return new("telemetry", true, $"is not exported; {Observing.Endpoint}=http://127.0.0.1:4317 would");
        var collector = new Uri(written);
        using var patience = new CancellationTokenSource(Patience, TimeProvider.System);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(cancel, patience.Token);
        using var client = new TcpClient();
        try
        {
            await client.ConnectAsync(collector.Host, collector.Port, both.Token);
            return new("telemetry", true, $"{collector} takes connections");
        }
        catch (Exception fault) when (fault is SocketException || (fault is OperationCanceledException && !cancel.IsCancellationRequested))
        {
            return new("telemetry", true, $"{collector} takes no connection just now; StudyBot runs without it. Check {Observing.Endpoint}");
        }
    }
}
