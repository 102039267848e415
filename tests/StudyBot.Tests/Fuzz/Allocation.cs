using System.Text;

namespace StudyBot.Tests.Fuzz;

/// <summary>Memory that whatever comes from outside may make us take: a fixed part, and so much for each byte or character of it.</summary>
internal static class Allocation
{
    /// <summary>Fails where reading takes more. Counted on the thread, so that nothing that runs beside it is.</summary>
    /// <param name="most">Bytes.</param>
    /// <param name="read">Does all of it before it returns.</param>
    public static T Within<T>(long most, Func<T> read, Func<string> what)
    {
        var (took, result) = Took(read);
        // What is made once is not counted, nor what is taken until the code is compiled for good: too much is too much each time.
        for (var times = 1; took >= most && times < 10; times++) (took, result) = Took(read);
        Assert.True(took < most, $"{took} bytes, and {most} are many: {what()}");
        return result;
    }

    /// <summary>Brings calls to a door, some at a time. What the host does by itself is counted too, so that one takes too much only where it does so each of ten times.</summary>
    /// <param name="calls">Each makes its body anew, since what was heard before is not looked at again.</param>
    /// <param name="most">Bytes for one call.</param>
    /// <returns>How often each status came.</returns>
    public static async Task<SortedDictionary<int, int>> WithinAsync(IEnumerable<Func<Task<(int Status, byte[] Body)>>> calls, long most, int atOnce = 16)
    {
        var answers = new SortedDictionary<int, int>();
        foreach (var some in calls.Chunk(atOnce))
        {
            var before = GC.GetTotalAllocatedBytes();
            foreach (var (status, body) in await Task.WhenAll(some.Select(call => call())))
            {
                answers[status] = answers.GetValueOrDefault(status) + 1;
                Assert.True(status is < 500 or 501, $"{status} for {Encoding.UTF8.GetString(body)}");
            }

            if (GC.GetTotalAllocatedBytes() - before < most * atOnce) continue;
            foreach (var call in some) await AloneAsync(call, most);
        }

        return answers;
    }

    private static async Task AloneAsync(Func<Task<(int Status, byte[] Body)>> call, long most)
    {
        for (var times = 1; ; times++)
        {
            var before = GC.GetTotalAllocatedBytes();
            var (_, body) = await call();
            var took = GC.GetTotalAllocatedBytes() - before;
            if (took < most) return;
            Assert.True(times < 10, $"{took} bytes, and {most} are many: {Encoding.UTF8.GetString(body)}");
        }
    }

    private static (long Bytes, T Result) Took<T>(Func<T> read)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        var result = read();
        return (GC.GetAllocatedBytesForCurrentThread() - before, result);
    }
}
