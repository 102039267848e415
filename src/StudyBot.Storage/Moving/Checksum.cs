using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using StudyBot.Ports;

namespace StudyBot.Storage;

/// <summary>Rows counted and summed in their order: equal on two stores that hold the same, whatever the versions of their rows.</summary>
public sealed class Checksum : IDisposable
{
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

    public long Rows { get; private set; }

    public void Add(Row row)
    {
        Rows++;
        Add(Encoding.Unicode.GetBytes(row.Partition));
        Add(Encoding.Unicode.GetBytes(row.Key));
        Add(row.Value.Span);
    }

    /// <summary>The sum so far, in hex.</summary>
    public string Sum() => Convert.ToHexStringLower(_hash.GetCurrentHash());

    public void Dispose() => _hash.Dispose();

    /// <summary>With its length before it, so that no part can pass for a part of its neighbour.</summary>
    private void Add(ReadOnlySpan<byte> part)
    {
        Span<byte> length = stackalloc byte[sizeof(int)];
        BinaryPrimitives.WriteInt32LittleEndian(length, part.Length);
        _hash.AppendData(length);
        _hash.AppendData(part);
    }
}
