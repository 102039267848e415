using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.Identity.Client;
using Microsoft.Identity.Client.AppConfig;

namespace StudyBot.Tests.Teams.Fake;

/// <summary>Microsoft's own library gets its tokens from the fake's Entra, and no others.</summary>
public class EntraTests
{
    private static readonly string[] Scope = ["https://api.botframework.com/.default"];

    [Fact]
    public async Task By_a_secret()
    {
        await using var there = await Organisation.StartAsync();

        Assert.Equal(200, await OpensAsync(there, (await Application(there).WithClientSecret(there.Fake.App.Password).Build().AcquireTokenForClient(Scope).ExecuteAsync(TestContext.Current.CancellationToken)).AccessToken));
        var refused = await Assert.ThrowsAsync<MsalServiceException>(() => Application(there).WithClientSecret("another").Build().AcquireTokenForClient(Scope).ExecuteAsync(TestContext.Current.CancellationToken));
        Assert.Contains("AADSTS7000215", refused.Message);
    }

    [Fact]
    public async Task By_a_certificate()
    {
        await using var there = await Organisation.StartAsync();
        using var registered = Made();
        using var another = Made();
        there.Fake.App.Certificate = registered;

        Assert.Equal(200, await OpensAsync(there, (await Application(there).WithCertificate(registered, sendX5C: true).Build().AcquireTokenForClient(Scope).ExecuteAsync(TestContext.Current.CancellationToken)).AccessToken));
        var refused = await Assert.ThrowsAsync<MsalServiceException>(() => Application(there).WithCertificate(another, sendX5C: true).Build().AcquireTokenForClient(Scope).ExecuteAsync(TestContext.Current.CancellationToken));
        Assert.Contains("AADSTS700027", refused.Message);
    }

    [Fact]
    public async Task By_the_machines_own_identity()
    {
        await using var there = await Organisation.StartAsync();
        there.Fake.App.ManagedIdentity = true;
        var identity = ManagedIdentityApplicationBuilder.Create(ManagedIdentityId.WithUserAssignedClientId(there.Fake.App.AppId)).WithHttpClientFactory(new Factory(there)).Build();

        var given = await identity.AcquireTokenForManagedIdentity("https://api.botframework.com").WithForceRefresh(true).ExecuteAsync(TestContext.Current.CancellationToken);

        Assert.Equal(200, await OpensAsync(there, given.AccessToken));
    }

    [Fact]
    public async Task A_single_tenants_bot_gets_none_elsewhere_and_a_multi_tenants_does()
    {
        await using var there = await Organisation.StartAsync();
        var other = there.Fake.AddTenant("Other");

        Task<AuthenticationResult> AskAsync() =>
            Application(there, other.Id).WithClientSecret(there.Fake.App.Password).Build().AcquireTokenForClient(["https://graph.microsoft.com/.default"]).ExecuteAsync(TestContext.Current.CancellationToken);

        Assert.Contains("AADSTS700016", (await Assert.ThrowsAsync<MsalServiceException>(AskAsync)).Message);
        there.Fake.App.MultiTenant = true;
        Assert.NotEmpty((await AskAsync()).AccessToken);
    }

    private static ConfidentialClientApplicationBuilder Application(Organisation there, string? tenant = null) => ConfidentialClientApplicationBuilder.Create(there.Fake.App.AppId)
        .WithAuthority(new Uri($"https://login.microsoftonline.com/{tenant ?? there.Fake.App.Tenant}"), validateAuthority: false)
        .WithInstanceDiscovery(false)
        .WithHttpClientFactory(new Factory(there));

    private static async Task<int> OpensAsync(Organisation there, string token) =>
        (await there.SendAsync(HttpMethod.Get, $"https://smba.trafficmanager.net/emea/v3/teams/{Organisation.Escaped(there.Team.Id)}", token)).Status;

    private static X509Certificate2 Made()
    {
        using var key = RSA.Create(2048);
        return new CertificateRequest("CN=bot", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1).CreateSelfSigned(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddYears(100));
    }

    private sealed class Factory(Organisation there) : IMsalHttpClientFactory
    {
        public HttpClient GetHttpClient() => there.Client;
    }
}
