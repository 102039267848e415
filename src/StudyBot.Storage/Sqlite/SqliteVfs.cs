using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Microsoft.Data.Sqlite;

namespace StudyBot.Storage;

/// <summary>SQLite's way to the disk as it is, but for its write-ahead log, which is <see cref="SqliteLog"/>'s.
/// The shapes are those of <see href="https://sqlite.org/c3ref/vfs.html"/>.</summary>
internal static unsafe class SqliteVfs
{
    public const string Name = "studybot";

    private const int OpenLog = 0x0008_0000; // SQLITE_OPEN_WAL

    private static readonly Vfs* Usual;

    static SqliteVfs()
    {
        Usual = Find(null);
        var ours = (Vfs*)NativeMemory.Alloc((nuint)sizeof(Vfs)); // SQLite keeps it for as long as the process lives.
        *ours = *Usual;
        ours->Next = null;
        ours->Name = (byte*)Marshal.StringToCoTaskMemUTF8(Name);
        ours->FileSize = sizeof(SqliteLog) + Usual->FileSize;
        ours->Open = &Open;
        var result = Register(ours, isDefault: 0);
        if (result != SQLitePCL.raw.SQLITE_OK) throw new SqliteException("SQLite refused its way to the disk.", result);
    }

    /// <summary>Makes the name known to SQLite.</summary>
    public static void Register() => RuntimeHelpers.RunClassConstructor(typeof(SqliteVfs).TypeHandle);

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Open(Vfs* self, byte* name, SqliteOsFile* file, int flags, int* outFlags) =>
        (flags & OpenLog) == 0
            ? Usual->Open(Usual, name, file, flags, outFlags)
            : SqliteLog.Begin((SqliteLog*)file, Usual->Open(Usual, name, SqliteLog.Beneath((SqliteLog*)file), flags, outFlags));

    [DllImport("e_sqlite3", EntryPoint = "sqlite3_vfs_find", CallingConvention = CallingConvention.Cdecl)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories | DllImportSearchPath.AssemblyDirectory)]
    private static extern Vfs* Find(byte* name);

    [DllImport("e_sqlite3", EntryPoint = "sqlite3_vfs_register", CallingConvention = CallingConvention.Cdecl)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories | DllImportSearchPath.AssemblyDirectory)]
    private static extern int Register(Vfs* vfs, int isDefault);

    [StructLayout(LayoutKind.Sequential)]
    private struct Vfs
    {
        public int Version;
        public int FileSize;
        public int LongestPath;
        public Vfs* Next;
        public byte* Name;
        public void* Data;
        public delegate* unmanaged[Cdecl]<Vfs*, byte*, SqliteOsFile*, int, int*, int> Open;
        public Others Others;
    }

    /// <summary>From <c>xDelete</c> to <c>xNextSystemCall</c>.</summary>
    [InlineArray(15)]
    private struct Others
    {
        private nint _first;
    }
}
