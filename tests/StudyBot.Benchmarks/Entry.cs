using StudyBot.Benchmarks.Load;

namespace StudyBot.Benchmarks;

/// <summary>Exit codes: 0 every must was met, 1 one was not, 2 wrong usage, 3 what a row needs is not on this machine.</summary>
internal static class Entry
{
    public static async Task<int> Main(string[] args)
    {
        // A baseline in a process of its own. Nothing else is loaded for it.
        if (args is [BareServer.Word, var url]) return await BareServer.ServeAsync(url);
        return await Running.RunAsync(args);
    }
}
