using System.Net;
using NodaTime;
using StudyBot.Ports;
using StudyBot.Slack;

namespace StudyBot.Tests.Slack;

/// <summary>What went wrong decides whether a post is sent again, given up, or looked for: each case is a row.</summary>
public class FailuresTests
{
    [Theory]
    [InlineData("ratelimited", FailureKind.NotNow)]
    [InlineData("rate_limited", FailureKind.NotNow)]
    [InlineData("request_timeout", FailureKind.NotNow)]
    [InlineData("team_added_to_org", FailureKind.NotNow)]
    [InlineData("org_login_required", FailureKind.NotNow)]
    [InlineData("internal_error", FailureKind.Unknown)]
    [InlineData("fatal_error", FailureKind.Unknown)]
    [InlineData("service_unavailable", FailureKind.Unknown)]
    [InlineData("channel_not_found", FailureKind.Refused)]
    [InlineData("not_in_channel", FailureKind.Refused)]
    [InlineData("is_archived", FailureKind.Refused)]
    [InlineData("invalid_blocks", FailureKind.Refused)]
    [InlineData("not_authed", FailureKind.NotNow)]
    [InlineData("invalid_auth", FailureKind.NotNow)]
    [InlineData("token_expired", FailureKind.NotNow)]
    [InlineData("token_revoked", FailureKind.Refused)]
    [InlineData("account_inactive", FailureKind.Refused)]
    [InlineData("something_new", FailureKind.Refused)]
    public void An_error_by_name(string error, FailureKind kind) => Assert.Equal(kind, Failures.Of(error, Headers(null), isOurs: false).Kind);

    /// <summary>The operator mends the token in the settings; a workspace's own goes with the installation.</summary>
    [Theory]
    [InlineData("invalid_auth", FailureKind.NotNow)]
    [InlineData("token_revoked", FailureKind.NotNow)]
    [InlineData("account_inactive", FailureKind.NotNow)]
    [InlineData("channel_not_found", FailureKind.Refused)]
    [InlineData("missing_scope", FailureKind.Refused)]
    public void An_error_with_the_token_of_the_settings(string error, FailureKind kind) => Assert.Equal(kind, Failures.Of(error, Headers(null), isOurs: true).Kind);

    [Theory]
    [InlineData(429, FailureKind.NotNow)]
    [InlineData(500, FailureKind.Unknown)]
    [InlineData(502, FailureKind.Unknown)]
    [InlineData(503, FailureKind.Unknown)]
    [InlineData(504, FailureKind.Unknown)]
    [InlineData(404, FailureKind.Refused)]
    [InlineData(302, FailureKind.Refused)]
    public void A_status(int status, FailureKind kind) => Assert.Equal(kind, Failures.Of((HttpStatusCode)status, Headers(null), FailureKind.Refused).Kind);

    [Theory]
    [InlineData(HttpRequestError.ConnectionError, FailureKind.NotNow)]
    [InlineData(HttpRequestError.NameResolutionError, FailureKind.NotNow)]
    [InlineData(HttpRequestError.SecureConnectionError, FailureKind.NotNow)]
    [InlineData(HttpRequestError.ResponseEnded, FailureKind.Unknown)]
    [InlineData(HttpRequestError.Unknown, FailureKind.Unknown)]
    public void No_answer_is_certain_only_where_no_connection_came_about(HttpRequestError error, FailureKind kind) =>
        Assert.Equal(kind, Failure.Of(new HttpRequestException(error, "it broke")).Kind);

    [Theory]
    [InlineData("30", 30)]
    [InlineData("86400", 86400)]
    [InlineData(null, null)]
    [InlineData("soon", null)]
    [InlineData("-3", null)]
    [InlineData("0", null)]
    [InlineData("99999999999999", null)]
    [InlineData("1.5", null)]
    public void Retry_After_is_taken_where_it_makes_sense(string? header, int? seconds) =>
        Assert.Equal(seconds is { } s ? Duration.FromSeconds(s) : null, Failures.Of(HttpStatusCode.TooManyRequests, Headers(header), FailureKind.Refused).RetryAfter);

    private static System.Net.Http.Headers.HttpResponseHeaders Headers(string? retryAfter)
    {
        var response = new HttpResponseMessage();
        if (retryAfter is not null) response.Headers.TryAddWithoutValidation("Retry-After", retryAfter);
        return response.Headers;
    }
}
