using StudyBot.Ports;
using StudyBot.Storage;

namespace StudyBot.Tests.Storage;

public class MemoryTableTests : TableContract
{
    public override ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }

    protected override ValueTask<ITable> MakeAsync() => ValueTask.FromResult<ITable>(new MemoryTable());
}
