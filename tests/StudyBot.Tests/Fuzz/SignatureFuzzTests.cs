using System.Globalization;
using CsCheck;
using NodaTime;
using StudyBot.Fakes.Slack;
using StudyBot.Slack;

namespace StudyBot.Tests.Fuzz;

/// <summary>Nothing but Slack's own signature opens Slack's door: none that is made up, and no genuine one of which anything was changed.</summary>
public class SignatureFuzzTests
{
    private static readonly Instant Now = Instant.FromUtc(2026, 3, 5, 9, 0);

    private static readonly Gen<string> Secret = Gen.String[Gen.Char["0123456789abcdef\u00e9"], 1, 64];

    private static readonly Gen<Request> Genuine = Gen.Select(Secret, Gen.Int[-300, 300], Gen.Byte.Array[0, 200], (secret, seconds, body) =>
    {
        var stamp = (Now.ToUnixTimeSeconds() + seconds).ToString(CultureInfo.InvariantCulture);
        return new Request([stamp], [SlackSignature.Sign(secret, stamp, body)], body, [secret]);
    });

    private enum Change
    {
        SignatureCharacter,
        SignatureLength,
        StampCharacter,
        Second,
        Body,
        BodyLength,
        StampLost,
        StampDoubled,
        SignatureLost,
        SignatureDoubled,
        Secret,
        Hour,
    }

    [Fact]
    public void A_genuine_request_is_heard_and_none_of_which_something_was_changed() =>
        Gen.Select(Genuine, Gen.Enum<Change>(), Gen.Double[0, 0.999], Gen.OneOf(Gen.Char["0123456789abcdefABCDEF v=-+\0\u0663\uff11\ud83e"], Gen.Char), Secret, Secret.Array[0, 2], Gen.Int[1, 1_000]).Sample(
            (genuine, change, where, with, other, more, number) =>
            {
                // In a rotation there is another one beside it, and either may be empty.
                var among = genuine with { Secrets = [.. more, "", .. genuine.Secrets] };
                Assert.Equal((Verdict.Genuine, Verdict.Genuine), (Check(genuine), Check(among)));
                if (Changed(genuine, change, where, with, other, number) is not { } changed) return;
                Assert.NotEqual(Verdict.Genuine, Check(changed));
            },
            iter: 20_000);

    [Fact]
    public void No_header_that_is_made_up_is_a_signature_and_none_is_too_odd_to_be_looked_at()
    {
        var odd = Gen.OneOf(Gen.String, Gen.String[Gen.Char["0123456789abcdefv=-+ \0"], 0, 80], Gen.Long.Select(number => $"{number}"), Gen.Int[0, 99].Select(digits => new string('9', digits)), Gen.Int[0, 99].Select(digits => "v0=" + new string('f', digits)));
        var stamp = Gen.OneOf(odd, Gen.Int[-400, 400].Select(seconds => $"{Now.ToUnixTimeSeconds() + seconds}"));
        Gen.Select(stamp.Array[0, 2], Gen.OneOf(odd, Gen.Const("v0=" + new string('a', 64)), Gen.Int[0, 20].Select(power => new string('v', 1 << power))).Array[0, 2], Gen.OneOf(Gen.Byte.Array[0, 100], Gen.Int[0, 20].Select(power => new byte[1 << power]))).Sample(
            (stamps, signatures, body) => Check(new(stamps, signatures, body, ["a secret", ""])) is not Verdict.Genuine,
            iter: 20_000);
    }

    /// <summary>Null where nothing was changed after all.</summary>
    private static Request? Changed(Request genuine, Change change, double where, char with, string other, int number)
    {
        var (stamp, signature, body) = (genuine.Stamps[0]!, genuine.Signatures[0]!, genuine.Body);
        var at = (int)(where * body.Length);
        return change switch
        {
            Change.SignatureCharacter => Replaced(signature, where, with) is var other1 && other1.Equals(signature, StringComparison.OrdinalIgnoreCase) ? null : genuine with { Signatures = [other1] },
            Change.SignatureLength => genuine with { Signatures = [number % 2 == 0 ? signature + with : signature[..(int)(where * signature.Length)]] },
            Change.StampCharacter => Replaced(stamp, where, with) is var other2 && other2 == stamp ? null : genuine with { Stamps = [other2] },
            Change.Second => genuine with { Stamps = [Moved(stamp, number % 2 == 0 ? number : -number)] },
            Change.Body => body.Length == 0 ? null : genuine with { Body = [.. body[..at], (byte)(body[at] ^ (1 + (number % 255))), .. body[(at + 1)..]] },
            Change.BodyLength => genuine with { Body = number % 2 == 0 ? [.. body[..at], (byte)number, .. body[at..]] : body.Length == 0 ? [0] : [.. body[..at], .. body[(at + 1)..]] },
            Change.StampLost => genuine with { Stamps = number % 2 == 0 ? [] : [null] },
            Change.StampDoubled => genuine with { Stamps = [stamp, stamp] },
            Change.SignatureLost => genuine with { Signatures = number % 2 == 0 ? [] : [null] },
            Change.SignatureDoubled => genuine with { Signatures = [signature, signature] },
            Change.Secret => genuine.Secrets[0] == other ? null : genuine with { Secrets = number % 2 == 0 ? [other, ""] : ["", other] },
            _ => genuine with { At = Now + Duration.FromSeconds(number % 2 == 0 ? 600 + number : -600 - number) },
        };
    }

    private static string Replaced(string text, double where, char with) => $"{text[..(int)(where * text.Length)]}{with}{text[((int)(where * text.Length) + 1)..]}";

    private static string Moved(string stamp, int seconds) => (long.Parse(stamp, CultureInfo.InvariantCulture) + seconds).ToString(CultureInfo.InvariantCulture);

    private static Verdict Check(Request request) => Allocation.Within(
        2_000 + (8L * request.Body.Length),
        () => Signature.Check(request.Stamps, request.Signatures, request.Body, request.Secrets, request.At ?? Now),
        request.ToString);

    private sealed record Request(string?[] Stamps, string?[] Signatures, byte[] Body, string[] Secrets, Instant? At = null)
    {
        public override string ToString() => $"{string.Join(',', Stamps)} {string.Join(',', Signatures)} {Convert.ToHexString(Body)} {string.Join(',', Secrets)} {At}";
    }
}
