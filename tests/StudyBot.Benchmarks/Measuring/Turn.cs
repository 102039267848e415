using System.Diagnostics;

namespace StudyBot.Benchmarks;

/// <summary>One side's turn in a round.</summary>
/// <param name="Rate">Things a second.</param>
/// <param name="Processor">Seconds of processor a thing took in this process and in the server's, load generator and all: steadier than a rate where others use the machine too.</param>
/// <param name="Allocated">Bytes a thing.</param>
internal sealed record Turn(double Rate, double Processor, double Allocated)
{
    public static async Task<Turn> MeasureAsync(int things, Func<Task> work, Process? elsewhere = null)
    {
        var processor = Processed(elsewhere);
        var allocated = GC.GetTotalAllocatedBytes(precise: true);
        var started = Stopwatch.GetTimestamp();
        await work();
        var took = Stopwatch.GetElapsedTime(started);
        return new(things / took.TotalSeconds, (Processed(elsewhere) - processor).TotalSeconds / things, (GC.GetTotalAllocatedBytes(precise: true) - allocated) / (double)things);
    }

    private static TimeSpan Processed(Process? elsewhere)
    {
        using var self = Process.GetCurrentProcess();
        elsewhere?.Refresh();
        return self.TotalProcessorTime + (elsewhere?.TotalProcessorTime ?? TimeSpan.Zero);
    }
}
