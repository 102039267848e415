using StudyBot.Cards;
using StudyBot.Ports;

namespace StudyBot.Local;

/// <summary>Files that came with a message, in pieces that fit a row.</summary>
public sealed class Files(ITable table)
{
    private const int Piece = 64 * 1024;

    /// <summary>The first piece of a file comes last: one that a kill left unfinished has none, and is no file.</summary>
    public async Task KeepAsync(Message message, IReadOnlyList<Attachment> files, CancellationToken cancel)
    {
        for (var file = 0; file < files.Count; file++)
        {
            foreach (var (i, piece) in Pieces(files[file].Content).Index().Reverse())
                await table.WriteAsync(Partition(message), [new RowChange.Put(Key(file, i), RowJson.Write(new Part(files[file].ContentType, piece)))], cancel);
        }
    }

    /// <summary>The file at an index of a message; null where there is none, or not all of it.</summary>
    public async Task<Attachment?> FindAsync(Message message, int file, CancellationToken cancel)
    {
        if (file < 0 || file >= message.FileNames.Count) return null;
        var rows = await table.AllAsync(Partition(message), cancel, $"{file:D3}|", $"{file:D3}}}");
        if (rows is not [var first, ..] || first.Key != Key(file, 0)) return null;
        var parts = rows.Select(row => RowJson.Read<Part>(row.Value)).ToArray();
        return new(message.FileNames[file], parts[0].ContentType, string.Concat(parts.Select(p => p.Content)));
    }

    public async Task DeleteAsync(Message message, CancellationToken cancel)
    {
        var rows = await table.AllAsync(Partition(message), cancel);
        foreach (var chunk in rows.Chunk(100))
            await table.WriteAsync(Partition(message), [.. chunk.Select(row => new RowChange.Delete(row.Key))], cancel);
    }

    /// <summary>One at least, also of an empty file.</summary>
    private static IEnumerable<string> Pieces(string content)
    {
        var start = 0;
        do
        {
            var piece = content.Substring(start, Words.Whole(content.AsSpan(start), Piece));
            yield return piece;
            start += piece.Length;
        }
        while (start < content.Length);
    }

    private static string Key(int file, int piece) => $"{file:D3}|{piece:D6}";

    private static string Partition(Message message) => $"local/files/{message.Id}";

    private sealed record Part(string ContentType, string Content);
}
