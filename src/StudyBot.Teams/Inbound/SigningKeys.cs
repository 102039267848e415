using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using NodaTime;
using StudyBot.Doors;

namespace StudyBot.Teams;

/// <summary>The keys that sign activities, as the Bot Framework publishes them: read once a day, and at once when somebody signs with one that is not known,
/// but not more often than every five minutes. The library's own keeper reads them in the background, so that the first activity under a new key would be refused.</summary>
public sealed class SigningKeys(TeamsOptions options, IHttpClientFactory http, TimeProvider clock) : IDisposable
{
    /// <summary>The client by which they are read.</summary>
    public const string Client = "teams-keys";

    private static readonly Duration Fresh = Duration.FromDays(1);
    private static readonly Duration Gap = Duration.FromMinutes(5);

    private readonly SemaphoreSlim _one = new(1, 1);
    private (OpenIdConnectConfiguration Keys, Instant At)? _known;
    private Instant? _asked;

    /// <summary>Throws an <see cref="IOException"/> or an <see cref="InvalidOperationException"/> where they cannot be read and none are known.</summary>
    public async Task<OpenIdConnectConfiguration> AllAsync(CancellationToken cancel) =>
        _known is var (keys, at) && clock.Now() - at < Fresh ? keys : await ReadAsync(_known?.Keys, cancel) ?? throw new InvalidOperationException("The keys that sign what Teams sends could not be read.");

    /// <summary>Those of now, where <paramref name="before"/> had not the key that was asked for; null where they were read a moment ago.</summary>
    public Task<OpenIdConnectConfiguration?> AnewAsync(OpenIdConnectConfiguration before, CancellationToken cancel) =>
        _asked is { } asked && clock.Now() - asked < Gap && ReferenceEquals(before, _known?.Keys) ? Task.FromResult<OpenIdConnectConfiguration?>(null) : ReadAsync(before, cancel);

    public void Dispose() => _one.Dispose();

    /// <summary>One reads, the others wait for that.</summary>
    private async Task<OpenIdConnectConfiguration?> ReadAsync(OpenIdConnectConfiguration? before, CancellationToken cancel)
    {
        await _one.WaitAsync(cancel);
        try
        {
            if (_known is var (newer, _) && !ReferenceEquals(newer, before)) return newer;
            if (before is not null) _asked = clock.Now();
            var keys = await OpenIdConnectConfigurationRetriever.GetAsync(options.Cloud.Metadata.AbsoluteUri, new HttpDocumentRetriever(http.CreateClient(Client)), cancel);
            _known = (keys, clock.Now());
            return keys;
        }
        catch (IOException) when (before is not null)
        {
            // What was known yesterday is better than nothing.
            return before;
        }
        finally
        {
            _one.Release();
        }
    }
}
