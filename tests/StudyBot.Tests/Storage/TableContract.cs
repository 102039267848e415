using System.Text;
using StudyBot.Ports;

namespace StudyBot.Tests.Storage;

/// <summary>What every table must do alike. A new adapter derives from this and passes it all.</summary>
public abstract partial class TableContract : IAsyncLifetime
{
    private const string Partition = "a partition";

    /// <summary>Empty, and used by one test alone.</summary>
    protected ITable Table { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Table = await MakeAsync();

    public abstract ValueTask DisposeAsync();

    [Fact]
    public async Task What_was_never_written_is_not_there()
    {
        Assert.Null(await Table.GetAsync(Partition, "key", default));
        Assert.Empty(await AllAsync());
    }

    [Fact]
    public async Task A_row_is_read_as_it_was_written()
    {
        byte[] value = [0, 1, 0xFF, .. "{\"name\":\"Zoë\"}"u8];
        Assert.IsType<Written.Done>(await Table.WriteAsync(Partition, [new RowChange.Insert("key", value)], default));

        var row = await Table.GetAsync(Partition, "key", default);
        Assert.Equal((Partition, "key"), (row!.Partition, row.Key));
        Assert.Equal(value, row.Value.ToArray());
        Assert.NotEmpty(row.ETag);
    }

    [Fact]
    public async Task Several_rows_come_in_the_order_they_were_asked_for_and_a_value_that_is_known_may_be_left_out()
    {
        var known = await InsertAsync("a", "first");
        await InsertAsync("b", "second");
        Wanted[] wanted = [new("b"), new("none"), new("a", known)];

        var rows = await Table.GetAsync(Partition, wanted, default);
        Assert.Equal([(Partition, "b"), null, (Partition, "a")], rows.Select(row => row is null ? ((string, string)?)null : (row.Partition, row.Key)));
        Assert.Equal("second", Encoding.UTF8.GetString(rows[0]!.Value.Span));
        Assert.Equal(known, rows[2]!.ETag);

        await Table.WriteAsync(Partition, [new RowChange.Put("a", Bytes("third"))], default);
        Assert.Equal("third", Encoding.UTF8.GetString((await Table.GetAsync(Partition, wanted, default))[2]!.Value.Span));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(512 * 1024)]
    public async Task A_value_may_be_empty_or_large(int length)
    {
        var value = Enumerable.Range(0, length).Select(i => (byte)i).ToArray();
        await Table.WriteAsync(Partition, [new RowChange.Put("key", value)], default);
        Assert.Equal(value, (await Table.GetAsync(Partition, "key", default))!.Value.ToArray());
    }

    [Fact]
    public async Task What_the_caller_does_to_its_bytes_afterwards_changes_nothing()
    {
        var value = "before"u8.ToArray();
        await Table.WriteAsync(Partition, [new RowChange.Put("key", value)], default);
        value[0] = (byte)'X';
        Assert.Equal("before", await ValueAsync("key"));
    }

    [Fact]
    public async Task An_insert_conflicts_where_the_row_exists()
    {
        await InsertAsync("key", "first");
        Assert.Equal(new Written.Conflict(0), await Table.WriteAsync(Partition, [new RowChange.Insert("key", Bytes("second"))], default));
        Assert.Equal("first", await ValueAsync("key"));
    }

    [Fact]
    public async Task A_replacement_takes_the_version_that_was_read_and_no_older_one()
    {
        var first = await InsertAsync("key", "first");
        Assert.IsType<Written.Done>(await Table.WriteAsync(Partition, [new RowChange.Replace("key", first, Bytes("second"))], default));

        Assert.Equal(new Written.Conflict(0), await Table.WriteAsync(Partition, [new RowChange.Replace("key", first, Bytes("third"))], default));
        Assert.Equal("second", await ValueAsync("key"));
    }

    [Theory]
    [InlineData("0")]
    [InlineData("not one of ours")]
    [InlineData("")]
    public async Task A_version_that_never_was_conflicts(string etag)
    {
        await InsertAsync("key", "first");
        Assert.Equal(new Written.Conflict(0), await Table.WriteAsync(Partition, [new RowChange.Replace("key", etag, Bytes("second"))], default));
        Assert.Equal(new Written.Conflict(0), await Table.WriteAsync(Partition, [new RowChange.Delete("key", etag)], default));
    }

    [Fact]
    public async Task Nothing_can_be_replaced_where_nothing_is() =>
        Assert.Equal(new Written.Conflict(0), await Table.WriteAsync(Partition, [new RowChange.Replace("key", "1", Bytes("x"))], default));

    [Fact]
    public async Task Every_write_is_a_new_version_even_of_the_same_bytes_and_after_a_deletion()
    {
        var versions = new HashSet<string> { await InsertAsync("key", "same") };
        for (var i = 0; i < 3; i++)
        {
            await Table.WriteAsync(Partition, [new RowChange.Put("key", Bytes("same"))], default);
            Assert.True(versions.Add(await ETagAsync("key")));
            await Table.WriteAsync(Partition, [new RowChange.Delete("key")], default);
            Assert.True(versions.Add(await InsertAsync("key", "same")));
        }
    }

    /// <summary>Whoever wrote one row knows its version without reading it.</summary>
    [Fact]
    public async Task A_row_written_by_itself_tells_its_version()
    {
        string? before = null;
        foreach (var change in (RowChange[])[new RowChange.Insert("key", Bytes("first")), new RowChange.Put("key", Bytes("second")), new RowChange.Replace("key", "", Bytes("third"))])
        {
            var asked = change is RowChange.Replace replace ? replace with { ETag = before! } : change;
            var done = Assert.IsType<Written.Done>(await Table.WriteAsync(Partition, [asked], default));
            Assert.Equal((await Table.GetAsync(Partition, "key", default))!.ETag, done.ETag);
            Assert.NotEqual(before, done.ETag);
            before = done.ETag;
        }

        Assert.Null(Assert.IsType<Written.Done>(await Table.WriteAsync(Partition, [new RowChange.Delete("key")], default)).ETag);
    }

    [Fact]
    public async Task A_row_written_anew_after_its_deletion_is_not_taken_for_the_old_one()
    {
        var old = await InsertAsync("key", "old");
        await Table.WriteAsync(Partition, [new RowChange.Delete("key", old)], default);
        await InsertAsync("key", "new");
        Assert.Equal(new Written.Conflict(0), await Table.WriteAsync(Partition, [new RowChange.Replace("key", old, Bytes("late"))], default));
        Assert.Equal("new", await ValueAsync("key"));
    }

    [Fact]
    public async Task A_put_asks_for_nothing()
    {
        await Table.WriteAsync(Partition, [new RowChange.Put("key", Bytes("first"))], default);
        await Table.WriteAsync(Partition, [new RowChange.Put("key", Bytes("second"))], default);
        Assert.Equal("second", await ValueAsync("key"));
    }

    [Fact]
    public async Task A_deletion_takes_the_version_it_was_told_or_whatever_is_there()
    {
        var stale = await InsertAsync("key", "first");
        await Table.WriteAsync(Partition, [new RowChange.Put("key", Bytes("second"))], default);
        Assert.Equal(new Written.Conflict(0), await Table.WriteAsync(Partition, [new RowChange.Delete("key", stale)], default));
        Assert.Equal("second", await ValueAsync("key"));

        Assert.IsType<Written.Done>(await Table.WriteAsync(Partition, [new RowChange.Delete("key")], default));
        Assert.Null(await Table.GetAsync(Partition, "key", default));
        Assert.IsType<Written.Done>(await Table.WriteAsync(Partition, [new RowChange.Delete("key")], default));
        Assert.Equal(new Written.Conflict(0), await Table.WriteAsync(Partition, [new RowChange.Delete("key", stale)], default));
    }

    [Fact]
    public async Task A_batch_is_written_whole_or_not_at_all_and_names_the_row_that_held_it_up()
    {
        var etag = await InsertAsync("there", "before");
        RowChange[] batch =
        [
            new RowChange.Insert("new", Bytes("x")),
            new RowChange.Put("there", Bytes("after")),
            new RowChange.Delete("there too"),
            new RowChange.Replace("not there", etag, Bytes("x")),
            new RowChange.Insert("new too", Bytes("x")),
        ];
        Assert.Equal(new Written.Conflict(3), await Table.WriteAsync(Partition, batch, default));
        Assert.Equal(["there=before"], await AllAsync());
        Assert.Equal(etag, await ETagAsync("there"));

        await Table.WriteAsync(Partition, [new RowChange.Put("there too", Bytes("x"))], default);
        Assert.IsType<Written.Done>(await Table.WriteAsync(Partition, [.. batch.Where((_, i) => i != 3)], default));
        Assert.Equal(["new=x", "new too=x", "there=after"], await AllAsync());
    }

    [Fact]
    public async Task Of_several_conflicts_the_first_is_named()
    {
        await InsertAsync("a", "x");
        await InsertAsync("b", "x");
        var written = await Table.WriteAsync(Partition, [new RowChange.Put("c", Bytes("x")), new RowChange.Insert("b", Bytes("y")), new RowChange.Insert("a", Bytes("y"))], default);
        Assert.Equal(new Written.Conflict(1), written);
    }

    [Fact]
    public async Task A_hundred_rows_go_in_one_batch_and_no_more()
    {
        Assert.IsType<Written.Done>(await Table.WriteAsync(Partition, [.. Puts(100)], default));
        await Assert.ThrowsAsync<ArgumentException>(() => Table.WriteAsync("another", [.. Puts(101)], default));
        Assert.Equal(100, (await AllAsync()).Count);
        Assert.Empty(await AllAsync("another"));
    }

    [Fact]
    public async Task A_key_comes_once_in_a_batch() => await Assert.ThrowsAsync<ArgumentException>(
        () => Table.WriteAsync(Partition, [new RowChange.Put("key", Bytes("x")), new RowChange.Delete("key")], default));

    [Fact]
    public async Task A_value_over_512_KiB_is_refused() => await Assert.ThrowsAsync<ArgumentException>(
        () => Table.WriteAsync(Partition, [new RowChange.Put("key", new byte[512 * 1024 + 1])], default));

    [Fact]
    public async Task A_batch_holds_2_MiB_and_no_more()
    {
        RowChange Quarter(int i) => new RowChange.Put($"{i}", new byte[512 * 1024]);
        Assert.IsType<Written.Done>(await Table.WriteAsync(Partition, [.. Enumerable.Range(0, 4).Select(Quarter)], default));
        await Assert.ThrowsAsync<ArgumentException>(() => Table.WriteAsync(Partition, [.. Enumerable.Range(0, 4).Select(Quarter), new RowChange.Put("4", new byte[1])], default));
    }

    [Fact]
    public async Task A_batch_of_deletions_takes_what_is_there_and_minds_nothing_that_is_not()
    {
        await InsertAsync("b", "x");
        await InsertAsync("d", "x");
        RowChange[] batch = [new RowChange.Delete("a"), new RowChange.Delete("b"), new RowChange.Put("c", Bytes("x")), new RowChange.Delete("e"), new RowChange.Insert("d", Bytes("y"))];
        Assert.Equal(new Written.Conflict(4), await Table.WriteAsync(Partition, batch, default));
        Assert.Equal(["b=x", "d=x"], await AllAsync());

        Assert.IsType<Written.Done>(await Table.WriteAsync(Partition, batch[..^1], default));
        Assert.Equal(["c=x", "d=x"], await AllAsync());
        Assert.IsType<Written.Done>(await Table.WriteAsync(Partition, [new RowChange.Delete("a"), new RowChange.Delete("b")], default));
    }

    [Fact]
    public async Task Partitions_do_not_see_each_other()
    {
        string[] partitions = ["a", "A", "a|b", "a/b", "b", "a "];
        foreach (var partition in partitions) await Table.WriteAsync(partition, [new RowChange.Insert("key", Bytes(partition))], default);
        foreach (var partition in partitions) Assert.Equal([$"key={partition}"], await AllAsync(partition));
    }

    [Fact]
    public async Task A_range_takes_its_start_and_leaves_its_end()
    {
        await Table.WriteAsync(Partition, [.. "a b c d e".Split(' ').Select(key => new RowChange.Put(key, Bytes("x")))], default);
        Assert.Equal(["b", "c"], await KeysAsync("b", "d"));
        Assert.Equal(["c", "d"], await KeysAsync("bb", "dd"));
        Assert.Empty(await KeysAsync("b", "b"));
        Assert.Empty(await KeysAsync("d", "b"));
        Assert.Equal(["e"], await KeysAsync("d\0", "\uFFFF"));
    }

    [Fact]
    public async Task A_range_goes_on_where_the_page_before_it_ended()
    {
        await Table.WriteAsync(Partition, [.. Puts(25)], default);
        var pages = new List<int>();
        var keys = new List<string>();
        var from = "";
        do
        {
            var page = await Table.RangeAsync(Partition, from, "\uFFFF", 10, default);
            pages.Add(page.Count);
            keys.AddRange(page.Select(row => row.Key));
            from = page.Count == 0 ? "" : page[^1].Key + "\0";
        }
        while (pages[^1] == 10);

        Assert.Equal([10, 10, 5], pages);
        Assert.Equal(Puts(25).Select(put => put.Key), keys);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(1001)]
    public async Task A_page_has_1_to_1000_rows(int limit) =>
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => Table.RangeAsync(Partition, "", "\uFFFF", limit, default));

