using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using StudyBot.Local;
using StudyBot.Ports;
using StudyBot.Storage;
using StudyBot.Tests.Doors;

namespace StudyBot.Tests.Local;

/// <summary>Between what people do and what the bot makes of it something fails: the caller leaves, the store cannot answer, the bot ends.</summary>
public class UnheardTests
{
    [Theory]
    [InlineData("message")]
    [InlineData("mark")]
    public async Task Whoever_leaves_before_the_answer_is_counted_all_the_same(string what)
    {
        var table = new ScriptedTable(new MemoryTable(), new());
        await using var chat = await Chat.StartAsync(table);
        using var leaving = new CancellationTokenSource();
        table.Meanwhile = _ =>
        {
            table.Meanwhile = null;
            return leaving.CancelAsync();
        };

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => what == "message"
            ? chat.Http.PostAsJsonAsync("/local/messages", new { from = "ben", text = "done" }, leaving.Token)
            : chat.Http.PostAsJsonAsync("/local/reactions", new { from = "ben", message = "m1", name = "white_check_mark", on = true }, leaving.Token));

        var started = TimeProvider.System.GetTimestamp();
        while ((await ReceiptsAsync(chat, what == "message" ? "m2" : "m1")).Length == 0)
        {
            Assert.True(TimeProvider.System.GetElapsedTime(started) < TimeSpan.FromSeconds(30), "It was never counted.");
            await Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System);
        }
    }

    [Fact]
    public async Task A_mark_that_could_not_be_counted_is_not_there_and_can_be_put_there_again()
    {
        var table = new ScriptedTable(new MemoryTable(), new());
        await using var chat = await Chat.StartAsync(table);
        table.Meets = call => call.Kind == "write" && call.Partition.StartsWith("cohort", StringComparison.Ordinal) ? Fault.Down : Fault.None;
        var mark = new { from = "ben", message = "m1", name = "white_check_mark", on = true };

        await chat.PostAsync("/local/reactions", mark, HttpStatusCode.ServiceUnavailable);
        Assert.Empty((await chat.MessagesAsync())[0].GetProperty("reactions").EnumerateArray());

        table.Meets = _ => Fault.None;
        Assert.Single((await chat.PostAsync("/local/reactions", mark)).GetProperty("receipts").EnumerateArray());
        Assert.Single((await chat.MessagesAsync())[0].GetProperty("reactions").EnumerateArray());
    }

    [Theory]
    [InlineData("{ nothing")]
    [InlineData("{}")]
    [InlineData("""{"number":2,"at":"yesterday","channel":"study","from":"ben"}""")]
    public async Task A_damaged_message_hides_no_other_and_keeps_nobody_from_starting(string value)
    {
        var table = new MemoryTable();
        await using (var before = await Chat.StartAsync(table))
            foreach (var words in (string[])["hello", "good morning"]) await before.SayAsync("ben", words);
        await table.WriteAsync("local/messages", [new RowChange.Put("m|2147483645", System.Text.Encoding.UTF8.GetBytes(value))], default);

        await using var chat = await Chat.StartAsync(table);
        await chat.SayAsync("ben", "done");

        Assert.Equal(["m1", "m3", "m4"], (await chat.MessagesAsync()).Select(message => message.GetProperty("id").GetString()));
    }

    /// <summary>Nothing was heard of the undo, and its writer was told so; what they said later stands.</summary>
    [Fact]
    public async Task What_its_writer_has_gone_on_from_is_not_heard_at_the_next_start()
    {
        var table = new MemoryTable();
        await using (var first = await Chat.StartAsync(table))
        {
            await first.SayAsync("ana", "done");
            await AddUnheardAsync(first, "ana", "undo 1");
            first.Time.Advance(TimeSpan.FromMinutes(1));
            await first.SayAsync("ana", "@StudyBot me");
        }

        await using var second = await Chat.StartAsync(table, Chat.FirstMorning.AddHours(1));

        Assert.Single(await ReceiptsAsync(second, "m2"));
    }

    [Fact]
    public async Task Talk_that_is_not_for_the_bot_leaves_what_was_said_before_it_to_be_heard()
    {
        var table = new MemoryTable();
        await using (var first = await Chat.StartAsync(table))
        {
            await AddUnheardAsync(first, "ana", "done");
            first.Time.Advance(TimeSpan.FromMinutes(1));
            await first.SayAsync("ana", "good morning all");
        }

        await using var second = await Chat.StartAsync(table, Chat.FirstMorning.AddHours(1));

        Assert.Single(await ReceiptsAsync(second, "m2"));
    }

    [Fact]
    public async Task A_message_that_cannot_be_heard_keeps_neither_the_bot_from_starting_nor_others_from_being_heard()
    {
        var table = new MemoryTable();
        await using (var first = await Chat.StartAsync(table))
        {
            await first.SayAsync("ana", "@StudyBot join");
            await AddUnheardAsync(first, "ana", "done");
            await AddUnheardAsync(first, "ben", "done");
            await table.WriteAsync("cohort|local|local|study", [new RowChange.Put("member|0001|ana", "no row of ours"u8.ToArray())], CancellationToken.None);
        }

        await using var second = await Chat.StartAsync(table, Chat.FirstMorning.AddHours(1));

        var messages = await second.MessagesAsync();
        Assert.Equal([("ana", 0), ("ben", 1)], messages.Where(m => m.Text("text") == "done").Select(m => (m.Text("from")!, m.GetProperty("receipts").GetArrayLength())));
    }

    private static Task<Message> AddUnheardAsync(Chat chat, string from, string words) => chat.Get<MessageLog>().AddAsync(
        number => new(number, chat.Now, Names.Channel, from, MessageKind.Message) { Words = words, Waiting = true }, CancellationToken.None);

    private static async Task<JsonElement[]> ReceiptsAsync(Chat chat, string id) =>
        [.. (await chat.MessagesAsync()).Where(m => m.Text("id") == id).SelectMany(m => m.GetProperty("receipts").EnumerateArray())];
}
