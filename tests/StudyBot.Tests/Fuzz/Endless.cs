using System.Diagnostics;

namespace StudyBot.Tests.Fuzz;

/// <summary>An answer that goes on and on, or stops half way.</summary>
internal sealed class Endless : Stream
{
    private readonly TaskCompletionSource _stopped = new();

    public long Given { get; private set; }

    public long? StopsAt { get; init; }

    /// <summary>Completes when somebody waits for what does not come.</summary>
    public Task Stopped => _stopped.Task;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => Given; set => throw new NotSupportedException(); }

    public override int Read(byte[] buffer, int offset, int count)
    {
        // Whoever reads on and on would bring the machine down.
        if (Given > 256L * 1024 * 1024) throw new UnreachableException("Nobody stops reading.");
        buffer.AsSpan(offset, count).Fill((byte)' ');
        Given += count;
        return count;
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (Given >= StopsAt)
        {
            _stopped.TrySetResult();
            await new TaskCompletionSource().Task.WaitAsync(cancellationToken);
        }

        var some = new byte[Math.Min(buffer.Length, StopsAt ?? buffer.Length)];
        var read = Read(some, 0, some.Length);
        some.CopyTo(buffer);
        return read;
    }

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
