using Azure;
using Azure.Data.Tables;
using StudyBot.Ports;

namespace StudyBot.Storage;

/// <summary>One batch on its way. Every row it writes carries its mark, so that a write whose reply was lost is known again when the next try, or the library's own, meets it.</summary>
/// <param name="partition">Encoded.</param>
internal sealed class AzureWrite(TableClient client, string partition, IReadOnlyList<RowChange> changes)
{
    /// <summary>A batch fails on a deletion of what is not there, and is then sent without it. More often than this somebody deletes against us.</summary>
    private const int Tries = 8;

    private readonly string _mark = Random.Shared.NextInt64().ToString("x");
    private Written.Done _done = Written.Done.Instance;

    public async Task<Written> RunAsync(CancellationToken cancel)
    {
        try
        {
            int[] asked = [.. Enumerable.Range(0, changes.Count)];
            for (var attempt = 1; attempt <= Tries && asked.Length > 0; attempt++)
            {
                if (await SendAsync(asked, cancel) is not { } failed) return _done;
                if (changes[failed] is RowChange.Delete { ETag: null }) asked = await WithoutMissingAsync(asked, cancel);
                else return await IsOursAsync(cancel) ? Written.Done.Instance : new Written.Conflict(failed);
            }

            return asked.Length == 0 ? Written.Done.Instance : throw new TableUnavailableException($"Others deleted the same rows {Tries} times while they were deleted.");
        }
        catch (Exception fault) when (AzureFaults.IsUnavailable(fault, cancel))
        {
            throw AzureFaults.Unavailable(fault);
        }
    }

    /// <summary>Null: it is done; else the index of the row that was not as it had to be.</summary>
    private async Task<int?> SendAsync(int[] asked, CancellationToken cancel)
    {
        try
        {
            var answer = await client.SubmitTransactionAsync(asked.Select(index => AzureEntity.Action(partition, changes[index], _mark)), cancel);
            if (changes is [not RowChange.Delete] && answer.Value is [{ Headers.ETag: { } etag }]) _done = new(etag.ToString());
            return null;
        }
        catch (TableTransactionFailedException fault) when (AzureFaults.IsConflict(fault))
        {
            return asked[AzureFaults.IndexOf(fault)];
        }
    }

    /// <summary>The batch without the deletions that have nothing to delete. What is inserted there at this very moment comes after them.</summary>
    private async Task<int[]> WithoutMissingAsync(int[] asked, CancellationToken cancel)
    {
        var isThere = await Task.WhenAll(asked.Select(async index => changes[index] is not RowChange.Delete { ETag: null } || await FindAsync(changes[index].Key, cancel) is not null));
        return [.. asked.Where((_, i) => isThere[i])];
    }

    /// <summary>Whether an earlier try had written all of it: one row tells, since a batch is written whole.</summary>
    private async Task<bool> IsOursAsync(CancellationToken cancel) =>
        changes.FirstOrDefault(change => change is not RowChange.Delete) is { } written
        && await FindAsync(written.Key, cancel) is { } found
        && AzureEntity.MarkOf(found) == _mark;

    private async Task<TableEntity?> FindAsync(string key, CancellationToken cancel)
    {
        NullableResponse<TableEntity> found = await client.GetEntityIfExistsAsync<TableEntity>(partition, AzureKey.OfRow(key), null, cancel);
        return found.HasValue ? found.Value : null;
    }
}
