using System.Runtime;

namespace StudyBot.Benchmarks;

/// <summary>Repeats a turn until the compiler has little left to make better: a host runs for weeks, and its first minute is measured elsewhere.</summary>
internal static class WarmUp
{
    private const int Least = 6;
    private const int Most = 60;

    /// <summary>Methods compiled in a turn, below which it counts as warm.</summary>
    private const int Few = 6;

    public static async Task RunAsync(Func<Task> turn)
    {
        for (var i = 0; i < Most; i++)
        {
            var before = JitInfo.GetCompiledMethodCount();
            await turn();
            // What was called often enough is compiled once the callers pause.
            await Task.Delay(TimeSpan.FromMilliseconds(400), TimeProvider.System);
            if (i >= Least && JitInfo.GetCompiledMethodCount() - before < Few) return;
        }
    }
}
