using StudyBot.Local;
using StudyBot.Ports;
using StudyBot.Storage;

namespace StudyBot.Tests.Local;

/// <summary>Who can be picked, and which channels there are.</summary>
public class ListsTests
{
    private readonly MemoryTable _table = new();
    private readonly Feed _feed = new(TimeProvider.System);

    [Fact]
    public async Task However_many_there_are_none_is_left_out()
    {
        var (people, channels) = (new People(_table, _feed), new Channels(_table, _feed));
        for (var i = 0; i < 1001; i++) await people.MeetAsync($"person {i}", default);
        for (var i = 0; i < 1001; i++) await channels.OpenAsync($"channel-{i}", default);

        Assert.Equal(1001, (await people.AllAsync(default)).Count);
        Assert.Equal(1001, (await channels.AllAsync(default)).Count);
    }

    /// <summary>While the host runs, and before it had heard of the channel.</summary>
    [Fact]
    public async Task A_channel_that_a_backup_does_not_know_is_in_the_list_again_with_the_next_word()
    {
        var channels = new Channels(_table, _feed);
        await channels.OpenAsync("evening", default);
        await _table.WriteAsync("local/channels", [new RowChange.Delete("evening")], default);

        await channels.OpenAsync("evening", default);

        Assert.Equal(["evening"], await channels.AllAsync(default));
    }
}
