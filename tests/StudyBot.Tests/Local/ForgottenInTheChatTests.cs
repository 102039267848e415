using System.Net;
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
        Assert.NotEmpty(Traces(table, "example.org/bread"));

        await chat.SayAsync("zuzanna", "@StudyBot forget me now");
        await chat.SettleAsync();
        Assert.Empty(Traces(table, "zuzanna"));
        Assert.Empty(Traces(table, "example.org/bread"));
        Assert.NotEmpty(Traces(table, "ben"));
    }

    /// <summary>A lesson's resource may be called like somebody; it was not theirs.</summary>
    [Fact]
    public async Task A_lesson_keeps_its_links_whoever_is_forgotten()
    {
        var table = new MemoryTable();
        await using var chat = await Chat.StartAsync(table);
        var lesson = (await chat.MessagesAsync())[0].Text("html")!;
        var resource = lesson.Split("href=\"")[1].Split('"')[0];
        var name = lesson.Split("href=\"")[1].Split('>')[1].Split(' ')[0];

        await chat.SayAsync(name, "good morning");
        await chat.SayAsync(name, "@StudyBot forget me now");

        Assert.Contains(resource, (await chat.MessagesAsync())[0].Text("html"), StringComparison.Ordinal);
    }

    /// <summary>Nor does it lose a word that is somebody's name too.</summary>
    [Fact]
    public async Task A_lesson_keeps_its_words_whoever_is_forgotten()
    {
        await using var chat = await Chat.StartAsync();
        var lesson = (await chat.MessagesAsync())[0].Text("text")!;
        var name = lesson.Split(' ', '\n').Last(word => word.Length > 6 && word.All(char.IsAsciiLetter));

        await chat.SayAsync(name, "good morning");
        await chat.SayAsync(name, "@StudyBot forget me now");

        Assert.Equal(lesson, (await chat.MessagesAsync())[0].Text("text"));
    }

    [Theory]
    [InlineData("forget me now", null)]
    [InlineData("@StudyBot forget me now", "lounge")]
    public async Task Nor_of_somebody_who_never_joined_and_only_wrote_something(string words, string? channel)
    {
        var table = new MemoryTable();
        await using var chat = await Chat.StartAsync(table);
        await chat.SayAsync("zuzanna", "good morning, all of you");
        await chat.SayAsync("zuzanna", "my data", direct: true);
        Assert.NotEmpty(Traces(table, "zuzanna"));

        await chat.PostAsync("/local/messages", new { from = "zuzanna", text = words, channel, direct = channel is null }, HttpStatusCode.Created);
        Assert.Empty(Traces(table, "zuzanna"));
    }

    [Fact]
    public async Task Whoever_never_joined_is_asked_first_and_a_press_is_enough()
    {
        var table = new MemoryTable();
        await using var chat = await Chat.StartAsync(table);
        var asked = (await chat.SayAsync("zuzanna", "forget me", direct: true)).GetProperty("replies")[0];
        Assert.NotEmpty(Traces(table, "zuzanna"));

        await chat.PostAsync("/local/press", new { from = "zuzanna", message = asked.Text("id"), command = "forget me now" });
        Assert.Empty(Traces(table, "zuzanna"));
    }

    private static IReadOnlyList<string> Traces(MemoryTable table, string name) =>
    [
        .. table.All()
            .Select(row => $"{row.Partition} {row.Key} {Encoding.UTF8.GetString(row.Value.Span)}")
            .Where(text => text.Contains(name, StringComparison.OrdinalIgnoreCase)),
    ];
}
