using CsCheck;
using StudyBot.Ports;

namespace StudyBot.Tests.Storage;

/// <summary>Whatever text a key is.</summary>
public abstract partial class TableContract
{
    /// <summary>What stores like to trip over: their own separators, wildcards and control characters, case, composed and decomposed letters, halves of pairs,
    /// and the two places where the order of UTF-8 is not the order of .NET's text.</summary>
    private static readonly string[] OddKeys =
    [
        "a/b", "a\\b", "a#b", "a?b", "a%b", "a%2Fb", "a_b", "a*b", "a'b", "a\"b", "a|b", "a~b", "a b", " a", "a ", "a\0", "a\0b", "a\tb", "a\nb", "a\u007Fb", "a\u0085b",
        "A", "a", "Ä", "ä", "a\u0308", "ß", "ſ", "İ", "ı", "\u00AD", "\u200B", "\u202E", "\uFEFF", "\uFFFD", "\uFFFE", "\uE000", "👍", "👍🏽", "\uD83D", "\uDC4D", "\uD83Dx", "𐀀", "漢字",
        new('k', 500),
    ];

    [Fact]
    public async Task Any_text_is_a_key_of_its_own_and_ranges_follow_the_ordinal_order()
    {
        foreach (var key in OddKeys)
            Assert.IsType<Written.Done>(await Table.WriteAsync(Partition, [new RowChange.Insert(key, Bytes($"is {Spelled(key)}"))], default));

        foreach (var key in OddKeys) Assert.Equal($"is {Spelled(key)}", await ValueAsync(key));
        var ordered = OddKeys.Order(StringComparer.Ordinal).ToArray();
        Assert.Equal(ordered, (await Table.RangeAsync(Partition, "", "\uFFFF", 1000, default)).Select(row => row.Key));
        for (var i = 1; i < ordered.Length; i++) Assert.Equal([ordered[i - 1]], await KeysAsync(ordered[i - 1], ordered[i]));
    }

    [Fact]
    public async Task Any_text_is_a_partition_of_its_own()
    {
        foreach (var partition in OddKeys) await Table.WriteAsync(partition, [new RowChange.Insert("key", Bytes(Spelled(partition)))], default);
        foreach (var partition in OddKeys) Assert.Equal([$"key={Spelled(partition)}"], await AllAsync(partition));
        Assert.Equal(OddKeys.Order(StringComparer.Ordinal), (await EveryAsync("key")).Select(row => row.Partition).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Ranges_of_any_keys_are_what_sorting_them_says()
    {
        var name = 0;
        var text = Gen.Char["ab|~\0\u00E9\u0800\uD800\uDBFF\uDC00\uDFFF\uE000\uFFFE"].Array[1, 4].Select(chars => new string(chars));
        Gen.Select(text.Array[0, 20], text, text, Gen.Int[1, 20]).Sample(
            (keys, from, until, limit) =>
            {
                var partition = $"sample {Interlocked.Increment(ref name)}";
                var distinct = keys.Distinct(StringComparer.Ordinal).ToArray();
                Table.WriteAsync(partition, [.. distinct.Select(key => new RowChange.Put(key, Bytes("x")))], default).GetAwaiter().GetResult();
                var found = Table.RangeAsync(partition, from, until, limit, default).GetAwaiter().GetResult().Select(row => row.Key);
                var expected = distinct
                    .Where(key => string.CompareOrdinal(from, key) <= 0 && string.CompareOrdinal(key, until) < 0)
                    .Order(StringComparer.Ordinal)
                    .Take(limit);
                return found.SequenceEqual(expected);
            },
            iter: 200,
            threads: 1);
    }
}
