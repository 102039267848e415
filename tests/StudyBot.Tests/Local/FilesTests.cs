using System.Net;
using NodaTime;
using StudyBot.Local;
using StudyBot.Ports;
using StudyBot.Storage;
using StudyBot.Tests.Doors;

namespace StudyBot.Tests.Local;

/// <summary>Files that came with a message, as long as they may be.</summary>
public class FilesTests
{
    private static readonly string Long = string.Concat(Enumerable.Repeat("\U0001F389", 80_000));

    private static readonly Message Answer = new(1, Instant.FromUtc(2026, 3, 2, 9, 0), "study", Names.Bot, MessageKind.Reply) { FileNames = ["my-data.json"] };

    /// <summary>A row takes a part of it, and a sign beyond the first 65,536 is two units: whichever way it falls, it stays whole.</summary>
    [Theory]
    [InlineData("")]
    [InlineData("a")]
    public async Task A_long_file_comes_back_as_it_was_kept(string before)
    {
        var content = before + Long;
        var files = new Files(new MemoryTable());

        await files.KeepAsync(Answer, [new Attachment("my-data.json", "application/json", content)], default);

        Assert.Equal(content, (await files.FindAsync(Answer, 0, default))?.Content);
    }

    [Fact]
    public async Task An_empty_file_is_one()
    {
        var files = new Files(new MemoryTable());

        await files.KeepAsync(Answer, [new Attachment("my-data.json", "application/json", "")], default);

        Assert.Equal(new("my-data.json", "application/json", ""), await files.FindAsync(Answer, 0, default));
    }

    /// <summary>At whichever piece the bot was killed.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task A_file_that_was_not_kept_to_its_end_is_none(int piece)
    {
        var table = new MemoryTable();
        var killed = new Files(new ScriptedTable(table, new() { At = piece }));
        await Assert.ThrowsAsync<KilledException>(() => killed.KeepAsync(Answer, [new Attachment("my-data.json", "application/json", Long)], default));

        Assert.Null(await new Files(table).FindAsync(Answer, 0, default));
    }

    /// <summary>It is told as what is not there, and not as a file with nothing in it.</summary>
    [Fact]
    public async Task What_is_not_there_cannot_be_fetched()
    {
        await using var chat = await Chat.StartAsync();
        var reply = (await chat.SayAsync("ana", "@StudyBot my data")).GetProperty("replies")[0];
        var url = $"/local/messages/{reply.Text("id")}/files/0?as=ana";
        Assert.Equal(HttpStatusCode.OK, (await chat.Http.GetAsync(url)).StatusCode);

        await chat.Get<Files>().DeleteAsync((await chat.Get<MessageLog>().FindAsync(reply.Text("id")!, default))!, default);

        Assert.Equal(HttpStatusCode.NotFound, (await chat.Http.GetAsync(url)).StatusCode);
    }
}
