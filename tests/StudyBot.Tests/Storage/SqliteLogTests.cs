using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Microsoft.Data.Sqlite;
using StudyBot.Storage;

namespace StudyBot.Tests.Storage;

/// <summary>What reaches the file beneath SQLite's log, and when.</summary>
public sealed unsafe class SqliteLogTests : IDisposable
{
    private const int DiskFull = 13;

    [ThreadStatic]
    private static List<string>? _calls;

    [ThreadStatic]
    private static int _result;

    private readonly SqliteOsFileMethods* _methods = (SqliteOsFileMethods*)NativeMemory.AllocZeroed((nuint)sizeof(SqliteOsFileMethods));
    private readonly SqliteOsFile* _log = (SqliteOsFile*)NativeMemory.AllocZeroed((nuint)(sizeof(SqliteLog) + sizeof(SqliteOsFile)));
    private readonly byte* _page = (byte*)NativeMemory.AllocZeroed(SqliteLog.Room + 1);

    public SqliteLogTests()
    {
        (_calls, _result) = ([], 0);
        *_methods = new() { Version = 1, Write = &Write, Sync = &Sync, Read = &Read, Close = &Close, Size = &Size, Truncate = &Truncate };
        SqliteLog.Beneath((SqliteLog*)_log)->Methods = _methods;
        Assert.Equal(0, SqliteLog.Begin((SqliteLog*)_log, opened: 0));
    }

    public void Dispose()
    {
        foreach (var memory in (ReadOnlySpan<nint>)[(nint)_methods, (nint)_log, (nint)_page]) NativeMemory.Free((void*)memory);
    }

    [Fact]
    public void What_adjoins_is_written_at_once_when_it_is_flushed()
    {
        foreach (var (length, at) in new[] { (32, 0), (24, 32), (4096, 56), (24, 4152), (4096, 4176) }) Put(length, at);
        Assert.Empty(_calls!);
        Assert.Equal(0, _log->Methods->Sync(_log, 2));
        Assert.Equal(["write 8272 at 0", "sync 2"], _calls!);
        Assert.Equal(0, _log->Methods->Sync(_log, 2));
        Assert.Equal(["write 8272 at 0", "sync 2", "sync 2"], _calls!);
    }

    [Fact]
    public void What_lies_elsewhere_is_written_by_itself_and_in_its_order()
    {
        Put(24, 1000);
        Put(24, 1024);
        Put(8, 1000);
        Put(24, 5000);
        Assert.Equal(0, _log->Methods->Sync(_log, 2));
        Assert.Equal(["write 48 at 1000", "write 8 at 1000", "write 24 at 5000", "sync 2"], _calls!);
    }

    [Fact]
    public void What_is_read_or_measured_was_written_before()
    {
        Put(24, 0);
        Assert.Equal(0, _log->Methods->Read(_log, _page, 24, 0));
        Put(24, 24);
        long size;
        Assert.Equal(0, _log->Methods->Size(_log, &size));
        Put(24, 48);
        Assert.Equal(0, _log->Methods->Truncate(_log, 72));
        Assert.Equal(["write 24 at 0", "read", "write 24 at 24", "size", "write 24 at 48", "truncate 72"], _calls!);
    }

    [Fact]
    public void What_waits_when_it_is_closed_is_dropped()
    {
        Put(24, 0);
        Assert.Equal(0, _log->Methods->Close(_log));
        Assert.Equal(["close"], _calls!);
    }

    [Fact]
    public void What_could_not_be_opened_has_nothing_to_close()
    {
        SqliteLog.Beneath((SqliteLog*)_log)->Methods = null;
        Assert.Equal(14, SqliteLog.Begin((SqliteLog*)_log, opened: 14));
        Assert.True(_log->Methods is null);
    }

    [Fact]
    public void More_than_there_is_room_for_is_written_in_several_calls()
    {
        Put(SqliteLog.Room - 10, 0);
        Put(20, SqliteLog.Room - 10);
        Put(SqliteLog.Room + 1, SqliteLog.Room + 10);
        Put(5, 2 * SqliteLog.Room + 11);
        Assert.Equal(0, _log->Methods->Sync(_log, 2));
        Assert.Equal([$"write {SqliteLog.Room - 10} at 0", $"write 20 at {SqliteLog.Room - 10}", $"write {SqliteLog.Room + 1} at {SqliteLog.Room + 10}", $"write 5 at {2 * SqliteLog.Room + 11}", "sync 2"], _calls!);
    }

    [Fact]
    public void A_write_that_fails_fails_each_flush_from_then_on_and_is_not_tried_again()
    {
        Put(24, 0);
        _result = DiskFull;
        Assert.Equal(DiskFull, _log->Methods->Read(_log, _page, 24, 0));
        _result = 0;
        Assert.Equal(DiskFull, _log->Methods->Sync(_log, 2));
        Assert.Equal(DiskFull, _log->Methods->Write(_log, _page, 24, 24));
        Assert.Equal(["write 24 at 0"], _calls!);
    }

