using System.Text;
using System.Text.Json.Nodes;
using CsCheck;
using Microsoft.AspNetCore.Http;
using StudyBot.Local;

namespace StudyBot.Tests.Fuzz;

/// <summary>The built-in chat's reader of bodies by itself: each member is of its kind, or is said to be wrong.</summary>
public class LocalBodyFuzzTests
{
    private static readonly JsonNode Body = JsonNode.Parse("""{"text":"done","name":"ana","number":7,"flag":true,"texts":{"start":"2026-11-25","zone":"Europe/Berlin","file":"# Day 1"}}""")!;

    private static readonly Gen<byte[]> Large = Gen.Select(
        Gen.OneOf("x", "\\u0000", "\\ud83e\\udd56", "\\ud800", "\u00e9", "\",\"text\":\"", "\",\"x\":[\"", "\",\"texts\":{\"a\":\"b\"},\"x\":\""),
        Gen.Int[0, 12],
        (unit, power) => Encoding.UTF8.GetBytes($$"""{"text":"{{string.Concat(Enumerable.Repeat(unit, 1 << power))}}"}"""));

    [Fact]
    public void A_body_is_read_or_refused()
    {
        var (good, bad) = (0, 0);
        Gen.OneOf(HostileJson.Like([Body]), Gen.Byte.Array[0, 300], Large).Sample(
            bytes =>
            {
                if (Allocation.Within(200_000 + (90L * bytes.Length), () => Read(bytes), () => Encoding.UTF8.GetString(bytes))) Interlocked.Increment(ref good);
                else Interlocked.Increment(ref bad);
            },
            iter: 10_000);
        Assert.All((int[])[good, bad], count => Assert.InRange(count, 100, int.MaxValue));
    }

    /// <summary>It is not kept beyond its cap, however much comes.</summary>
    [Fact]
    public void A_body_without_end_is_given_up_at_its_cap()
    {
        using var endless = new Endless();
        Assert.False(Allocation.Within(1_000_000, () => Read(endless), () => "a body without end"));
        Assert.InRange(endless.Given, JsonBody.Small, 2 * 2 * JsonBody.Small);
    }

    private static bool Read(byte[] bytes)
    {
        using var body = new MemoryStream(bytes);
        return Read(body);
    }

    /// <summary>Whether nothing was wrong. All of the body is there, so that nothing is waited for.</summary>
    private static bool Read(Stream stream)
    {
        var reading = JsonBody.ReadAsync(new DefaultHttpContext { Request = { Body = stream } });
        Assert.True(reading.IsCompletedSuccessfully);
        var body = reading.Result;
        var (text, optional, name, texts) = (body.Text("text", 100), body.OptionalText("text", 100), body.Person("name"), body.Texts("texts", 100));
        body.OptionalNumber("number");
        body.Flag("flag");
        Assert.InRange(text.Length, 0, 100);
        Assert.Equal(text, optional ?? "");
        Assert.All(texts, one => Assert.InRange(one.Value.Length, 0, 100));
        if (body.Problem is not null) return false;
        Assert.False(string.IsNullOrWhiteSpace(text));
        Assert.Equal(name, StudyBot.Local.Names.Tidy(name));
        return true;
    }
}
