using StudyBot.Ports;
using StudyBot.Storage;

namespace StudyBot.Tests.Storage;

public class SqliteTableTests : TableContract
{
    private readonly TempFolder _folder = new();
    private SqliteTable? _table;

    public override ValueTask DisposeAsync()
    {
        _table?.Dispose();
        _folder.Dispose();
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }

    protected override ValueTask<ITable> MakeAsync() => ValueTask.FromResult<ITable>(_table = SqliteTable.Open(_folder.File("table.db")));
}
