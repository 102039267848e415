using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using StudyBot.Host.Running;
using StudyBot.Host.Settings;
using StudyBot.Storage;
using StudyBot.Tests.Doors;
using StudyBot.Tests.Fuzz;

namespace StudyBot.Tests.Hosting;

/// <summary>A bot idles nearly all day: what a sweep needed of memory is not kept for it.</summary>
[Collection(nameof(Alone))]
public class SweepMemoryTests
{
    [Theory]
    [InlineData(1_000, false)]
    [InlineData(1_000_000, true)]
    public async Task What_a_large_sweep_took_is_given_back(int bytes, bool givenBack)
    {
        var (left, calls) = (new List<WeakReference>(), 0);
        var table = new ScriptedTable(new MemoryTable(), new())
        {
            // The first call leaves what the calls for many cohorts would.
            Reads = _ =>
            {
                if (calls++ == 0) left.AddRange(Enumerable.Range(0, 32).Select(_ => new WeakReference(new byte[bytes])));
                return Task.CompletedTask;
            },
        };

        var before = GC.GetGCMemoryInfo(GCKind.FullBlocking).Index;
        await new Sweeping(new StudyStore(table), new StudyBotSettings(), new FakeTimeProvider(), NullLogger<Sweeping>.Instance).SweepAsync(default);

        Assert.True(calls > 0);
        Assert.Equal(givenBack, GC.GetGCMemoryInfo(GCKind.FullBlocking).Index > before);
        if (givenBack) Assert.DoesNotContain(left, made => made.IsAlive);
    }
}