    [Fact]
    public async Task A_full_page_has_1000_rows()
    {
        foreach (var chunk in Puts(1001).Chunk(100)) await Table.WriteAsync(Partition, [.. chunk], default);
        Assert.Equal(1000, (await Table.RangeAsync(Partition, "", "\uFFFF", 1000, default)).Count);
    }

    [Fact]
    public async Task The_row_of_a_key_is_found_in_every_partition_that_has_one()
    {
        for (var i = 0; i < 250; i++)
        {
            await Table.WriteAsync($"partition {i:000}", [new RowChange.Put("a", Bytes("x")), new RowChange.Put(i % 2 == 0 ? "cohort" : "cohorts", Bytes("x"))], default);
        }

        var found = await EveryAsync("cohort");
        Assert.Equal(125, found.Count);
        Assert.Equal(125, found.Select(row => row.Partition).Distinct(StringComparer.Ordinal).Count());
        Assert.All(found, row => Assert.Equal("cohort", row.Key));
        Assert.Equal(["partition 010", "partition 012"], (await EveryAsync("cohort", "partition 010", "partition 014")).Select(row => row.Partition));
    }

    [Fact]
    public async Task All_rows_come_in_the_order_of_partitions_and_then_of_keys()
    {
        string[] partitions = ["b|1", "b", "a.x", "a-x", "a/x", "a~x", "a}x", "A"];
        foreach (var partition in partitions) await Table.WriteAsync(partition, [.. Puts(partition == "b" ? 80 : 30)], default);

        var found = new List<(string, string)>();
        await foreach (var row in Table.AllAsync(default)) found.Add((row.Partition, row.Key));
        Assert.Equal(partitions.Order(StringComparer.Ordinal).SelectMany(partition => Puts(partition == "b" ? 80 : 30).Select(put => (partition, put.Key))), found);
    }

