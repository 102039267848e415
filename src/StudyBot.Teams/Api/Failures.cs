using System.Globalization;
using System.Net.Http.Headers;
using System.Text.Json;
using NodaTime;
using StudyBot.Ports;

namespace StudyBot.Teams;

/// <summary>Sorts what went wrong in a call, in one place. Source: Teams' page on rate limits and on error codes of the Connector.</summary>
internal static class Failures
{
    /// <summary>An answer that is no success.</summary>
    public static async Task<Failure> OfAsync(HttpResponseMessage response, CancellationToken cancel)
    {
        var status = (int)response.StatusCode;
        var code = await CodeAsync(response, cancel);
        var error = code ?? string.Create(CultureInfo.InvariantCulture, $"Teams answered {status}");
        return status switch
        {
            >= 500 => new(FailureKind.Unknown, error),
            // A conversation that somebody else writes in at once, and a limit. A token that is not taken is ours to mend, not the channel's end.
            401 or 412 or 429 => new(FailureKind.NotNow, error, RetryAfter(response.Headers)),
            // The Connector says why it refuses: what names no reason, or is about the way there, is from somebody in between, and passes.
            _ when code is null || status is < 400 or 407 or 408 or 425 or 451 => new(FailureKind.NotNow, error, RetryAfter(response.Headers)),
            _ => new(FailureKind.Refused, error),
        };
    }

    /// <summary>Seconds, as Teams sends them; null where there are none, or none that make sense.</summary>
    private static Duration? RetryAfter(HttpResponseHeaders headers) => headers.RetryAfter?.Delta is { } wait && wait > TimeSpan.Zero ? Duration.FromTimeSpan(wait) : null;

    /// <summary>The Connector's own word: <c>error.code</c>, or a <c>subCode</c> in a text that is JSON itself.</summary>
    private static async Task<string?> CodeAsync(HttpResponseMessage response, CancellationToken cancel)
    {
        try
        {
            var said = JsonSerializer.Deserialize(await response.Content.ReadAsByteArrayAsync(cancel), CallsJson.Default.ConnectorError);
            return said?.Error?.Code ?? (said?.Message is { } inside ? JsonSerializer.Deserialize(inside, CallsJson.Default.InnerError)?.SubCode : null);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
