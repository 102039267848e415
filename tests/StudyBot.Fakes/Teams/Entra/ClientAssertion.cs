using System.Buffers.Text;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace StudyBot.Fakes.Teams;

/// <summary><see href="https://learn.microsoft.com/entra/identity-platform/certificate-credentials">Certificate credentials</see>: a JWT that the registered certificate signed.</summary>
internal static class ClientAssertion
{
    /// <summary>What is wrong with it; none where nothing is. Its instants are the machine's, as the library that makes it knows no other clock.</summary>
    public static string? Wrong(TeamsFake fake, string assertion, string audience)
    {
        if (fake.App.Certificate?.GetRSAPublicKey() is not { } key) return "no certificate is registered";
        using var certificate = key;
        if (assertion.Split('.') is not [var header, var payload, var signature]) return "not a JWT";
        try
        {
            var head = Read(header);
            var claims = Read(payload);
            var padding = head["alg"]?.ToString() switch
            {
                "PS256" => RSASignaturePadding.Pss,
                "RS256" => RSASignaturePadding.Pkcs1,
                _ => null,
            };
            if (padding is null) return "signed in another way";
            if (!key.VerifyData(Encoding.ASCII.GetBytes($"{header}.{payload}"), Base64Url.DecodeFromChars(signature), HashAlgorithmName.SHA256, padding)) return "not signed by the certificate";
            if (claims["iss"]?.ToString() != fake.App.AppId || claims["sub"]?.ToString() != fake.App.AppId) return "another application";
            return claims["aud"]?.ToString() == audience ? null : "another audience";
        }
        catch (Exception fault) when (fault is FormatException or JsonException)
        {
            return "not a JWT";
        }
    }

    private static JsonObject Read(string part) => JsonNode.Parse(Base64Url.DecodeFromChars(part))!.AsObject();
}
