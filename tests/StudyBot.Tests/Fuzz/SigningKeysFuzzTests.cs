using System.Text.Json.Nodes;
using CsCheck;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using NodaTime;
using StudyBot.Fakes.Teams;
using StudyBot.Teams;

namespace StudyBot.Tests.Fuzz;

/// <summary>Whatever stands where the Bot Framework publishes its keys: whoever calls is known or a stranger, or that cannot be told now; nothing else ever comes of it.</summary>
public sealed class SigningKeysFuzzTests : IAsyncLifetime
{
    /// <summary>Keys of other kinds, as a set may hold them.</summary>
    private static readonly string[] Others =
    [
        """{"kty":"EC","use":"sig","kid":"key-2","crv":"P-256","x":"f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU","y":"x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0","endorsements":["msteams"]}""",
        """{"kty":"oct","kid":"key-2","k":"AyM1SysPpbyDfgZld3umj1qzKObwVMkoqQ-EstJQLr_T-1qS0gZH75aKtMN3Yj0iPS4hcgUuTwjAzZr1Z9CAow","endorsements":"msteams"}""",
        """{"kty":"RSA","kid":"key-2","n":"AQAB","e":"AA","x5c":["MIIB","AAAA"],"x5t#S256":"AAAA","key_ops":["verify"],"endorsements":[{"msteams":true},null]}""",
    ];

    private readonly Impostor _microsoft = new();
    private readonly FakeTimeProvider _clock = new(Instant.FromUtc(2026, 3, 5, 9, 0).ToDateTimeOffset());
    private TeamsFake _fake = null!;
    private ServiceProvider _services = null!;
    private byte[] _metadata = [];
    private byte[] _keys = [];

    public async ValueTask InitializeAsync()
    {
        _fake = await TeamsFake.StartAsync(_clock);
        var services = new ServiceCollection().AddSingleton<TimeProvider>(_clock).AddTeamsApi(new(AppType.SingleTenant, _fake.App.AppId, _fake.App.Tenant, "a secret")).AddTransient<SigningKeys>().AddTransient<TokenValidator>();
        services.AddHttpClient(SigningKeys.Client).ConfigurePrimaryHttpMessageHandler(() => _microsoft);
        _services = services.BuildServiceProvider();
        using var network = new HttpClient(_fake.Network());
        _metadata = await network.GetByteArrayAsync(new Uri("https://login.botframework.com/v1/.well-known/openidconfiguration"));
        _keys = await network.GetByteArrayAsync(new Uri("https://login.botframework.com/v1/.well-known/keys"));
    }

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        _microsoft.Dispose();
        await _fake.DisposeAsync();
    }

    private Gen<(byte[] Metadata, byte[] Keys)> Hostile
    {
        get
        {
            var published = JsonNode.Parse(_keys)!;
            foreach (var other in Others) published["keys"]!.AsArray().Add(JsonNode.Parse(other));
            return Gen.OneOf(HostileJson.Like([JsonNode.Parse(_metadata)!]).Select(metadata => (metadata, _keys)), HostileJson.Like([published]).Select(keys => (_metadata, keys)));
        }
    }

    private string Token => $"Bearer {_fake.Keys.Mint()}";

    [Fact]
    public async Task Where_none_are_known_yet()
    {
        var token = Token;
        var (known, strange, untold) = (0, 0, 0);
        await Hostile.SampleAsync(
            async there =>
            {
                _microsoft.Says(there.Metadata, there.Keys);
                try
                {
                    if (await _services.GetRequiredService<TokenValidator>().CheckAsync(token, default) is Caller.Stranger) strange++;
                    else known++;
                }
                catch (IOException told)
                {
                    Assert.InRange(told.Message.Length, 1, 300);
                    untold++;
                }
            },
            iter: 1_000,
            threads: 1);

        Assert.All((int[])[known, strange, untold], count => Assert.InRange(count, 1, int.MaxValue));
    }

    /// <summary>What was known before is used on: a set that is none takes nobody's key away.</summary>
    [Fact]
    public async Task Where_some_are_known()
    {
        var (before, strange) = (Token, 0);
        var after = $"Bearer {_fake.Keys.Mint(token => token with { Key = _fake.Keys.Unknown })}";
        await Hostile.SampleAsync(
            async there =>
            {
                var tokens = _services.GetRequiredService<TokenValidator>();
                _microsoft.Says(_metadata, _keys);
                Assert.IsType<Caller.Connector>(await tokens.CheckAsync(before, default));
                _microsoft.Says(there.Metadata, there.Keys);
                Assert.IsType<Caller.Stranger>(await tokens.CheckAsync(after, default));
                if (await tokens.CheckAsync(before, default) is Caller.Stranger) strange++;
            },
            iter: 500,
            threads: 1);

        Assert.InRange(strange, 1, 400);
    }

    [Fact]
    public async Task A_set_of_no_keys_is_none()
    {
        var tokens = _services.GetRequiredService<TokenValidator>();
        var none = "{\"keys\":[]}"u8.ToArray();
        _microsoft.Says(_metadata, none);
        await Assert.ThrowsAsync<IOException>(() => tokens.CheckAsync(Token, default));
        _microsoft.Says(_metadata, _keys);
        Assert.IsType<Caller.Connector>(await tokens.CheckAsync(Token, default));

        _microsoft.Says(_metadata, none);
        Assert.IsType<Caller.Stranger>(await tokens.CheckAsync($"Bearer {_fake.Keys.Mint(token => token with { Key = _fake.Keys.Unknown })}", default));
        Assert.IsType<Caller.Connector>(await tokens.CheckAsync(Token, default));
    }

    [Fact]
    public async Task An_answer_without_end_is_given_up_at_four_megabytes()
    {
        using var endless = new Endless();
        _microsoft.Says(endless);

        await Assert.ThrowsAsync<IOException>(() => _services.GetRequiredService<TokenValidator>().CheckAsync(Token, default));

        Assert.InRange(endless.Given, 0, 5 * 1024 * 1024);
    }
}
