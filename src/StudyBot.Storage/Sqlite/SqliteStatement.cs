using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace StudyBot.Storage;

/// <summary>A statement that is made once and run over and over. It speaks to SQLite without ADO.NET between: keys and values go in and out as bytes,
/// and a run makes no parameter, no reader and no boxed number. Waiting for another program is left to <c>busy_timeout</c>.</summary>
internal sealed class SqliteStatement : IDisposable
{
    private readonly sqlite3 _database;
    private readonly sqlite3_stmt _statement;

    /// <param name="sql">Parameters are <c>?1</c>, <c>?2</c>, …</param>
    public SqliteStatement(SqliteConnection connection, string sql)
    {
        _database = connection.Handle ?? throw new InvalidOperationException("The connection is not open.");
        Check(raw.sqlite3_prepare_v2(_database, sql, out _statement));
    }

    public SqliteStatement Bind(int parameter, ReadOnlySpan<byte> value)
    {
        Check(raw.sqlite3_bind_blob(_statement, parameter, value));
        return this;
    }

    public SqliteStatement Bind(int parameter, long value)
    {
        Check(raw.sqlite3_bind_int64(_statement, parameter, value));
        return this;
    }

    /// <summary>Whether there is a row, or another one.</summary>
    public bool Step() => raw.sqlite3_step(_statement) switch
    {
        raw.SQLITE_ROW => true,
        raw.SQLITE_DONE => false,
        var fault => throw Fault(fault),
    };

    /// <summary>Good until the next step.</summary>
    public ReadOnlySpan<byte> Bytes(int column) => raw.sqlite3_column_blob(_statement, column);

    public long Number(int column) => raw.sqlite3_column_int64(_statement, column);

    /// <summary>How often a run began with planning it anew.</summary>
    public int PlannedAnew
    {
        get
        {
            const int plannedAnew = 5; // SQLITE_STMTSTATUS_REPREPARE
            return raw.sqlite3_stmt_status(_statement, plannedAnew, resetFlg: 0);
        }
    }

    /// <summary>Ends a run, and with it the moment of the database that it saw.</summary>
    public void Reset() => raw.sqlite3_reset(_statement);

    /// <summary>Runs what answers no rows.</summary>
    public void Run()
    {
        try
        {
            Step();
        }
        finally
        {
            Reset();
        }
    }

    public void Dispose() => _statement.Dispose();

    private void Check(int result)
    {
        if (result != raw.SQLITE_OK) throw Fault(result);
    }

    private SqliteException Fault(int result) => new(raw.sqlite3_errmsg(_database).utf8_to_string(), result & 0xFF, result);
}
