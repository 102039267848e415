using System.Threading.Channels;
using Microsoft.Data.Sqlite;
using StudyBot.Ports;

namespace StudyBot.Storage;

/// <summary>The one that writes. Batches that wait at the same moment are committed in one transaction, so that a burst costs one flush of
/// the disk; each is answered after the commit, and one whose condition does not hold leaves the others alone.</summary>
/// <remarks>SQLite waits for the disk in the calling thread; a thread of its own keeps that wait away from everybody else.</remarks>
internal sealed class SqliteWriter : IDisposable
{
    private const int MostAtOnce = 512;

    /// <summary>32 MiB. The log is as durable as the file; written back less often, a page that a hundred check-ins touched is written back once.</summary>
    private const int MostInLog = 8_000;

    private readonly Channel<Batch> _waiting = Channel.CreateUnbounded<Batch>(new UnboundedChannelOptions { SingleReader = true });
    private readonly Func<SqliteSession> _open;
    private readonly Thread _thread;
    private readonly SqliteWriteBack _writeBack;
    private SqliteSession? _session;
    private bool _isBeingWrittenBack;
    private long _commits;

    public SqliteWriter(Func<SqliteSession> open)
    {
        _open = open;
        _session = Open();
        _writeBack = new(open);
        _thread = new Thread(Work) { IsBackground = true, Name = "SQLite writer" };
        _thread.Start();
    }

    /// <summary>How many transactions were committed.</summary>
    public long Commits => Interlocked.Read(ref _commits);

    public Task<Written> WriteAsync(string partition, IReadOnlyList<RowChange> changes, CancellationToken cancel)
    {
        var batch = new Batch(SqliteKey.Encode(partition), changes, cancel);
        if (!_waiting.Writer.TryWrite(batch)) throw new TableUnavailableException("The store is closed.");
        return batch.Answer.Task;
    }

    /// <summary>Writes what waits, then closes.</summary>
    public void Dispose()
    {
        if (!_waiting.Writer.TryComplete()) return;
        _thread.Join();
        _writeBack.Dispose();
        if (_session is null) return;
        try
        {
            SqliteSchema.Run(_session.Connection, "PRAGMA wal_checkpoint(TRUNCATE)");
        }
        catch (SqliteException)
        {
            // Whoever opens it next writes the log back.
        }

        _session.Dispose();
    }

    private void Work()
    {
        var group = new List<Batch>();
        while (Next() is { } first)
        {
            group.Clear();
            group.Add(first);
            Write(group);
            if (_session is not null) ShortenLog(_session);
        }
    }

    /// <summary>In one transaction, and answers. Whatever goes wrong: the callers are told, and the thread lives on for the next.</summary>
    private void Write(List<Batch> group)
    {
        for (var again = false; ; again = true)
        {
            List<Written>? written = null;
            try
            {
                _session ??= Open();
                _session.Begin();
                Gather(group);
                written = new(group.Count);
                foreach (var batch in group) written.Add(_session.Apply(batch.Partition, batch.Changes));
                _session.Commit();
            }
            catch (Exception fault)
            {
                Abandon();
                var isOnes = written?.Count < group.Count;
                // Those who waited meanwhile too: each would only meet the same fault, one wait after the other.
                if (!isOnes) Gather(group);
                if (!isOnes || again)
                {
                    foreach (var batch in group) Tell(batch, fault);
                    return;
                }

                // The rows of one of them cannot be written: it takes nobody along. A second fault is not of one.
                Tell(group[written!.Count], fault);
                group.RemoveAt(written.Count);
                if (group.Count == 0) return;
                continue;
            }

            Interlocked.Increment(ref _commits);
            for (var i = 0; i < group.Count; i++) group[i].Answer.SetResult(written[i]);
            return;
        }
    }

    private void Abandon()
    {
        _session?.Abandon();
        _session = null;
    }

    private static void Tell(Batch batch, Exception fault) =>
        batch.Answer.SetException(new TableUnavailableException($"The store could not write ({SqliteFile.Why(fault)}).", fault));

    /// <summary>How long the log is a new session does not know, until it has written it back.</summary>
    private SqliteSession Open()
    {
        var session = _open();
        session.WriteBack();
        return session;
    }

    /// <summary>A long log is written back by the side, and the little that comes into it meanwhile by us, between two transactions: else it would never be begun anew.</summary>
    private void ShortenLog(SqliteSession session)
    {
        if (session.PagesInLog < MostInLog || _writeBack.IsAtWork) return;
        if (_isBeingWrittenBack) session.WriteBack();
        else _writeBack.Begin();
        _isBeingWrittenBack = session.PagesInLog >= MostInLog;
    }

    /// <summary>Takes all that has come while the database was waited for. Whose caller has gone is left out.</summary>
    private void Gather(List<Batch> group)
    {
        while (group.Count < MostAtOnce && _waiting.Reader.TryRead(out var more))
        {
            if (more.Cancel.IsCancellationRequested) more.Answer.SetCanceled(more.Cancel);
            else group.Add(more);
        }
    }

    private Batch? Next()
    {
        while (true)
        {
            if (_waiting.Reader.TryRead(out var batch)) return batch;
            // The thread has nothing else to do; it is woken by the next batch or by the end.
#pragma warning disable CA2012, MA0042 // Blocking is this thread's purpose.
            if (!_waiting.Reader.WaitToReadAsync().AsTask().GetAwaiter().GetResult()) return null;
#pragma warning restore CA2012, MA0042
        }
    }

    private sealed record Batch(byte[] Partition, IReadOnlyList<RowChange> Changes, CancellationToken Cancel)
    {
        /// <summary>Continued elsewhere, never in the writer's own thread.</summary>
        public TaskCompletionSource<Written> Answer { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
