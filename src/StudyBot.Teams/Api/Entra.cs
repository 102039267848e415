using System.Collections.Concurrent;
using System.Security.Cryptography.X509Certificates;
using Microsoft.Identity.Client;
using Microsoft.Identity.Client.AppConfig;
using NodaTime;
using StudyBot.Doors;
using StudyBot.Ports;

namespace StudyBot.Teams;

/// <summary>Tokens of ours, by client secret, certificate or managed identity. MSAL keeps them, and renews them before they end.</summary>
public sealed class Entra(TeamsOptions options, IHttpClientFactory http, TimeProvider clock) : IMsalHttpClientFactory
{
    /// <summary>The client by which tokens are asked for.</summary>
    public const string Client = "teams-tokens";

    /// <summary>MSAL gives out no token in its last five minutes. To look that up takes it longer than the rest of a call takes us, so that it is asked once a minute.</summary>
    private static readonly Duration Good = Duration.FromMinutes(1);

    private readonly ConcurrentDictionary<(string Scope, string Tenant), (string Token, Instant Until)> _held = new();
    private readonly ConcurrentDictionary<string, IConfidentialClientApplication> _applications = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>For the Connector.</summary>
    /// <param name="anew">The last one was not taken.</param>
    public Task<CallResult<string>> BotTokenAsync(bool anew, CancellationToken cancel) =>
        TokenAsync(options.Cloud.BotScope, options.Type is AppType.MultiTenant ? options.Cloud.BotTenant : options.Tenant, anew, cancel);

    /// <summary>For Microsoft Graph, in the tenant that is asked about.</summary>
    public Task<CallResult<string>> GraphTokenAsync(string tenant, bool anew, CancellationToken cancel) =>
        TokenAsync(new Uri(options.Cloud.Graph, ".default").AbsoluteUri, tenant, anew, cancel);

    HttpClient IMsalHttpClientFactory.GetHttpClient() => http.CreateClient(Client);

    private async Task<CallResult<string>> TokenAsync(string scope, string tenant, bool anew, CancellationToken cancel)
    {
        if (!anew && _held.TryGetValue((scope, tenant), out var held) && clock.Now() < held.Until) return held.Token;
        try
        {
            var result = options.Type is AppType.UserAssignedMSI
                ? await Identity().AcquireTokenForManagedIdentity(scope.Replace("/.default", "", StringComparison.Ordinal)).WithForceRefresh(anew).ExecuteAsync(cancel)
                : await Application(tenant).AcquireTokenForClient([scope]).WithForceRefresh(anew).ExecuteAsync(cancel);
            if (result.AccessToken is not { Length: > 0 } token) return new Failure(FailureKind.NotNow, "no token: there is none in the answer");
            _held[(scope, tenant)] = (token, clock.Now() + Good);
            return token;
        }
        catch (MsalServiceException refused)
        {
            // Nothing was sent with it yet, so it can always be tried again.
            return new Failure(FailureKind.NotNow, $"no token: {refused.ErrorCode}", refused.Headers?.RetryAfter?.Delta is { } wait ? Duration.FromTimeSpan(wait) : null);
        }
        // MSAL passes on whatever it stumbles over in an answer that is no token.
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            return new Failure(FailureKind.NotNow, $"no token: {fault.Message}");
        }
    }

    private IConfidentialClientApplication Application(string tenant) => _applications.GetOrAdd(tenant, _ =>
    {
        var builder = ConfidentialClientApplicationBuilder.Create(options.AppId)
            .WithAuthority(new Uri(options.Cloud.Authority, tenant), validateAuthority: false)
            .WithInstanceDiscovery(false)
            .WithHttpClientFactory(this);
        return (options.CertificatePath.Length > 0 ? builder.WithCertificate(Certificate(), sendX5C: true) : builder.WithClientSecret(options.Password)).Build();
    });

    /// <summary>MSAL keeps its tokens for the process, whoever asks.</summary>
    private IManagedIdentityApplication Identity() =>
        ManagedIdentityApplicationBuilder.Create(ManagedIdentityId.WithUserAssignedClientId(options.AppId)).WithHttpClientFactory(this).Build();

    private X509Certificate2 Certificate() => Certificates.Read(options.CertificatePath, options.CertificatePassword);
}
