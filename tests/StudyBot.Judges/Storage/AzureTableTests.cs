using StudyBot.Ports;
using StudyBot.Storage;
using StudyBot.Tests.Storage;

namespace StudyBot.Judges.Storage;

public class AzureTableTests : TableContract
{
    public override ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }

    protected override async ValueTask<ITable> MakeAsync() => AzureTable.Open(await Azurite.TableAsync());
}
