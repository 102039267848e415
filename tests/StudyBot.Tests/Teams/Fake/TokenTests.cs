using System.Text.Json.Nodes;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using StudyBot.Fakes.Teams;

namespace StudyBot.Tests.Teams.Fake;

/// <summary>The tokens that stand beside activities, judged by Microsoft's own library.</summary>
public class TokenTests
{
    [Fact]
    public async Task What_Teams_sends_carries_a_token_that_its_published_keys_prove()
    {
        await using var there = await Organisation.StartAsync();
        await there.Ben.SaysAsync(there.Learn, "done");

        var (valid, read) = await CheckAsync(there, there.Bot.All[^1].Authorization!["Bearer ".Length..]);

        Assert.True(valid);
        Assert.Equal("https://smba.trafficmanager.net/emea/", read!.GetPayloadValue<string>("serviceurl"));
        Assert.Equal((there.Fake.App.AppId, "https://api.botframework.com"), (read.Audiences.Single(), read.Issuer));
        Assert.InRange(there.Clock.GetUtcNow().UtcDateTime, read.ValidFrom, read.ValidTo);
    }

    [Fact]
    public async Task What_is_wrong_with_a_token_is_wrong()
    {
        await using var there = await Organisation.StartAsync();
        var keys = there.Fake.Keys;

        Assert.False((await CheckAsync(there, keys.Mint(token => token with { Key = keys.Unknown }))).Valid);
        Assert.False((await CheckAsync(there, keys.Mint(token => token with { Tampered = true }))).Valid);
        Assert.False((await CheckAsync(there, keys.Mint(token => token with { Algorithm = "HS256" }))).Valid);
        Assert.False((await CheckAsync(there, keys.Mint(token => token with { Algorithm = "none" }))).Valid);
        Assert.True((await CheckAsync(there, keys.Mint(token => token with { Key = keys.Unendorsed }))).Valid);
        Assert.Null((await CheckAsync(there, keys.Mint(token => token with { ServiceUrl = null }))).Read!.Claims.FirstOrDefault(claim => claim.Type == "serviceurl"));
    }

    [Fact]
    public async Task Keys_roll_over()
    {
        await using var there = await Organisation.StartAsync();
        var before = there.Fake.Keys.Mint();
        Assert.True((await CheckAsync(there, before)).Valid);

        there.Fake.Keys.Roll();

        Assert.False((await CheckAsync(there, before)).Valid);
        Assert.True((await CheckAsync(there, there.Fake.Keys.Mint())).Valid);
        there.Fake.Keys.Roll(keepsOld: true);
        Assert.Equal(3, (await PublishedAsync(there))["keys"]!.AsArray().Count);
        Assert.DoesNotContain("msteams", (await PublishedAsync(there))["keys"]![0]!["endorsements"]!.AsArray().Select(name => name!.ToString()));
    }

    [Theory]
    [InlineData("login.botframework.azure.us", "https://api.botframework.us")]
    [InlineData("login.botframework.azure.cn", "https://api.botframework.azure.cn")]
    public async Task Other_clouds_have_issuers_of_their_own(string host, string issuer)
    {
        await using var there = await Organisation.StartAsync();
        there.Fake.Cloud = TeamsCloud.All.First(cloud => cloud.Keys == host);

        var metadata = (await there.SendAsync(HttpMethod.Get, $"https://{host}/v1/.well-known/openidconfiguration", null)).Body;
        await there.Ben.SaysAsync(there.Learn, "done");

        Assert.Equal(issuer, metadata["issuer"]!.ToString());
        Assert.Equal(issuer, new JsonWebToken(there.Bot.All[^1].Authorization!["Bearer ".Length..]).Issuer);
        Assert.Equal(there.Fake.Cloud.ServiceUrl.AbsoluteUri, there.Bot.Last["serviceUrl"]!.ToString());
    }

    [Fact]
    public async Task Anything_can_be_posted_with_any_header()
    {
        await using var there = await Organisation.StartAsync();
        await there.Ben.SaysAsync(there.Learn, "done");
        var activity = there.Bot.Last.DeepClone().AsObject();
        there.Bot.Answers.Enqueue(new(System.Net.HttpStatusCode.Unauthorized));

        Assert.Equal(401, await there.Fake.PostAsync(activity, null));
        Assert.Equal(200, await there.Fake.PostAsync(activity, "Basic abc"));
        Assert.Equal([null, "Basic abc"], there.Bot.All.Skip(1).Select(came => came.Authorization));
    }

    private static async Task<JsonObject> PublishedAsync(Organisation there)
    {
        var metadata = (await there.SendAsync(HttpMethod.Get, "https://login.botframework.com/v1/.well-known/openidconfiguration", null)).Body;
        return (await there.SendAsync(HttpMethod.Get, metadata["jwks_uri"]!.ToString(), null)).Body;
    }

    private static async Task<(bool Valid, JsonWebToken? Read)> CheckAsync(Organisation there, string token)
    {
        var keys = new JsonWebKeySet((await PublishedAsync(there)).ToJsonString());
        var result = await new JsonWebTokenHandler().ValidateTokenAsync(token, new TokenValidationParameters
        {
            ValidIssuer = "https://api.botframework.com", ValidAudience = there.Fake.App.AppId, IssuerSigningKeys = keys.GetSigningKeys(), ValidateLifetime = false,
            ValidAlgorithms = [SecurityAlgorithms.RsaSha256],
        });
        return (result.IsValid, result.SecurityToken as JsonWebToken);
    }
}
