using System.Buffers.Binary;
using System.IO.Compression;

namespace StudyBot.Tests.Teams;

/// <summary>As much of a PNG (W3C, PNG specification) as tells whether an icon is one that Teams takes: 8 bits a channel, not interlaced.</summary>
/// <param name="Pixels">Row by row from the top left; opaque where the file has no alpha.</param>
internal sealed record Png(int Width, int Height, IReadOnlyList<(byte Red, byte Green, byte Blue, byte Alpha)> Pixels)
{
    public static Png Read(byte[] file)
    {
        Assert.Equal([0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A], file[..8]);
        var (header, data) = (Array.Empty<byte>(), new MemoryStream());
        for (var at = 8; at < file.Length;)
        {
            var length = BinaryPrimitives.ReadInt32BigEndian(file.AsSpan(at));
            var content = file[(at + 8)..(at + 8 + length)];
            if (file.AsSpan(at + 4, 4).SequenceEqual("IHDR"u8)) header = content;
            if (file.AsSpan(at + 4, 4).SequenceEqual("IDAT"u8)) data.Write(content);
            at += length + 12;
        }

        var (width, height) = (BinaryPrimitives.ReadInt32BigEndian(header), BinaryPrimitives.ReadInt32BigEndian(header.AsSpan(4)));
        var size = header[9] switch { 2 => 3, 6 => 4, var other => throw new InvalidDataException($"Colour type {other} is neither RGB nor RGBA.") };
        Assert.Equal([8, 0, 0, 0], [header[8], header[10], header[11], header[12]]);
        data.Position = 0;
        using var rows = new ZLibStream(data, CompressionMode.Decompress);
        return new(width, height, [.. Rows(rows, width * size, height, size).SelectMany(row => row.Chunk(size)).Select(p => (p[0], p[1], p[2], size == 4 ? p[3] : byte.MaxValue))]);
    }

    /// <summary>Each row says how it was told from its left and upper neighbours.</summary>
    private static IEnumerable<byte[]> Rows(Stream data, int length, int count, int size)
    {
        var above = new byte[length];
        for (; count > 0; count--)
        {
            var filter = data.ReadByte();
            var row = new byte[length];
            data.ReadExactly(row);
            for (var i = 0; i < length; i++)
            {
                var (left, up, corner) = (i < size ? (byte)0 : row[i - size], above[i], i < size ? (byte)0 : above[i - size]);
                row[i] += filter switch { 0 => 0, 1 => left, 2 => up, 3 => (byte)((left + up) / 2), _ => Paeth(left, up, corner) };
            }

            yield return above = row;
        }
    }

    private static byte Paeth(byte left, byte up, byte corner)
    {
        var guess = left + up - corner;
        var (toLeft, toUp, toCorner) = (Math.Abs(guess - left), Math.Abs(guess - up), Math.Abs(guess - corner));
        return toLeft <= toUp && toLeft <= toCorner ? left : toUp <= toCorner ? up : corner;
    }
}
