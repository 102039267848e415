using System.Security.Cryptography;
using System.Text.Json;
using System.Text;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;
using StudyBot.Doors;
using StudyBot.Ports;

namespace StudyBot.Teams;

/// <summary>Whether an activity comes from the Bot Framework, was meant for this bot, and says truly where to answer.
/// Source: "Authenticate requests from the Bot Connector service to your bot". Tokens of skills and of the Emulator have other issuers and are refused.</summary>
public sealed class TokenValidator(TeamsOptions options, SigningKeys keys, TimeProvider clock)
{
    private static readonly TimeSpan Skew = TimeSpan.FromMinutes(5);

    /// <summary>By a hash of the token; more than come within an hour.</summary>
    private readonly Remembered<string, Good> _good = new(most: 256);

    private readonly JsonWebTokenHandler _handler = new() { MapInboundClaims = false };

    /// <summary>Who calls, by the token alone: nothing of the body is looked at before.</summary>
    public async Task<Caller> CheckAsync(string? authorization, CancellationToken cancel)
    {
        if (authorization is null) return new Caller.Stranger("no token");
        if (!authorization.StartsWith("Bearer ", StringComparison.Ordinal)) return new Caller.Stranger("not a bearer token");
        var configuration = await keys.AllAsync(cancel);
        var token = authorization["Bearer ".Length..];
        var hash = Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(token)));
        if (_good.TryGet(hash, out var good) && ReferenceEquals(good.Keys, configuration) && IsCurrent(null, good.Until)) return good.Caller;
        var result = await ValidateAsync(token, configuration);
        if (result.Exception is SecurityTokenSignatureKeyNotFoundException && await keys.AnewAsync(configuration, cancel) is { } renewed)
            result = await ValidateAsync(token, configuration = renewed);

        if (!result.IsValid || result.SecurityToken is not JsonWebToken read) return new Caller.Stranger(Reason(result.Exception));
        if (IsAnotherBots(read)) return new Caller.Stranger("from another bot");
        if (!read.TryGetPayloadValue<string>("serviceurl", out var serviceUrl)) return new Caller.Stranger("no service URL claimed");
        var caller = new Caller.Connector(serviceUrl, Endorsements(configuration, read.Kid));
        _good.Set(hash, new(caller, configuration, read.ValidTo));
        return caller;
    }

    private Task<TokenValidationResult> ValidateAsync(string token, OpenIdConnectConfiguration configuration) => _handler.ValidateTokenAsync(token, new TokenValidationParameters
    {
        ValidIssuer = options.Cloud.Issuer,
        ValidAudience = options.AppId,
        IssuerSigningKeys = configuration.SigningKeys,
        ValidAlgorithms = [SecurityAlgorithms.RsaSha256, SecurityAlgorithms.RsaSha384, SecurityAlgorithms.RsaSha512],
        RequireSignedTokens = true,
        RequireExpirationTime = true,
        ClockSkew = Skew,
        LifetimeValidator = (from, until, _, _) => IsCurrent(from, until),
    });

    /// <summary>By the one clock, not the machine's.</summary>
    private bool IsCurrent(DateTime? from, DateTime? until)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        return until is { } end && now < end + Skew && (from is not { } start || now >= start - Skew);
    }

    /// <summary>A skill, or who calls one, names itself beside the audience. Believing that unasked was CVE-2021-1725.</summary>
    private bool IsAnotherBots(JsonWebToken token)
    {
        string? Claim(string name) => token.TryGetPayloadValue<string>(name, out var value) ? value : null;
        return Claim("appid") == "AnonymousSkill" || (Claim("ver") is not null && ((string?[])[Claim("appid"), Claim("azp")]).Any(caller => caller is not null && caller != options.AppId));
    }

    /// <summary>The channels a key is good for; metadata names them beside each key.</summary>
    private static HashSet<string> Endorsements(OpenIdConnectConfiguration configuration, string? kid) =>
        configuration.JsonWebKeySet?.Keys.FirstOrDefault(key => key.Kid == kid) is { } found && found.AdditionalData.TryGetValue("endorsements", out var named)
            ? [.. Words(named).OfType<string>()]
            : [];

    private static IEnumerable<string?> Words(object? named) => named is JsonElement { ValueKind: JsonValueKind.Array } several ? several.EnumerateArray().Select(one => one.Text()) : [named as string];

    private static string Reason(Exception? fault) => fault switch
    {
        SecurityTokenInvalidAudienceException => "for another bot",
        SecurityTokenInvalidIssuerException => "from another issuer",
        SecurityTokenInvalidLifetimeException or SecurityTokenExpiredException or SecurityTokenNotYetValidException or SecurityTokenNoExpirationException => "not current",
        SecurityTokenSignatureKeyNotFoundException => "signed with an unknown key",
        SecurityTokenInvalidAlgorithmException => "signed in another way",
        SecurityTokenInvalidSignatureException => "not signed by its key",
        _ => "malformed",
    };

    /// <summary>A token that was found good: the Bot Framework sends the same one with every activity for an hour. It is good under the keys it was checked by, until its end.</summary>
    private sealed record Good(Caller.Connector Caller, OpenIdConnectConfiguration Keys, DateTime Until);
}
