using StudyBot.Cards;
using StudyBot.Ports;

namespace StudyBot.Local;

/// <summary>Files that came with a message, in pieces that fit a row.</summary>
public sealed class Files(ITable table)
{
    private const int Piece = 64 * 1024;
    private const int Most = 1000;

    public async Task KeepAsync(Message message, IReadOnlyList<Attachment> files, CancellationToken cancel)
    {
        for (var file = 0; file < files.Count; file++)
        {
            var content = files[file].Content;
            for (var (start, i) = (0, 0); start < content.Length; i++)
            {
                var piece = content.Substring(start, Words.Whole(content.AsSpan(start), Piece));
                await table.WriteAsync(Partition(message), [new RowChange.Put($"{file:D3}|{i:D6}", RowJson.Write(new Part(files[file].ContentType, piece)))], cancel);
                start += piece.Length;
            }
        }
    }

    /// <summary>The file at an index of a message; null where there is none.</summary>
    public async Task<Attachment?> FindAsync(Message message, int file, CancellationToken cancel)
    {
        if (file < 0 || file >= message.FileNames.Count) return null;
        var rows = await table.RangeAsync(Partition(message), $"{file:D3}|", $"{file:D3}}}", Most, cancel);
        var parts = rows.Select(row => RowJson.Read<Part>(row.Value)).ToArray();
        return new(message.FileNames[file], parts.Select(p => p.ContentType).FirstOrDefault("text/plain"), string.Concat(parts.Select(p => p.Content)));
    }

    public async Task DeleteAsync(Message message, CancellationToken cancel)
    {
        var rows = await table.RangeAsync(Partition(message), "", "\uFFFF", Most, cancel);
        foreach (var chunk in rows.Chunk(100))
            await table.WriteAsync(Partition(message), [.. chunk.Select(row => new RowChange.Delete(row.Key))], cancel);
    }

    private static string Partition(Message message) => $"local/files/{message.Id}";

    private sealed record Part(string ContentType, string Content);
}
