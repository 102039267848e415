using System.Buffers.Text;
using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text.Json.Nodes;

namespace StudyBot.Fakes.Teams;

/// <param name="Endorsements">The channels it is good for.</param>
public sealed record SigningKey(RSA Key, string Id, IReadOnlyList<string> Endorsements)
{
    /// <summary>Making one takes a while, so all fakes share them.</summary>
    private static readonly ConcurrentDictionary<int, Lazy<RSA>> All = new();

    internal static RSA Rsa(int number) => All.GetOrAdd(number, _ => new(() => RSA.Create(2048))).Value;

    internal byte[] Sign(byte[] data, HashAlgorithmName hash)
    {
        lock (Key) return Key.SignData(data, hash, RSASignaturePadding.Pkcs1);
    }

    /// <summary>What a stranger can know of it.</summary>
    internal byte[] Public()
    {
        lock (Key) return Key.ExportSubjectPublicKeyInfo();
    }

    internal JsonObject ToJson()
    {
        RSAParameters key;
        lock (Key) key = Key.ExportParameters(includePrivateParameters: false);
        return new()
        {
            ["kty"] = "RSA", ["use"] = "sig", ["kid"] = Id, ["x5t"] = Id, ["n"] = Base64Url.EncodeToString(key.Modulus), ["e"] = Base64Url.EncodeToString(key.Exponent),
            ["endorsements"] = new JsonArray([.. Endorsements.Select(name => (JsonNode)name)]),
        };
    }
}
