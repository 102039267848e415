using System.Globalization;
using System.Net.Http.Headers;
using System.Net;
using NodaTime;
using StudyBot.Ports;

namespace StudyBot.Slack;

/// <summary>Sorts what went wrong in a call, in one place. Source of the errors: the pages of the Web API's methods.</summary>
public static class Failures
{
    /// <summary>Nothing happened, and it can be asked again.</summary>
    private static readonly HashSet<string> NotNow = new(StringComparer.Ordinal)
    {
        "ratelimited", "rate_limited", "message_limit_exceeded", "accesslimited", "request_timeout",
        "team_added_to_org", "org_login_required",
        // A token that Slack does not know, or not any more, says nothing of where the bot is installed: a better one may come.
        "not_authed", "invalid_auth", "token_expired",
    };

    /// <summary>Slack says of these that some of it may have succeeded.</summary>
    private static readonly HashSet<string> Unknown = new(StringComparer.Ordinal)
    {
        "internal_error", "fatal_error", "service_unavailable",
    };

    /// <summary>The token is void, or of another kind than was asked for: nothing will ever be granted to it. Other refusals may pass.</summary>
    private static readonly HashSet<string> Void = new(StringComparer.Ordinal)
    {
        "not_authed", "invalid_auth", "token_expired", "account_inactive", "user_removed_from_team", "team_disabled", "token_revoked", "not_allowed_token_type",
    };

    /// <summary>Whether asking again with this token is of no use.</summary>
    public static bool IsFinal(Failure failure) => Void.Contains(failure.Error);

    /// <summary>An answer of 200 with <c>"ok": false</c>.</summary>
    /// <param name="isOurs">The token is the one in the settings. Where that is void it is ours to mend, and no channel's end; elsewhere the bot was taken out.</param>
    public static Failure Of(string error, HttpResponseHeaders headers, bool isOurs)
    {
        if (NotNow.Contains(error) || isOurs && Void.Contains(error)) return new(FailureKind.NotNow, error, RetryAfter(headers));
        return new(Unknown.Contains(error) ? FailureKind.Unknown : FailureKind.Refused, error);
    }

    /// <summary>An answer of another status.</summary>
    /// <param name="otherwise">What one means that says neither of a limit nor of a fault.</param>
    public static Failure Of(HttpStatusCode status, HttpResponseHeaders headers, FailureKind otherwise) => (int)status switch
    {
        429 => new(FailureKind.NotNow, "ratelimited", RetryAfter(headers)),
        >= 500 => new(FailureKind.Unknown, Words(status)),
        _ => new(otherwise, Words(status)),
    };

    /// <summary>Whole seconds, as Slack sends them; null where there are none, or none that make sense.</summary>
    private static Duration? RetryAfter(HttpResponseHeaders headers) =>
        headers.NonValidated.TryGetValues("Retry-After", out var values) &&
        int.TryParse(values.ToString(), NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) && seconds > 0
            ? Duration.FromSeconds(seconds)
            : null;

    private static string Words(HttpStatusCode status) => string.Create(CultureInfo.InvariantCulture, $"Slack answered {(int)status}");
}
