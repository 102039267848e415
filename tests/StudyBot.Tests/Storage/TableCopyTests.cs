using System.Text;
using NodaTime;
using StudyBot.Ports;
using StudyBot.Storage;
using StudyBot.Tests.Doors;

namespace StudyBot.Tests.Storage;

public class TableCopyTests
{
    private static readonly Instant At = Instant.FromUtc(2026, 3, 2, 9, 0);

    private readonly MemoryTable _from = new();
    private readonly MemoryTable _to = new();

    [Fact]
    public async Task Everything_is_there_afterwards_and_nothing_else()
    {
        await FillAsync(_from);
        var copied = await CopyAsync(_to);
        Assert.Equal(Rows(_from), Rows(_to));
        Assert.Equal((Rows(_from).Count, Rows(_from).Count), ((int)copied.Rows, copied.Written));
    }

    [Fact]
    public async Task A_copy_that_stops_at_any_call_goes_on_when_it_is_run_again()
    {
        await FillAsync(_from);
        for (var call = 1; ; call++)
        {
            var to = new MemoryTable();
            var scripted = new ScriptedTable(to, new Fuse { At = call, After = call % 2 == 0 });
            if (await Record.ExceptionAsync(() => CopyAsync(scripted)) is null) break;
            var before = Rows(to).Count;
            Assert.InRange((await CopyAsync(to)).Written, 0, Rows(_from).Count - Math.Max(0, before - 1));
            Assert.Equal(Rows(_from), Rows(to));
        }
    }

    [Fact]
    public async Task A_copy_that_is_not_finished_catches_up_with_what_changed()
    {
        await FillAsync(_from);
        await new TableCopy(_from, _to).RunAsync(_ => { }, default);
        await _from.WriteAsync("b", [new RowChange.Put("001", "changed"u8.ToArray()), new RowChange.Delete("002"), new RowChange.Put("new", "x"u8.ToArray())], default);

        Assert.Equal(2, (await CopyAsync(_to)).Written);
        Assert.Equal(Rows(_from), Rows(_to));
    }

    [Fact]
    public async Task A_store_that_somebody_uses_is_not_copied_over()
    {
        await FillAsync(_from);
        await _to.WriteAsync("somebody's", [new RowChange.Put("key", "x"u8.ToArray())], default);
        await Assert.ThrowsAsync<StoreRefusedException>(() => CopyAsync(_to));
        Assert.Equal(["somebody's key x"], Rows(_to));

        var copy = new MemoryTable();
        await CopyAsync(copy);
        await Assert.ThrowsAsync<StoreRefusedException>(() => CopyAsync(copy)); // It may be in use by now.
    }

    /// <summary>Its mark was never taken away: a host was started on it before the copy came to its end.</summary>
    [Fact]
    public async Task An_unfinished_copy_that_has_been_alive_by_itself_is_not_copied_over()
    {
        await FillAsync(_from);
        await new StudyStore(_from).BeatAsync(At, default);
        await new TableCopy(_from, _to).RunAsync(_ => { }, default);
        await new StudyStore(_to).BeatAsync(At + Duration.FromDays(20), default);
        await _to.WriteAsync("b", [new RowChange.Put("of its own", "x"u8.ToArray())], default);
        var before = Rows(_to);

        var refused = await Assert.ThrowsAsync<StoreRefusedException>(() => CopyAsync(_to));
        Assert.Contains("alive at 2026-03-22T09:00:00Z", refused.Message);
        Assert.Equal(before, Rows(_to));
    }

    [Fact]
    public async Task A_copy_of_a_host_that_runs_on_goes_on()
    {
        await FillAsync(_from);
        await new StudyStore(_from).BeatAsync(At, default);
        await new TableCopy(_from, _to).RunAsync(_ => { }, default);
        await new StudyStore(_from).BeatAsync(At + Duration.FromMinutes(5), default);

        Assert.Equal(1, (await CopyAsync(_to)).Written);
        Assert.Equal(Rows(_from), Rows(_to));
    }

    [Fact]
    public async Task What_is_no_whole_store_itself_is_not_copied()
    {
        await FillAsync(_from);
        await new TableCopy(_from, _to).RunAsync(_ => { }, default);
        await Assert.ThrowsAsync<StoreRefusedException>(() => new TableCopy(_to, new MemoryTable()).RunAsync(_ => { }, default));
    }

    [Fact]
    public async Task A_copy_that_somebody_else_writes_to_is_told()
    {
        await FillAsync(_from);
        var copy = new TableCopy(_from, _to);
        var copied = await copy.RunAsync(_ => { }, default);
        await _to.WriteAsync("b", [new RowChange.Put("001", "changed"u8.ToArray())], default);
        Assert.False(await copy.VerifyAsync(copied, () => { }, default));
    }

    private static async Task FillAsync(ITable table)
    {
        foreach (var (partition, count) in new[] { ("a", 1), ("b", 250), ("c/d", 3), ("copz", 1) })
        {
            foreach (var chunk in Enumerable.Range(0, count).Chunk(100))
                await table.WriteAsync(partition, [.. chunk.Select(i => new RowChange.Put($"{i:000}", Encoding.UTF8.GetBytes($"{partition} {i}")))], default);
        }

        await table.WriteAsync("large", [new RowChange.Put("one", new byte[512 * 1024]), new RowChange.Put("two", new byte[100 * 1024])], default);
    }

    private async Task<(long Rows, int Written)> CopyAsync(ITable to)
    {
        var (copy, written) = (new TableCopy(_from, to), 0);
        var copied = await copy.RunAsync(wrote => written += wrote ? 1 : 0, default);
        Assert.True(await copy.VerifyAsync(copied, () => { }, default));
        return (copied.Rows, written);
    }

    private static IReadOnlyList<string> Rows(MemoryTable table) => [.. table.All().Select(row => $"{row.Partition} {row.Key} {Encoding.UTF8.GetString(row.Value.Span)}")];
}