    [Fact]
    public async Task Of_two_who_read_the_same_version_one_is_told_that_somebody_was_faster()
    {
        await InsertAsync("key", "0");
        var ana = await Table.GetAsync(Partition, "key", default);
        var ben = await Table.GetAsync(Partition, "key", default);

        Assert.IsType<Written.Done>(await Table.WriteAsync(Partition, [new RowChange.Replace("key", ben!.ETag, Bytes("ben"))], default));
        Assert.IsType<Written.Conflict>(await Table.WriteAsync(Partition, [new RowChange.Replace("key", ana!.ETag, Bytes("ana"))], default));
        Assert.Equal("ben", await ValueAsync("key"));
    }

    [Fact]
    public async Task Of_many_who_insert_the_same_row_at_once_one_did()
    {
        var written = await Task.WhenAll(Enumerable.Range(0, 50).Select(i => Table.WriteAsync(Partition, [new RowChange.Insert($"own {i}", Bytes("x")), new RowChange.Insert("key", Bytes($"{i}"))], default)));
        var winner = Assert.Single(Enumerable.Range(0, 50), i => written[i] is Written.Done);
        Assert.All(written.Where(w => w is not Written.Done), w => Assert.Equal(new Written.Conflict(1), w));
        Assert.Equal([$"key={winner}", $"own {winner}=x"], await AllAsync());
    }

