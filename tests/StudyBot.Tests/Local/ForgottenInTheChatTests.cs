using System.Text;
using StudyBot.Storage;

namespace StudyBot.Tests.Local;

/// <summary>The chat keeps messages of its own: of somebody who is forgotten no row may tell, in any byte.</summary>
public class ForgottenInTheChatTests
{
    [Fact]
    public async Task No_row_of_the_whole_table_holds_the_name_of_somebody_who_was_forgotten()
    {
        var table = new MemoryTable();
        await using var chat = await Chat.StartAsync(table);
        await chat.SayAsync("zuzanna", "done: https://example.org/bread");
        await chat.SayAsync("ben", "done");
        await chat.SayAsync("zuzanna", "@StudyBot my data");
        await chat.SayAsync("zuzanna", "@StudyBot leaderboard all");
        await chat.SayAsync("ben", "@StudyBot leaderboard");
        await chat.SayAsync("ben", "@StudyBot links");
        await chat.SayAsync("ana", "@StudyBot lead @zuzanna");
        await chat.SayAsync("zuzanna", "remind me at 23:00", direct: true);
        await chat.PostAsync("/local/reactions", new { from = "zuzanna", message = "m1", name = "tada", on = true });
        for (var day = 0; day < 7; day++) await chat.NextMorningAsync();
        Assert.NotEmpty(Traces(table, "zuzanna"));

        await chat.SayAsync("zuzanna", "@StudyBot forget me now");
        await chat.SettleAsync();
        Assert.Empty(Traces(table, "zuzanna"));
        Assert.NotEmpty(Traces(table, "ben"));
    }

    private static IReadOnlyList<string> Traces(MemoryTable table, string name) =>
    [
        .. table.All()
            .Select(row => $"{row.Partition} {row.Key} {Encoding.UTF8.GetString(row.Value.Span)}")
            .Where(text => text.Contains(name, StringComparison.OrdinalIgnoreCase)),
    ];
}
