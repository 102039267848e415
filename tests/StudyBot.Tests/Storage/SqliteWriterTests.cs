using System.Buffers.Binary;
using System.Text;
using Microsoft.Data.Sqlite;
using StudyBot.Ports;
using StudyBot.Storage;

namespace StudyBot.Tests.Storage;

/// <summary>How writes become durable: together, each for itself, and through faults. Races are staged by a second connection that holds the database.</summary>
public sealed class SqliteWriterTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly SqliteTable _table;

    public SqliteWriterTests() => _table = SqliteTable.Open(Path);

    private string Path => _folder.File("studybot.db");

    public void Dispose()
    {
        _table.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task A_hundred_writes_that_wait_together_are_one_transaction()
    {
        Task<Written>[] writes;
        using (Hold())
        {
            writes = [.. Enumerable.Range(0, 100).Select(i => PutAsync($"{i:000}"))];
            Assert.DoesNotContain(writes, write => write.IsCompleted);
        }

        Assert.All(await Task.WhenAll(writes), written => Assert.IsType<Written.Done>(written));
        Assert.Equal(1, _table.Commits);
        Assert.Equal(100, await CountAsync(_table));
    }

    [Fact]
    public async Task In_a_shared_transaction_a_conflict_is_its_own_callers_alone()
    {
        Task<Written> first, second, third;
        using (Hold())
        {
            first = _table.WriteAsync("partition", [new RowChange.Insert("a", Bytes("first")), new RowChange.Insert("b", Bytes("first"))], default);
            second = _table.WriteAsync("partition", [new RowChange.Put("c", Bytes("second")), new RowChange.Insert("b", Bytes("second"))], default);
            third = _table.WriteAsync("partition", [new RowChange.Insert("d", Bytes("third"))], default);
        }

        Assert.Equal([Written.Done.Instance, new Written.Conflict(1)], await Task.WhenAll(first, second));
        Assert.IsType<Written.Done>(await third);
        Assert.Equal(1, _table.Commits);
        Assert.Equal(["a", "b", "d"], (await _table.RangeAsync("partition", "", "z", 10, default)).Select(row => row.Key));
    }

    [Fact]
    public async Task In_a_shared_transaction_rows_that_cannot_be_written_take_nobody_along()
    {
        Refuse("bad");
        Task<Written>[] writes;
        using (Hold()) writes = [.. ((string[])["first", "bad", "third"]).Select(PutAsync)];

        await Assert.ThrowsAsync<TableUnavailableException>(() => writes[1]);
        foreach (var write in (Task<Written>[])[writes[0], writes[2]]) Assert.IsType<Written.Done>(await write);
        Assert.Equal(["first", "third"], (await _table.RangeAsync("partition", "", "z", 10, default)).Select(row => row.Key));
    }

    [Fact]
    public async Task What_was_answered_is_seen_by_another_program()
    {
        using var other = SqliteTable.Open(Path);
        for (var i = 0; i < 20; i++)
        {
            var (writer, reader) = i % 2 == 0 ? (_table, other) : (other, _table);
            await writer.WriteAsync("partition", [new RowChange.Put("key", Bytes($"{i}"))], default);
            Assert.Equal($"{i}", Encoding.UTF8.GetString((await reader.GetAsync("partition", "key", default))!.Value.Span));
        }
    }

    [Fact]
    public async Task Two_programs_that_count_up_together_lose_no_step()
    {
        using var other = SqliteTable.Open(Path);
        await _table.WriteAsync("partition", [new RowChange.Insert("key", Bytes("0"))], default);
        await Task.WhenAll(CountUpAsync(_table), CountUpAsync(other), CountUpAsync(_table), CountUpAsync(other));
        Assert.Equal("100", Encoding.UTF8.GetString((await _table.GetAsync("partition", "key", default))!.Value.Span));

        static async Task CountUpAsync(SqliteTable table)
        {
            for (var done = 0; done < 25;)
            {
                var row = (await table.GetAsync("partition", "key", default))!;
                var next = int.Parse(Encoding.UTF8.GetString(row.Value.Span)) + 1;
                if (await table.WriteAsync("partition", [new RowChange.Replace("key", row.ETag, Bytes($"{next}"))], default) is Written.Done) done++;
            }
        }
    }

    [Fact]
    public async Task A_database_that_another_program_holds_for_too_long_fails_all_who_wait_at_once_and_the_next_write_works()
    {
        using (Hold())
        {
            var started = TimeProvider.System.GetTimestamp();
            var writes = Enumerable.Range(0, 20).Select(i => PutAsync($"{i}")).ToArray();
            foreach (var write in writes)
                Assert.Contains("another program holds it", (await Assert.ThrowsAsync<TableUnavailableException>(() => write)).Message);
            Assert.True(TimeProvider.System.GetElapsedTime(started) < TimeSpan.FromSeconds(30), "They waited one after the other.");
            Assert.Null(await _table.GetAsync("partition", "0", default));
        }

        Assert.IsType<Written.Done>(await PutAsync("next"));
        Assert.Equal(1, await CountAsync(_table));
    }

    [Fact]
    public async Task A_full_disk_fails_the_write_whole_and_the_next_one_works_when_there_is_room()
    {
        var room = 20;
        var path = _folder.File("small.db");
        SqliteTable.Open(path).Dispose();
        using var table = SqliteTable.Open(path, () =>
        {
            var session = new SqliteSession(path);
            SqliteSchema.Run(session.Connection, $"PRAGMA max_page_count = {room}");
            return session;
        });
        await table.WriteAsync("partition", [new RowChange.Put("before", Bytes("x"))], default);

        var fault = await Assert.ThrowsAsync<TableUnavailableException>(() => table.WriteAsync("partition", [new RowChange.Put("small", Bytes("x")), new RowChange.Put("large", new byte[300_000])], default));
        Assert.Contains("the disk is full", fault.Message);
        Assert.Equal(1, await CountAsync(table));

        room = 1000;
        Assert.IsType<Written.Done>(await table.WriteAsync("partition", [new RowChange.Put("large", new byte[300_000])], default));
        Assert.Equal(2, await CountAsync(table));
    }

    [Fact]
    public async Task All_that_waits_is_written_before_the_table_closes_and_the_log_is_put_back()
    {
        var writes = Enumerable.Range(0, 200).Select(i => PutAsync($"{i:000}")).ToArray();
        _table.Dispose();

        Assert.All(await Task.WhenAll(writes), written => Assert.IsType<Written.Done>(written));
        Assert.Equal([Path], Directory.GetFiles(_folder.Path));
        using var again = SqliteTable.Open(Path);
        Assert.Equal(200, await CountAsync(again));
    }

    /// <summary>Also where each write is followed by one that fails, after which the connection is another.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_log_that_grew_long_is_written_back_meanwhile_and_begun_anew(bool hasFaults)
    {
        Refuse("bad");
        // A log counts in its header how often it was begun.
        async Task<uint> BegunAsync()
        {
            var header = new byte[16];
            await using var log = new FileStream(Path + "-wal", FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            await log.ReadExactlyAsync(header);
            return BinaryPrimitives.ReadUInt32BigEndian(header.AsSpan(12));
        }

        await PutAsync("first");
        var (before, large, writes) = (await BegunAsync(), new byte[400_000], 0);
        for (; await BegunAsync() == before; writes++)
        {
            Assert.InRange(writes, 0, 400); // Some 85 of them make it long.
            large.AsSpan().Fill((byte)writes); // Pages that stay as they were would not come into the log.
            await _table.WriteAsync("partition", [new RowChange.Put("large", large)], default);
            if (hasFaults) await Assert.ThrowsAsync<TableUnavailableException>(() => PutAsync("bad"));
        }

        Assert.InRange(writes, hasFaults ? 1 : 80, 400);
        Assert.Equal(2, await CountAsync(_table));
        using var other = new SqliteConnection($"Data Source={Path};Pooling=False");
        other.Open();
        Assert.Equal(2, SqliteSchema.Number(other, "SELECT count(*) FROM row"));
    }

    [Fact]
    public async Task What_was_answered_is_there_after_the_power_went()
    {
        for (var i = 0; i < 20; i++) await PutAsync($"{i}");

        // What lies on the disk at this moment, with nothing closed.
        foreach (var end in new[] { "", "-wal" }) File.Copy(Path + end, _folder.File("after.db") + end);
        using var after = SqliteTable.Open(_folder.File("after.db"));
        Assert.Equal(20, await CountAsync(after));
    }

    [Fact]
    public async Task A_closed_table_answers_that_it_cannot()
    {
        _table.Dispose();
        await Assert.ThrowsAsync<TableUnavailableException>(() => PutAsync("key"));
        await Assert.ThrowsAsync<TableUnavailableException>(() => _table.GetAsync("partition", "key", default));
        await Assert.ThrowsAsync<TableUnavailableException>(() => _table.RangeAsync("partition", "", "z", 1, default));
    }

    [Fact]
    public async Task A_caller_that_gave_up_while_it_waited_is_not_written()
    {
        using var given = new CancellationTokenSource();
        Task<Written> first, second;
        using (Hold())
        {
            first = PutAsync("first");
            second = _table.WriteAsync("partition", [new RowChange.Put("second", Bytes("x"))], given.Token);
            await given.CancelAsync();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => second);
        }

        await first;
        Assert.Equal(["first"], (await _table.RangeAsync("partition", "", "z", 10, default)).Select(row => row.Key));
    }

    private static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);

    private static async Task<int> CountAsync(SqliteTable table) => (await table.RangeAsync("partition", "", "~", 1000, default)).Count;

    private Task<Written> PutAsync(string key) => _table.WriteAsync("partition", [new RowChange.Put(key, Bytes("x"))], default);

    /// <summary>The database refuses rows of a key, as it does where their pages are damaged.</summary>
    private void Refuse(string key)
    {
        using var other = new SqliteConnection($"Data Source={Path};Pooling=False");
        other.Open();
        SqliteSchema.Run(other, $"CREATE TRIGGER refuse BEFORE INSERT ON row WHEN NEW.key = x'{Convert.ToHexString(Bytes(key))}' BEGIN SELECT RAISE(ABORT, 'it is refused'); END");
    }

    /// <summary>Another program that holds the database until it is disposed.</summary>
    private SqliteConnection Hold()
    {
        var other = new SqliteConnection($"Data Source={Path};Pooling=False");
        other.Open();
        SqliteSchema.Run(other, "BEGIN IMMEDIATE");
        return other;
    }
}
