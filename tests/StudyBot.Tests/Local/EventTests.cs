using System.Net.ServerSentEvents;
using System.Text.Json;

namespace StudyBot.Tests.Local;

/// <summary>What the page hears without asking.</summary>
public class EventTests
{
    [Fact]
    public async Task A_message_is_heard_as_it_would_be_read()
    {
        await using var chat = await Chat.StartAsync();
        await using var heard = await ListenAsync(chat, "ana");

        var said = await chat.SayAsync("ben", "hello");

        var news = await heard.NextAsync("message", m => m.Text("text") == "hello");
        Assert.Equal(said.Text("id"), news.Text("id"));
        Assert.Equal((await chat.MessagesAsync("ana"))[^1].Names(), news.Names());
    }

    [Fact]
    public async Task What_is_private_to_another_is_not_heard()
    {
        await using var chat = await Chat.StartAsync();
        await using var heard = await ListenAsync(chat, "ana");

        await chat.SayAsync("ben", "@StudyBot me");
        await chat.SayAsync("ben", "me", direct: true);
        await chat.SayAsync("ben", "the last word");

        await heard.NextAsync("message", m => m.Text("text") == "the last word");
        Assert.DoesNotContain(heard.Before, e => e.Data.Contains("\"private_to\":\"ben\"", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Receipts_of_others_are_not_heard()
    {
        await using var chat = await Chat.StartAsync();
        await using var heard = await ListenAsync(chat, "ana");

        await chat.SayAsync("ben", "done");

        var marked = await heard.NextAsync("message", m => m.GetProperty("reactions").GetArrayLength() > 0);
        Assert.Empty(marked.GetProperty("receipts").EnumerateArray());
    }

    [Fact]
    public async Task A_deletion_is_heard()
    {
        await using var chat = await Chat.StartAsync();
        var said = await chat.SayAsync("ben", "hm");
        await using var heard = await ListenAsync(chat, "ana");

        await chat.DeleteAsync("ben", said.Text("id")!);

        Assert.Equal(said.Text("id"), (await heard.NextAsync("removed")).Text("id"));
    }

    [Fact]
    public async Task The_table_the_people_and_the_clock_are_heard_of()
    {
        await using var chat = await Chat.StartAsync();
        await using var heard = await ListenAsync(chat, "ana");

        await chat.SayAsync("zoe", "done");
        await chat.NextMorningAsync();

        await heard.NextAsync("clock");
        Assert.Contains(heard.Before, e => e.EventType == "people");
        Assert.Contains(heard.Before, e => e.EventType == "board");
    }

    [Fact]
    public async Task Whoever_was_away_for_a_moment_misses_nothing()
    {
        await using var chat = await Chat.StartAsync();
        string last;
        await using (var first = await ListenAsync(chat, "ana")) last = first.LastId;
        await chat.SayAsync("ben", "while you were away");

        await using var again = await ListenAsync(chat, "ana", last);

        await again.NextAsync("message", m => m.Text("text") == "while you were away");
    }

    /// <summary>A browser sends the id of the last event only where it connects again by itself.</summary>
    [Fact]
    public async Task Whoever_starts_to_listen_anew_says_in_the_address_what_was_heard_last()
    {
        await using var chat = await Chat.StartAsync();
        string last;
        await using (var first = await ListenAsync(chat, "ana")) last = first.LastId;
        await chat.SayAsync("ben", "while you were away");

        await using var again = await ListenAsync(chat, $"ana&since={last}");

        await again.NextAsync("message", m => m.Text("text") == "while you were away");
    }

    [Fact]
    public async Task Whoever_was_away_for_too_long_is_told_to_read_anew()
    {
        await using var chat = await Chat.StartAsync();

        await using var heard = await ListenAsync(chat, "ana", "of.another.life");

        Assert.Equal("reset", heard.Before[0].EventType);
    }

    private static async Task<Ear> ListenAsync(Chat chat, string reader, string? last = null)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, $"/local/events?as={reader}");
        if (last is not null) request.Headers.Add("Last-Event-ID", last);
        var response = await chat.Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        Assert.Equal("text/event-stream", response.Content.Headers.ContentType!.MediaType);
        var ear = new Ear(await response.Content.ReadAsStreamAsync());
        await ear.HearAsync();
        return ear;
    }

    private sealed class Ear(Stream stream) : IAsyncDisposable
    {
        private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

        private readonly CancellationTokenSource _patience = new(Patience, TimeProvider.System);
        private IAsyncEnumerator<SseItem<string>>? _events;

        public List<SseItem<string>> Before { get; } = [];

        public string LastId => Before[^1].EventId!;

        public async Task<SseItem<string>> HearAsync()
        {
            _events ??= SseParser.Create(stream).EnumerateAsync(_patience.Token).GetAsyncEnumerator();
            Assert.True(await _events.MoveNextAsync(), "The stream ended.");
            Before.Add(_events.Current);
            return _events.Current;
        }

        public async Task<JsonElement> NextAsync(string kind, Func<JsonElement, bool>? which = null)
        {
            while (true)
            {
                var heard = await HearAsync();
                if (heard.EventType != kind) continue;
                var data = JsonDocument.Parse(heard.Data).RootElement;
                if (which?.Invoke(data) ?? true) return data;
            }
        }

        public async ValueTask DisposeAsync()
        {
            if (_events is not null) await _events.DisposeAsync();
            await stream.DisposeAsync();
            _patience.Dispose();
        }
    }
}