    [Fact]
    public void A_transaction_larger_than_all_room_is_read_back_whole_by_another_connection_and_rolled_back_whole()
    {
        using var folder = new TempFolder();
        var path = folder.File("studybot.db");
        SqliteTable.Open(path).Dispose();
        using var session = new SqliteSession(path);
        SqliteSchema.Run(session.Connection, "PRAGMA cache_size = 10"); // Pages leave for the log long before the commit.
        using var other = SqliteFile.Connect(path, SqliteOpenMode.ReadWrite);
        foreach (var (last, expected) in new[] { ("COMMIT", 2000), ("ROLLBACK", 2000), ("COMMIT", 4000) })
        {
            SqliteSchema.Run(session.Connection, "BEGIN IMMEDIATE");
            SqliteSchema.Run(session.Connection, Rows(2000));
            Assert.Equal(expected == 4000 ? 2000 : last == "COMMIT" ? 0 : 2000, Count(other));
            SqliteSchema.Run(session.Connection, last);
            Assert.Equal(expected, Count(other));
        }

        // As after a crash: the files as they are, without the memory that the connections share.
        var copy = folder.File("copy.db");
        File.Copy(path, copy);
        File.Copy(path + "-wal", copy + "-wal");
        using var recovered = SqliteFile.Connect(copy, SqliteOpenMode.ReadWrite);
        Assert.Equal(4000, Count(recovered));
        using var check = SqliteSchema.Command(recovered, "PRAGMA integrity_check");
        Assert.Equal("ok", check.ExecuteScalar());
    }

    /// <summary>The writer's last pages of a transaction that came to nothing must not land where another program has committed since.</summary>
    [Fact]
    public void What_was_rolled_back_is_not_written_over_what_another_connection_committed()
    {
        using var folder = new TempFolder();
        var path = folder.File("studybot.db");
        SqliteTable.Open(path).Dispose();
        using var other = SqliteFile.Connect(path, SqliteOpenMode.ReadWrite);
        using (var session = new SqliteSession(path))
        {
            SqliteSchema.Run(session.Connection, "PRAGMA cache_size = 10");
            SqliteSchema.Run(session.Connection, "BEGIN IMMEDIATE");
            SqliteSchema.Run(session.Connection, Rows(2000));
            SqliteSchema.Run(session.Connection, "ROLLBACK");
            SqliteSchema.Run(other, Rows(2000));
        }

        using var third = SqliteFile.Connect(path, SqliteOpenMode.ReadWrite);
        Assert.Equal(2000, Count(third));
        using var check = SqliteSchema.Command(third, "PRAGMA integrity_check");
        Assert.Equal("ok", check.ExecuteScalar());
    }

    /// <summary>The same after a fault, where nobody else has the file open any more: SQLite would write the log back as the last one closes it.</summary>
    /// <param name="rows">How many pages wait at the end differs; where there are none, there is nothing to write.</param>
    [Theory]
    [InlineData(1900)]
    [InlineData(1940)]
    [InlineData(1970)]
    [InlineData(1985)]
    public void Abandoned_a_session_writes_nothing_over_what_another_connection_committed(int rows)
    {
        using var folder = new TempFolder();
        var path = folder.File("studybot.db");
        SqliteTable.Open(path).Dispose();
        var session = new SqliteSession(path);
        SqliteSchema.Run(session.Connection, "PRAGMA cache_size = 10");
        SqliteSchema.Run(session.Connection, "BEGIN IMMEDIATE");
        SqliteSchema.Run(session.Connection, Rows(rows));
        SqliteSchema.Run(session.Connection, "ROLLBACK");
        using (var other = SqliteFile.Connect(path, SqliteOpenMode.ReadWrite)) SqliteSchema.Run(other, Rows(2000));

        session.Abandon();

        using var third = SqliteFile.Connect(path, SqliteOpenMode.ReadWrite);
        Assert.Equal(2000, Count(third));
        using var check = SqliteSchema.Command(third, "PRAGMA integrity_check");
        Assert.Equal("ok", check.ExecuteScalar());
    }

    private static string Rows(int count) => $"WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {count}) INSERT INTO row SELECT randomblob(12), randomblob(12), i, randomblob(900) FROM n";

    private static int Count(SqliteConnection connection) => SqliteSchema.Number(connection, "SELECT count(*) FROM row");

    private void Put(int length, long at) => Assert.Equal(0, _log->Methods->Write(_log, _page, length, at));

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Write(SqliteOsFile* file, byte* data, int length, long at)
    {
        _calls!.Add($"write {length} at {at}");
        return _result;
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Sync(SqliteOsFile* file, int flags)
    {
        _calls!.Add($"sync {flags}");
        return 0;
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Read(SqliteOsFile* file, byte* into, int length, long at)
    {
        _calls!.Add("read");
        return 0;
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Size(SqliteOsFile* file, long* size)
    {
        _calls!.Add("size");
        return 0;
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Truncate(SqliteOsFile* file, long size)
    {
        _calls!.Add($"truncate {size}");
        return 0;
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Close(SqliteOsFile* file)
    {
        _calls!.Add("close");
        return 0;
    }
}
