using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace StudyBot.Fakes.Teams;

/// <summary>
/// The token beside an activity, right or wrong.
/// <see href="https://learn.microsoft.com/azure/bot-service/rest-api/bot-framework-rest-connector-authentication">Authenticate requests from the Bot Connector service to your bot</see>.
/// </summary>
/// <param name="ServiceUrl">The claim; none leaves it out.</param>
/// <param name="Until">None: for ever.</param>
public sealed record InboundToken(SigningKey Key, string? Issuer, string? Audience, string? ServiceUrl, DateTimeOffset From, DateTimeOffset? Until)
{
    /// <summary>RS256, RS384, RS512; or what nobody may take: <c>none</c>, and HS256 with the public key.</summary>
    public string Algorithm { get; init; } = "RS256";

    /// <summary>Further claims, such as a skill's.</summary>
    public IReadOnlyDictionary<string, string> Claims { get; init; } = new Dictionary<string, string>();

    /// <summary>Signed by the key, and changed afterwards.</summary>
    public bool Tampered { get; init; }

    internal string Write()
    {
        var header = new JsonObject { ["alg"] = Algorithm, ["kid"] = Key.Id, ["typ"] = "JWT", ["x5t"] = Key.Id };
        var signed = $"{Encode(header)}.{Encode(Payload())}";
        var bytes = Encoding.ASCII.GetBytes(signed);
        var signature = Algorithm switch
        {
            "none" => [],
            "HS256" => HMACSHA256.HashData(Key.Public(), bytes),
            "RS384" => Key.Sign(bytes, HashAlgorithmName.SHA384),
            "RS512" => Key.Sign(bytes, HashAlgorithmName.SHA512),
            _ => Key.Sign(bytes, HashAlgorithmName.SHA256),
        };
        if (Tampered) signed = $"{Encode(header)}.{Encode((this with { Audience = $"{Audience} " }).Payload())}";
        return $"{signed}.{Base64Url.EncodeToString(signature)}";
    }

    private JsonObject Payload()
    {
        var payload = new JsonObject();
        if (ServiceUrl is not null) payload["serviceurl"] = ServiceUrl;
        payload["nbf"] = From.ToUnixTimeSeconds();
        if (Until is { } until) payload["exp"] = until.ToUnixTimeSeconds();
        if (Issuer is not null) payload["iss"] = Issuer;
        if (Audience is not null) payload["aud"] = Audience;
        foreach (var (name, value) in Claims) payload[name] = value;
        return payload;
    }

    private static string Encode(JsonObject json) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(json.ToJsonString()));
}
