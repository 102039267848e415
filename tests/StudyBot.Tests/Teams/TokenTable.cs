using System.Text.Json.Nodes;
using StudyBot.Fakes.Teams;

namespace StudyBot.Tests.Teams;

/// <param name="Header">The authorization; none leaves it out.</param>
/// <param name="Status">StudyBot's answer.</param>
/// <param name="Stricter">Why StudyBot refuses what Microsoft's SDK takes; none where they agree.</param>
public sealed record TokenRow(string Case, string? Header, int Status, string? Stricter = null);

/// <summary>Tokens, genuine and not, each of them beside the same activity.</summary>
public static class TokenTable
{
    private const string Stranger = "0000b071-0000-4000-8000-0000000000ee";
    private const string Emulator = "https://sts.windows.net/d6d49420-f39b-4df7-a1dc-d59a935871db/";
    private const string NewerEmulator = "https://login.microsoftonline.com/d6d49420-f39b-4df7-a1dc-d59a935871db/v2.0";
    private const string NoEmulator = "The Emulator signs in with the bot's own password: whoever held it could speak as anybody. Where the Emulator is needed, the bot runs without an id.";

    public static IReadOnlyList<TokenRow> Of(TeamsFake fake)
    {
        var now = fake.Clock.GetUtcNow();
        var id = fake.App.AppId;
        string Token(Func<InboundToken, InboundToken> changed) => $"Bearer {fake.Keys.Mint(changed)}";
        string From(string issuer, Dictionary<string, string> claims) => Token(token => token with { Issuer = issuer, Claims = claims });

        return
        [
            new("valid", Token(token => token), 200),
            new("RS384", Token(token => token with { Algorithm = "RS384" }), 200),
            new("RS512", Token(token => token with { Algorithm = "RS512" }), 200),
            new("expired 2 min ago", Token(token => token with { Until = now.AddMinutes(-2) }), 200),
            new("no header", null, 401),
            new("garbage", "Bearer garbage", 401),
            new("another scheme", $"Basic {fake.Keys.Mint()}", 401),
            new("the scheme in small letters", $"bearer {fake.Keys.Mint()}", 401),
            new("another audience", Token(token => token with { Audience = "0000b071-0000-4000-8000-0000000000ff" }), 401),
            new("no audience", Token(token => token with { Audience = null }), 401),
            new("another issuer", Token(token => token with { Issuer = "https://issuer.example" }), 401),
            new("no issuer", Token(token => token with { Issuer = null }), 401),
            .. TeamsCloud.All.Where(cloud => cloud.Issuer != fake.Cloud.Issuer).Select(cloud => new TokenRow($"another cloud's issuer, {cloud.Issuer}", Token(token => token with { Issuer = cloud.Issuer }), 401)),
            new("the Emulator's issuer", From(Emulator, []), 401),
            new("the Emulator's newer issuer", From(NewerEmulator, []), 401),
            new("the Emulator, for another bot", From(Emulator, new() { ["ver"] = "1.0", ["appid"] = id[..^1] + "e" }), 401),
            new("the Emulator", From(Emulator, new() { ["ver"] = "1.0", ["appid"] = id }), 401, NoEmulator),
            new("the newer Emulator", From(NewerEmulator, new() { ["ver"] = "2.0", ["azp"] = id }), 401, NoEmulator),
            new("a skill's claims (CVE-2021-1725)", From(NewerEmulator, new() { ["ver"] = "2.0", ["azp"] = Stranger, ["appid"] = Stranger }), 401),
            new("a skill's claims, from the Bot Framework", From(fake.Cloud.Issuer, new() { ["ver"] = "1.0", ["appid"] = Stranger }), 401),
            new("a skill's newer claims, from the Bot Framework", From(fake.Cloud.Issuer, new() { ["ver"] = "2.0", ["azp"] = Stranger }), 401),
            new("an anonymous skill, from the Bot Framework", From(fake.Cloud.Issuer, new() { ["appid"] = "AnonymousSkill" }), 401),
            new("the bot's own claims, from the Bot Framework", From(fake.Cloud.Issuer, new() { ["ver"] = "1.0", ["appid"] = id }), 200),
            new("expired 5 min ago", Token(token => token with { Until = now.AddMinutes(-5) }), 401),
            new("expired 10 min ago", Token(token => token with { Until = now.AddMinutes(-10) }), 401),
            new("never expires", Token(token => token with { Until = null }), 401, "Every token of the Bot Framework ends; one that does not would be good for ever once it leaked."),
            new("not yet valid", Token(token => token with { From = now.AddMinutes(10), Until = now.AddMinutes(70) }), 401),
            new("no serviceurl claim", Token(token => token with { ServiceUrl = null }), 401),
            new("another serviceurl claim", Token(token => token with { ServiceUrl = "https://smba.trafficmanager.net/amer/" }), 401),
            new("a serviceurl claim in large letters", Token(token => token with { ServiceUrl = fake.Cloud.ServiceUrl.AbsoluteUri.ToUpperInvariant() }), 401),
            new("a stranger's key", Token(token => token with { Key = fake.Keys.Unknown }), 401),
            new("a key without Teams' endorsement", Token(token => token with { Key = fake.Keys.Unendorsed }), 401),
            new("alg none", Token(token => token with { Algorithm = "none" }), 401),
            new("HS256 with the public key", Token(token => token with { Algorithm = "HS256" }), 401),
            new("changed after it was signed", Token(token => token with { Tampered = true }), 401),
        ];
    }

    /// <summary>One that does nothing.</summary>
    public static JsonObject Activity(TeamsFake fake, TeamsTeam team) => new()
    {
        ["type"] = "event",
        ["id"] = "f:1",
        ["timestamp"] = fake.Clock.GetUtcNow().ToString("O"),
        ["channelId"] = "msteams",
        ["serviceUrl"] = fake.Cloud.ServiceUrl.AbsoluteUri,
        ["from"] = new JsonObject { ["id"] = fake.Tenant.Person("Ana").Id },
        ["recipient"] = new JsonObject { ["id"] = fake.App.BotId },
        ["conversation"] = new JsonObject { ["id"] = team.General.Id, ["conversationType"] = "channel", ["tenantId"] = team.Tenant.Id },
    };
}
