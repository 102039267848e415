using NodaTime;
using StudyBot.Local;
using StudyBot.Ports;
using StudyBot.Storage;

namespace StudyBot.Tests.Local;

/// <summary>Files that came with a message, as long as they may be.</summary>
public class FilesTests
{
    /// <summary>A row takes a part of it, and a sign beyond the first 65,536 is two units: whichever way it falls, it stays whole.</summary>
    [Theory]
    [InlineData("")]
    [InlineData("a")]
    public async Task A_long_file_comes_back_as_it_was_kept(string before)
    {
        var content = before + string.Concat(Enumerable.Repeat("\U0001F389", 80_000));
        var message = new Message(1, Instant.FromUtc(2026, 3, 2, 9, 0), "study", Names.Bot, MessageKind.Reply) { FileNames = ["my-data.json"] };
        var files = new Files(new MemoryTable());

        await files.KeepAsync(message, [new Attachment("my-data.json", "application/json", content)], default);

        Assert.Equal(content, (await files.FindAsync(message, 0, default))?.Content);
    }
}