    [Fact]
    public async Task Counting_up_together_loses_no_step()
    {
        await InsertAsync("key", "0");
        await Task.WhenAll(Enumerable.Range(0, 10).Select(async _ =>
        {
            for (var done = 0; done < 10;)
            {
                var row = (await Table.GetAsync(Partition, "key", default))!;
                var next = int.Parse(Encoding.UTF8.GetString(row.Value.Span)) + 1;
                if (await Table.WriteAsync(Partition, [new RowChange.Replace("key", row.ETag, Bytes($"{next}"))], default) is Written.Done) done++;
            }
        }));
        Assert.Equal("100", await ValueAsync("key"));
    }

    [Fact]
    public async Task What_was_answered_is_read_by_everyone_at_once()
    {
        for (var i = 0; i < 50; i++)
        {
            await Table.WriteAsync(Partition, [new RowChange.Put("key", Bytes($"{i}"))], default);
            var read = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => ValueAsync("key")));
            Assert.All(read, value => Assert.Equal($"{i}", value));
        }
    }

    protected abstract ValueTask<ITable> MakeAsync();

    protected static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);

    private static IEnumerable<RowChange> Puts(int count) => Enumerable.Range(0, count).Select(i => new RowChange.Put($"{i:0000}", Bytes("x")));

    private static string Spelled(string key) => string.Join(' ', key.Select(c => ((int)c).ToString("X4")));

    private async Task<string> InsertAsync(string key, string value)
    {
        Assert.IsType<Written.Done>(await Table.WriteAsync(Partition, [new RowChange.Insert(key, Bytes(value))], default));
        return await ETagAsync(key);
    }

    private async Task<string> ETagAsync(string key) => (await Table.GetAsync(Partition, key, default))!.ETag;

    private async Task<string> ValueAsync(string key) => Encoding.UTF8.GetString((await Table.GetAsync(Partition, key, default))!.Value.Span);

    private async Task<IEnumerable<string>> KeysAsync(string from, string until) => (await Table.RangeAsync(Partition, from, until, 1000, default)).Select(row => row.Key);

    private async Task<IReadOnlyList<string>> AllAsync(string partition = Partition) =>
        [.. (await Table.RangeAsync(partition, "", "\uFFFF", 1000, default)).Select(row => $"{row.Key}={Encoding.UTF8.GetString(row.Value.Span)}")];

    private async Task<List<Row>> EveryAsync(string key, string from = "", string until = "\uFFFF")
    {
        var found = new List<Row>();
        await foreach (var row in Table.EveryAsync(from, until, key, default)) found.Add(row);
        return found;
    }
}
