using Azure;
using Azure.Data.Tables;
using StudyBot.Ports;

namespace StudyBot.Storage;

/// <summary>Rows as entities. A property holds 64 KiB, so a value is cut into <c>V0</c>, <c>V1</c>, …; <c>W</c> marks which write made the row.</summary>
internal static class AzureEntity
{
    private const int Piece = 64 * 1024;
    private const string Mark = "W";

    /// <summary>Well formed, and of no row: it stands for a version that Azure never gave out.</summary>
    private static readonly ETag Never = new("W/\"datetime'1601-01-01T00%3A00%3A00.0000000Z'\"");

    public static Row Row(TableEntity entity) => new(AzureKey.Decode(entity.PartitionKey), AzureKey.Decode(entity.RowKey), entity.ETag.ToString(), Value(entity));

    public static string? MarkOf(TableEntity entity) => entity.GetString(Mark);

    public static TableTransactionAction Action(string partition, RowChange change, string mark) => change switch
    {
        RowChange.Insert => new(TableTransactionActionType.Add, Entity(partition, change, mark)),
        RowChange.Replace replace => new(TableTransactionActionType.UpdateReplace, Entity(partition, change, mark), Version(replace.ETag)),
        RowChange.Put => new(TableTransactionActionType.UpsertReplace, Entity(partition, change, mark)),
        RowChange.Delete delete => new(TableTransactionActionType.Delete, new TableEntity(partition, AzureKey.OfRow(change.Key)), delete.ETag is null ? ETag.All : Version(delete.ETag)),
        _ => throw new NotSupportedException(change.ToString()),
    };

    private static TableEntity Entity(string partition, RowChange change, string mark)
    {
        var entity = new TableEntity(partition, AzureKey.OfRow(change.Key)) { [Mark] = mark };
        var value = Batches.ValueOf(change);
        for (var (start, piece) = (0, 0); start < value.Length; start += Piece, piece++)
            entity[$"V{piece}"] = value.Slice(start, Math.Min(Piece, value.Length - start)).ToArray();
        return entity;
    }

    private static byte[] Value(TableEntity entity)
    {
        if (entity.GetBinary("V0") is not { } first) return [];
        if (first.Length < Piece) return first;
        using var value = new MemoryStream();
        value.Write(first);
        for (var piece = 1; entity.GetBinary($"V{piece}") is { } more; piece++) value.Write(more);
        return value.ToArray();
    }

    private static ETag Version(string etag) => etag.StartsWith("W/\"", StringComparison.Ordinal) ? new(etag) : Never;
}
