namespace StudyBot.Slack;

/// <summary>Whether what people do in Slack reaches this instance: over HTTP as far as it knows; over Socket Mode while a connection is up.</summary>
public sealed class SocketStatus(SlackOptions options)
{
    private int _open;

    /// <summary>How many connections are up.</summary>
    public int Open => Volatile.Read(ref _open);

    public bool Hears => !options.HasSockets || Open > 0;

    internal void Opened() => Interlocked.Increment(ref _open);

    internal void Closed() => Interlocked.Decrement(ref _open);
}
