using System.Runtime.CompilerServices;
using System.Text.Json;
using NodaTime;
using StudyBot.Ports;

namespace StudyBot.Local;

/// <summary>All messages of the chat, in one partition, the newest first: a page of them is one bounded read.
/// Whatever changes is told to the <see cref="Feed"/> after it was written. A damaged row counts as deleted: it hides no other.</summary>
public sealed class MessageLog(ITable table, Feed feed)
{
    /// <summary>What one read returns at most.</summary>
    public const int Most = 1000;

    private const int Page = 200;

    private const string Partition = "local/messages";

    private int _newest = -1;

    /// <summary>Writes a message under the next number.</summary>
    /// <param name="also">Rows of the same partition to write with it.</param>
    public async Task<Message> AddAsync(Func<int, Message> make, CancellationToken cancel, Func<Message, IEnumerable<RowChange>>? also = null)
    {
        var next = (_newest < 0 ? await NewestNumberAsync(cancel) : _newest) + 1;
        for (; ; next++)
        {
            var message = make(next);
            var insert = new RowChange.Insert(Key(next), RowJson.Write(message));
            var written = await table.WriteAsync(Partition, [insert, .. also?.Invoke(message) ?? []], cancel);
            if (written is Written.Conflict { Index: 0 })
            {
                // Another instance took that number, and others after it as likely as not.
                next = Math.Max(next, await NewestNumberAsync(cancel));
                continue;
            }

            if (written is not Written.Done) throw new TableUnavailableException($"Row {Key(next)} could not be written with what belongs to it.");
            _newest = Math.Max(_newest, next);
            feed.Tell(message);
            return message;
        }
    }

    /// <summary>Null where there is none, it was deleted, or the reader may not see it.</summary>
    /// <param name="reader">Null: whoever sees all.</param>
    public async Task<Message?> FindAsync(string id, CancellationToken cancel, string? reader = null) =>
        NumberOf(id) is { } number && await FindAsync(number, cancel) is { } message && message.MaySee(reader) ? message : null;

    public async Task<Message?> FindAsync(int number, CancellationToken cancel) =>
        await ReadAsync(number, cancel) is ({ Deleted: false } message, _) ? message : null;

    /// <summary>Changes a message, over whatever others change meanwhile. Null where there is none, or it was deleted.</summary>
    public async Task<Message?> ChangeAsync(int number, Func<Message, Message> change, CancellationToken cancel, params RowChange[] also)
    {
        while (true)
        {
            if (await ReadAsync(number, cancel) is not ({ Deleted: false } before, { } etag)) return null;
            var after = change(before);
            if (after == before) return before;
            after = after with { Revision = before.Revision + 1 };
            var written = await table.WriteAsync(Partition, [new RowChange.Replace(Key(number), etag, RowJson.Write(after)), .. also], cancel);
            if (written is not Written.Done) continue;
            feed.Tell(after);
            return after;
        }
    }

    /// <summary>Takes a message's content away; its row keeps the number.</summary>
    public Task DeleteAsync(Message message, CancellationToken cancel) => ChangeAsync(
        message.Number,
        m => new Message(m.Number, m.At, "", "", m.Kind) { Deleted = true, Revision = m.Revision },
        cancel,
        message.Delivery is { } delivery ? [new RowChange.Delete(delivery)] : []);

    /// <summary>One page, the newest first, deleted ones among them.</summary>
    /// <param name="before">Only those with a lower number.</param>
    /// <param name="limit">How many at most, up to <see cref="Most"/>.</param>
    public async Task<IReadOnlyList<Message>> PageAsync(int? before, CancellationToken cancel, int limit = Page)
    {
        if (before <= 1) return [];
        var from = before is { } number ? Key(number - 1) : "m|";
        return [.. (await table.RangeAsync(Partition, from, "m}", limit, cancel)).Select(Read)];
    }

    /// <summary>The newest of those that are wanted, newest first, and whether there are older ones; it looks as far back as it must.</summary>
    public async Task<(IReadOnlyList<Message> Found, bool More)> NewestAsync(Func<Message, bool> wanted, int? before, int limit, CancellationToken cancel)
    {
        var found = new List<Message>();
        while (await PageAsync(before, cancel) is { Count: > 0 } page)
        {
            found.AddRange(page.Where(wanted));
            if (found.Count > limit) return (found[..limit], true);
            before = page[^1].Number;
        }

        return (found, false);
    }

    /// <summary>The message of a row written with one, such as a delivery's.</summary>
    public async Task<Message?> PointedAtAsync(string key, CancellationToken cancel) =>
        await table.GetAsync(Partition, key, cancel) is { } row ? await FindAsync(RowJson.Read<int>(row.Value), cancel) : null;

    /// <summary>Which rows are damaged, of all there are.</summary>
    public static async IAsyncEnumerable<string> UnreadableAsync(ITable table, [EnumeratorCancellation] CancellationToken cancel)
    {
        for (var from = "m|"; await table.RangeAsync(Partition, from, "m}", Page, cancel) is { Count: > 0 } rows; from = rows[^1].Key + "\0")
            foreach (var row in rows.Where(row => Whole(row) is null)) yield return $"The row {Partition} {row.Key} cannot be read: it is no message of the chat.";
    }

    /// <summary><c>m12</c> → 12; null for anything else.</summary>
    public static int? NumberOf(string id) =>
        id.Length is > 1 and < 11 && id[0] == 'm' && id[1] != '0' && id.AsSpan(1).IndexOfAnyExceptInRange('0', '9') < 0 ? int.Parse(id.AsSpan(1)) : null;

    private async Task<int> NewestNumberAsync(CancellationToken cancel) =>
        await table.RangeAsync(Partition, "m|", "m}", 1, cancel) is [var row] ? NumberIn(row.Key) : 0;

    private async Task<(Message? Message, string? ETag)> ReadAsync(int number, CancellationToken cancel) =>
        await table.GetAsync(Partition, Key(number), cancel) is { } row ? (Read(row), row.ETag) : (null, null);

    private static Message Read(Row row) => Whole(row) ?? new Message(NumberIn(row.Key), Instant.MinValue, "", "", MessageKind.Message) { Deleted = true };

    private static Message? Whole(Row row)
    {
        try
        {
            return RowJson.Read<Message>(row.Value) is { From: not null, Channel: not null } message && message.Number == NumberIn(row.Key) ? message : null;
        }
        catch (Exception fault) when (fault is JsonException or FormatException or NotSupportedException)
        {
            return null;
        }
    }

    /// <summary>Counts down, as rows sort upwards.</summary>
    private static string Key(int number) => $"m|{int.MaxValue - number:D10}";

    private static int NumberIn(string key) => int.MaxValue - int.Parse(key.AsSpan(2));
}
