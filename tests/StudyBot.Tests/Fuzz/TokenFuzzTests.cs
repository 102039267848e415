using System.Buffers.Text;
using System.Text;
using System.Text.Json.Nodes;
using CsCheck;
using Microsoft.Extensions.DependencyInjection;
using StudyBot.Teams;
using StudyBot.Tests.Teams;

namespace StudyBot.Tests.Fuzz;

/// <summary>Nothing that is made up opens Teams' door, and nothing is too odd to be looked at.</summary>
public class TokenFuzzTests
{
    private static readonly string[] Odd =
    [
        "", ".", "..", "....", "e30", "bnVsbA", "W10", "=", "a b", "\u00e9", "\0", "\ud800", new('a', 100_000), new('.', 100_000), Encode("""{"alg":"RSA-OAEP","enc":"A256GCM","zip":"DEF"}"""), Encode("""{"alg":"dir","enc":"A128CBC-HS256"}"""), Encode(new string('[', 5_000)),
    ];

    [Fact]
    public async Task A_token_that_is_made_up_is_refused_and_no_more()
    {
        await using var school = await School.OpenAsync(cohort: false);
        var tokens = school.Host.Services.GetRequiredService<TokenValidator>();
        var genuine = school.Host.Teams.Keys.Mint(token => token);
        Assert.IsType<Caller.Connector>(await tokens.CheckAsync($"Bearer {genuine}", TestContext.Current.CancellationToken));
        var parts = genuine.Split('.');
        var signed = parts[0].Length + 1 + parts[1].Length;
        Gen<string> Hostile(int part) => HostileJson.Like([JsonNode.Parse(Base64Url.DecodeFromChars(parts[part]))!]).Select(json => string.Join('.', parts.Select((before, at) => at == part ? Base64Url.EncodeToString(json) : before)));
        var any = Gen.OneOf(
            Hostile(0),
            Hostile(1),
            Gen.OneOf([.. parts, .. Odd]).Array[0, 6].Select(some => string.Join('.', some)),
            Gen.Select(Gen.Int[0, signed - 1], Gen.Char, (at, with) => genuine[..at] + with + genuine[(at + 1)..]),
            Gen.Int[0, genuine.Length - 1].Select(length => genuine[..length]),
            Gen.Byte.Array[0, 300].Select(Encoding.Latin1.GetString),
            Gen.String);

        await any.SampleAsync(
            async token =>
            {
                // What is known needs nobody to be asked, so that all is done on this thread.
                var checking = Allocation.Within(200_000 + (40L * token.Length), () => tokens.CheckAsync($"Bearer {token}", TestContext.Current.CancellationToken), () => token);
                Assert.True(token == genuine || await checking is Caller.Stranger { Reason.Length: > 0 }, token);
            },
            iter: 2_000,
            threads: 1);
    }

    private static string Encode(string json) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(json));
}
