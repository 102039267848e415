using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using static SQLitePCL.raw;

namespace StudyBot.Storage;

/// <summary>SQLite's write-ahead log, written by tens of pages at once. SQLite writes each page of a transaction by itself, its header by itself too; for a burst of check-ins
/// those are hundreds of calls to the kernel, and where calls are dear they cost more than the flush that follows. Here what adjoins is put together until it must be on its way:
/// until the log is flushed, read, measured or cut.</summary>
/// <remarks>Good for connections with <c>synchronous = FULL</c>, where a disk keeps what stands beside the bytes that are written (<c>psow</c>, SQLite's own assumption): with it SQLite
/// flushes the log before it tells other connections of a transaction. A write that fails is told by that flush and by each that follows; the transaction fails with it. Such a connection
/// is thrown away after a fault: what still waits when it is closed is of a transaction that was rolled back, and another program may have written in its place since, so it is dropped.
/// In memory the file beneath follows.</remarks>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct SqliteLog
{
    /// <summary>124 KiB, thirty pages: a larger transaction is written in several calls. SQLite's own write takes less than 128 KiB at once
    /// (it asks the system for the length modulo 2¹⁷) and calls it a full disk where nothing is left of that.</summary>
    public const int Room = 124 * 1024;

    private static readonly SqliteOsFileMethods* Ours = MakeMethods();

    private SqliteOsFile _self;
    private byte* _waiting;
    private long _at;
    private int _length;
    private int _failed;

    /// <summary>Where the file is that it writes to.</summary>
    public static SqliteOsFile* Beneath(SqliteLog* log) => (SqliteOsFile*)(log + 1);

    /// <summary>Takes over what was opened beneath.</summary>
    /// <param name="opened">SQLite's code of that; returned as it is.</param>
    public static int Begin(SqliteLog* log, int opened)
    {
        *log = default;
        if (Beneath(log)->Methods is not null) log->_self.Methods = Ours;
        return opened;
    }

    private static int Add(SqliteLog* log, byte* data, int length, long at)
    {
        if (at != log->_at + log->_length || log->_length + length > Room)
        {
            var result = Send(log);
            if (result != SQLITE_OK) return result;
        }

        if (log->_failed != SQLITE_OK) return log->_failed;
        if (length > Room || !HasRoom(log)) return Beneath(log)->Methods->Write(Beneath(log), data, length, at);
        if (log->_length == 0) log->_at = at;
        Buffer.MemoryCopy(data, log->_waiting + log->_length, Room - log->_length, length);
        log->_length += length;
        return SQLITE_OK;
    }

    /// <summary>Where there is no memory to put together in, each page is written by itself.</summary>
    private static bool HasRoom(SqliteLog* log)
    {
        if (log->_waiting is not null) return true;
        try
        {
            log->_waiting = (byte*)NativeMemory.Alloc(Room);
            return true;
        }
        catch (OutOfMemoryException)
        {
            return false;
        }
    }

    /// <summary>Writes what waits. What could not be written is not tried again: its transaction has failed.</summary>
    private static int Send(SqliteLog* log)
    {
        if (log->_failed != SQLITE_OK || log->_length == 0) return log->_failed;
        var length = log->_length;
        log->_length = 0;
        return log->_failed = Beneath(log)->Methods->Write(Beneath(log), log->_waiting, length, log->_at);
    }

    private static SqliteOsFileMethods* MakeMethods()
    {
        var methods = (SqliteOsFileMethods*)NativeMemory.Alloc((nuint)sizeof(SqliteOsFileMethods));
        *methods = new()
        {
            Version = 1, // Mapping and shared memory are the database file's.
            Close = &Close,
            Read = &Read,
            Write = &Write,
            Truncate = &Truncate,
            Sync = &Sync,
            Size = &Size,
            Lock = &Lock,
            Unlock = &Unlock,
            CheckReservedLock = &CheckReservedLock,
            Control = &Control,
            SectorSize = &SectorSize,
            Characteristics = &Characteristics,
        };
        return methods;
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Write(SqliteOsFile* file, byte* data, int length, long at) => Add((SqliteLog*)file, data, length, at);

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Close(SqliteOsFile* file)
    {
        var log = (SqliteLog*)file;
        NativeMemory.Free(log->_waiting);
        log->_waiting = null;
        log->_length = 0;
        return Beneath(log)->Methods->Close(Beneath(log));
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Read(SqliteOsFile* file, byte* into, int length, long at) =>
        Sent(file, out var beneath) is var sent and not SQLITE_OK ? sent : beneath->Methods->Read(beneath, into, length, at);

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Truncate(SqliteOsFile* file, long size) =>
        Sent(file, out var beneath) is var sent and not SQLITE_OK ? sent : beneath->Methods->Truncate(beneath, size);

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Sync(SqliteOsFile* file, int flags) =>
        Sent(file, out var beneath) is var sent and not SQLITE_OK ? sent : beneath->Methods->Sync(beneath, flags);

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Size(SqliteOsFile* file, long* size) =>
        Sent(file, out var beneath) is var sent and not SQLITE_OK ? sent : beneath->Methods->Size(beneath, size);

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Control(SqliteOsFile* file, int what, void* argument) =>
        Sent(file, out var beneath) is var sent and not SQLITE_OK ? sent : beneath->Methods->Control(beneath, what, argument);

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Lock(SqliteOsFile* file, int level) => Beneath((SqliteLog*)file)->Methods->Lock(Beneath((SqliteLog*)file), level);

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Unlock(SqliteOsFile* file, int level) => Beneath((SqliteLog*)file)->Methods->Unlock(Beneath((SqliteLog*)file), level);

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int CheckReservedLock(SqliteOsFile* file, int* isHeld) => Beneath((SqliteLog*)file)->Methods->CheckReservedLock(Beneath((SqliteLog*)file), isHeld);

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int SectorSize(SqliteOsFile* file) => Beneath((SqliteLog*)file)->Methods->SectorSize(Beneath((SqliteLog*)file));

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Characteristics(SqliteOsFile* file) => Beneath((SqliteLog*)file)->Methods->Characteristics(Beneath((SqliteLog*)file));

    private static int Sent(SqliteOsFile* file, out SqliteOsFile* beneath)
    {
        beneath = Beneath((SqliteLog*)file);
        return Send((SqliteLog*)file);
    }
}
