using System.Runtime.CompilerServices;
using Azure.Data.Tables;
using StudyBot.Ports;

namespace StudyBot.Storage;

/// <summary>The table in an Azure storage account. Any number of instances may share it.</summary>
public sealed class AzureTable : ITable
{
    private const int Page = 1000;

    private readonly TableClient _client;

    private AzureTable(TableClient client) => _client = client;

    /// <summary>Makes the table where there is none. Throws <see cref="StoreRefusedException"/>, and <see cref="TableUnavailableException"/> where it does not answer.</summary>
    /// <param name="create">False: refuses where there is no table.</param>
    public static AzureTable Open(AzureAccount account, bool create = true)
    {
        AzureOpening.Prepare(account, create);
        return new(account.Client());
    }

    /// <summary>Whether the table was made yet. Throws <see cref="StoreRefusedException"/>, and <see cref="TableUnavailableException"/> where it does not answer.</summary>
    public static bool Exists(AzureAccount account) => AzureOpening.Exists(account);

    public async Task<Row?> GetAsync(string partition, string key, CancellationToken cancel) =>
        await FindAsync(AzureKey.OfRow(partition), AzureKey.OfRow(key), cancel) is { } entity ? AzureEntity.Row(entity) : null;

    public async Task<IReadOnlyList<Row>> RangeAsync(string partition, string from, string until, int limit, CancellationToken cancel)
    {
        Batches.Check(limit);
        var (where, first, end) = (AzureKey.OfRow(partition), AzureKey.Encode(from), AzureKey.Encode(until));
        var filter = TableClient.CreateQueryFilter($"PartitionKey eq {where} and RowKey ge {first} and RowKey lt {end}");
        return await QueryAsync(filter, limit, null, cancel).Take(limit).Select(AzureEntity.Row).ToListAsync(cancel);
    }

    public Task<Written> WriteAsync(string partition, IReadOnlyList<RowChange> changes, CancellationToken cancel)
    {
        Batches.Check(changes);
        return new AzureWrite(_client, AzureKey.OfRow(partition), changes).RunAsync(cancel);
    }

    /// <summary>Steps from partition to partition, two calls each, of which the second goes out with the next step: asked for one row key in all partitions, the service would look at every row there is.</summary>
    public async IAsyncEnumerable<Row> EveryAsync(string from, string until, string key, [EnumeratorCancellation] CancellationToken cancel)
    {
        var (row, end) = (AzureKey.OfRow(key), AzureKey.Encode(until));
        var first = AzureKey.Encode(from);
        var step = PartitionAsync(TableClient.CreateQueryFilter($"PartitionKey ge {first} and PartitionKey lt {end}"));
        while (await step is { } found)
        {
            var reading = FindAsync(found, row, cancel);
            step = PartitionAsync(TableClient.CreateQueryFilter($"PartitionKey gt {found} and PartitionKey lt {end}"));
            await Task.WhenAll(reading, step);
            if (await reading is { } entity) yield return AzureEntity.Row(entity);
        }

        async Task<string?> PartitionAsync(string filter) => (await QueryAsync(filter, 1, [nameof(TableEntity.PartitionKey)], cancel).FirstOrDefaultAsync(cancel))?.PartitionKey;
    }

    public IAsyncEnumerable<Row> AllAsync(CancellationToken cancel) => QueryAsync(null, Page, null, cancel).Select(AzureEntity.Row);

    private async Task<TableEntity?> FindAsync(string partition, string key, CancellationToken cancel)
    {
        try
        {
            var found = await _client.GetEntityIfExistsAsync<TableEntity>(partition, key, null, cancel);
            if (found.HasValue) return found.Value;
            return AzureFaults.IsNoTable(found.GetRawResponse()) ? throw new TableUnavailableException("The store could not answer (its table is gone).") : null;
        }
        catch (Exception fault) when (AzureFaults.IsUnavailable(fault, cancel))
        {
            throw AzureFaults.Unavailable(fault);
        }
    }

    /// <summary>All there are, in order: the service may end a page early and go on with the next.</summary>
    private async IAsyncEnumerable<TableEntity> QueryAsync(string? filter, int page, IEnumerable<string>? fields, [EnumeratorCancellation] CancellationToken cancel)
    {
        await using var rows = _client.QueryAsync<TableEntity>(filter, page, fields, cancel).GetAsyncEnumerator(cancel);
        while (await NextAsync(rows, cancel)) yield return rows.Current;
    }

    private static async Task<bool> NextAsync(IAsyncEnumerator<TableEntity> rows, CancellationToken cancel)
    {
        try
        {
            return await rows.MoveNextAsync();
        }
        catch (Exception fault) when (AzureFaults.IsUnavailable(fault, cancel))
        {
            throw AzureFaults.Unavailable(fault);
        }
    }
}
