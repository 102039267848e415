using System.Diagnostics;

namespace StudyBot.Benchmarks.Hosts;

internal static class ResidentMemory
{
    /// <summary>MiB of memory that are the process's own and in use now.</summary>
    public static double Resident(this Process process)
    {
        process.Refresh();
        return process.WorkingSet64 / 1024.0 / 1024;
    }
}
