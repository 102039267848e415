using System.Threading.Channels;

namespace StudyBot.Doors;

/// <summary>How much is being worked on, and when some of it has ended. What that costs does not depend on how much it is, as <see cref="Task.WhenAny(Task[])"/> over all of it would.</summary>
internal sealed class UnderWay
{
    /// <summary>Who waits goes on where the work has ended: a step through the thread pool would make an order that no run can repeat.</summary>
    private readonly Channel<bool> _ends = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite, AllowSynchronousContinuations = true });
    private int _count;

    public int Count => Volatile.Read(ref _count);

    /// <param name="work">Has begun, and throws nothing.</param>
    public void Add(Task work)
    {
        Interlocked.Increment(ref _count);
        _ = FollowAsync(work);
    }

    /// <summary>Ends when something has ended since the last time. Whoever asks keeps the task until it has ended: it alone knows.</summary>
    public async Task EndAsync() => await _ends.Reader.ReadAsync();

    private async Task FollowAsync(Task work)
    {
        try
        {
            await work;
        }
        finally
        {
            Interlocked.Decrement(ref _count);
            _ends.Writer.TryWrite(true);
        }
    }
}
