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

    // One reference, so that a reader never sees half of it.
    private volatile Known? _known;

    /// <summary>Throws an <see cref="IOException"/> where they cannot be read and none are known.</summary>
    public async Task<OpenIdConnectConfiguration> AllAsync(CancellationToken cancel) =>
        _known is { } known && (clock.Now() - known.At < Fresh || AskedJustNow(known)) ? known.Keys : (await ReadAsync(_known, cancel)).Keys;

    /// <summary>Those of now, where <paramref name="before"/> had not the key that was asked for; null where they were asked for anew a moment ago.</summary>
    public async Task<OpenIdConnectConfiguration?> AnewAsync(OpenIdConnectConfiguration before, CancellationToken cancel)
    {
        if (_known is not { } known || !ReferenceEquals(known.Keys, before)) return await AllAsync(cancel);
        return AskedJustNow(known) ? null : (await ReadAsync(known, cancel)).Keys;
    }

    public void Dispose() => _one.Dispose();

    private bool AskedJustNow(Known known) => known.AskedAnew is { } asked && clock.Now() - asked < Gap;

    /// <summary>One reads, the others wait for that. What was known before is better than nothing.</summary>
    private async Task<Known> ReadAsync(Known? before, CancellationToken cancel)
    {
        await _one.WaitAsync(cancel);
        try
        {
            if (_known is { } newer && !ReferenceEquals(newer, before)) return newer;
            Instant? asked = before is null ? null : clock.Now();
            try
            {
                var keys = await OpenIdConnectConfigurationRetriever.GetAsync(options.Cloud.Metadata.AbsoluteUri, new HttpDocumentRetriever(http.CreateClient(Client)), cancel);
                return _known = keys.SigningKeys.Count > 0 ? new(keys, clock.Now(), asked) : throw new IOException("there are none");
            }
            catch (Exception) when (before is not null && !cancel.IsCancellationRequested)
            {
                return _known = before with { AskedAnew = asked };
            }
            // The library passes on whatever it stumbles over.
            catch (Exception fault) when (fault is not (IOException or OperationCanceledException))
            {
                throw new IOException("what stands there is no set of keys", fault);
            }
        }
        finally
        {
            _one.Release();
        }
    }

    /// <param name="At">When they were read.</param>
    /// <param name="AskedAnew">When they were last asked for although some were known.</param>
    private sealed record Known(OpenIdConnectConfiguration Keys, Instant At, Instant? AskedAnew);
}
