using System.Runtime.InteropServices;

namespace StudyBot.Storage;

/// <summary>An open file as SQLite sees it: what can be done with it; what follows in memory is its maker's own.</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct SqliteOsFile
{
    public SqliteOsFileMethods* Methods;
}

/// <summary>The shape of <see href="https://sqlite.org/c3ref/io_methods.html"/> in its first version. Each answers SQLite's code.</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct SqliteOsFileMethods
{
    public int Version;
    public delegate* unmanaged[Cdecl]<SqliteOsFile*, int> Close;
    public delegate* unmanaged[Cdecl]<SqliteOsFile*, byte*, int, long, int> Read;
    public delegate* unmanaged[Cdecl]<SqliteOsFile*, byte*, int, long, int> Write;
    public delegate* unmanaged[Cdecl]<SqliteOsFile*, long, int> Truncate;
    public delegate* unmanaged[Cdecl]<SqliteOsFile*, int, int> Sync;
    public delegate* unmanaged[Cdecl]<SqliteOsFile*, long*, int> Size;
    public delegate* unmanaged[Cdecl]<SqliteOsFile*, int, int> Lock;
    public delegate* unmanaged[Cdecl]<SqliteOsFile*, int, int> Unlock;
    public delegate* unmanaged[Cdecl]<SqliteOsFile*, int*, int> CheckReservedLock;
    public delegate* unmanaged[Cdecl]<SqliteOsFile*, int, void*, int> Control;
    public delegate* unmanaged[Cdecl]<SqliteOsFile*, int> SectorSize;
    public delegate* unmanaged[Cdecl]<SqliteOsFile*, int> Characteristics;
}
