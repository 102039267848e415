using StudyBot.Ports;
using StudyBot.Slack;
using StudyBot.Storage;

namespace StudyBot.Tests.Slack;

public class InstallationsTests
{
    /// <summary>It says more than is read now.</summary>
    [Fact]
    public async Task An_installation_that_an_earlier_version_wrote_is_read()
    {
        var table = new MemoryTable();
        var kept = """{"Team":"T1","Name":"Acme","BotUser":"U1","Enterprise":null,"Token":"closed","Refresh":null,"ExpiresAt":null,"Scopes":["chat:write","commands"]}"""u8.ToArray();
        await table.WriteAsync("slack|installations", [new RowChange.Put("team|T1", kept)], default);

        Assert.Equal(new Installation("T1", "Acme", "U1", null, "closed", null, null), (await new Installations(table).FindAsync("T1", default))?.Installation);
    }
}
