using System.Web;

namespace StudyBot.Fakes.Slack;

/// <summary>Installing the app: <see href="https://docs.slack.dev/authentication/installing-with-oauth">Installing with OAuth</see>.</summary>
public sealed partial class SlackUser
{
    /// <summary>
    /// Opens the address that the app's "Add to Slack" leads to, and agrees.
    /// </summary>
    /// <param name="authorize">As the app built it: <c>…/oauth/v2/authorize?client_id=…&amp;scope=…&amp;redirect_uri=…&amp;state=…</c>.</param>
    /// <returns>Where the browser is sent next: the app's redirect address with code and state. The caller opens it.</returns>
    /// <exception cref="InvalidOperationException">What Slack shows instead: a wrong client, no scope, one the app does not have, an address it did not register.</exception>
    public Uri AgreesTo(Uri authorize)
    {
        var (code, redirect, state) = Grant(authorize);
        return Back(redirect, $"code={code}", state);
    }

    /// <summary>Presses "Cancel" there.</summary>
    public Uri Declines(Uri authorize)
    {
        var query = HttpUtility.ParseQueryString(authorize.Query);
        return Back(query["redirect_uri"] ?? Slack.App.RedirectUrls[0], "error=access_denied", query["state"]);
    }

    private (string Code, string Redirect, string? State) Grant(Uri authorize)
    {
        var query = HttpUtility.ParseQueryString(authorize.Query);
        if (!authorize.AbsolutePath.EndsWith("/oauth/v2/authorize", StringComparison.Ordinal)) throw new InvalidOperationException("oauth_authorization_url_mismatch");
        if (query["client_id"] != Slack.App.ClientId) throw new InvalidOperationException("invalid_client_id");
        string[] scopes = [.. (query["scope"] ?? "").Split([',', ' '], StringSplitOptions.RemoveEmptyEntries)];
        if (scopes.Length == 0) throw new InvalidOperationException("no_scopes");
        if (scopes.Except(Slack.App.Scopes).ToList() is { Count: > 0 } unknown) throw new InvalidOperationException($"invalid_scope: {string.Join(", ", unknown)}");
        var redirect = query["redirect_uri"];
        if (redirect is not null && !Slack.App.RedirectUrls.Any(known => redirect.StartsWith(known, StringComparison.Ordinal))) throw new InvalidOperationException("bad_redirect_uri");
        if (Guest || SingleChannelGuest) throw new InvalidOperationException("Guests install no apps.");
        lock (Slack.Gate)
        {
            var code = $"{Slack.Count("code")}.{Team.Id[1..].TrimStart('0')}.code";
            Slack.Grants[code] = new Grant(code, Team, this, scopes, redirect, Slack.Now);
            return (code, redirect ?? Slack.App.RedirectUrls[0], query["state"]);
        }
    }

    private static Uri Back(string redirect, string outcome, string? state) =>
        new($"{redirect}{(redirect.Contains('?', StringComparison.Ordinal) ? '&' : '?')}{outcome}&state={Uri.EscapeDataString(state ?? "")}");
}
