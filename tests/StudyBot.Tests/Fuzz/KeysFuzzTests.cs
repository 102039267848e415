using CsCheck;
using StudyBot.Storage;

namespace StudyBot.Tests.Fuzz;

/// <summary>Ids come from outside: no two of them may ever lead to one row.</summary>
public class KeysFuzzTests
{
    private static readonly string[] Pieces =
    [
        "a", "Z", "0", "-", ".", "_", "~", "~7C", "~~", "|", "/", "\\", "%", "#", "?", " ", "}", "\0", "\u00e9", "\ud83e\udd56", "\ud83e", "\udd56", "\ud83e\ud83e", "\uffff", "C1", "c1",
        new('x', 84), new('x', 85), new('x', 149), new('x', 150), new('\u00e9', 25),
    ];

    private static readonly Gen<string> Part = Gen.OneOf(Gen.OneOf(Pieces).Array[0, 8].Select(string.Concat), Gen.String);

    private static readonly Gen<string> Long = Gen.Select(Gen.OneOf(Pieces), Gen.Int[0, 12], (piece, power) => string.Concat(Enumerable.Repeat(piece, 1 << power)));

    private static readonly Gen<(string, string)> Pairs = Gen.OneOf(
        Gen.Select(Part, Part),
        Part.Select(part => (part, Keys.Encode(part))),
        Gen.Select(Part, Gen.OneOf(Pieces), (part, more) => (part, part + more)),
        Gen.Select(Part, Gen.Double[0, 1], Gen.OneOf(Pieces), (part, at, other) => (part, part[..(int)(at * part.Length)] + other + part[Math.Min(part.Length, (int)(at * part.Length) + 1)..])));

    [Fact]
    public void Two_parts_that_differ_differ_as_keys() => Pairs.Sample((one, other) => one == other || Keys.Encode(one) != Keys.Encode(other), iter: 50_000);

    [Fact]
    public void A_part_stays_in_its_place_and_short_enough() => Gen.Frequency((30, Part), (1, Long)).Sample(
        part => Allocation.Within(4_000 + (500L * part.Length), () => Keys.Encode(part), () => part) is { Length: <= 151 } encoded && encoded.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '.' or '_' or '~'),
        iter: 20_000);
}
