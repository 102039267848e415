namespace StudyBot.Fakes.Slack;

/// <summary>The app as its developer set it up: its secrets, where its requests go, what it is allowed and listens to.</summary>
public sealed class SlackApp : IDisposable
{
    private readonly SlackFake _slack;
    private readonly HttpMessageInvoker _network = new(new SocketsHttpHandler { AllowAutoRedirect = false }, disposeHandler: true);

    internal SlackApp(SlackFake slack)
    {
        _slack = slack;
        AppToken = "xapp-1-A000000001-1-fake";
        slack.Tokens[AppToken] = new SlackToken(AppToken, null, "app", ["connections:write"], null);
    }

    public string Id => "A000000001";

    public string Name { get; set; } = "StudyBot";

    public string ClientId => "1.1";

    public string ClientSecret { get; set; } = "client-secret-of-the-fake";

    /// <summary>Signs every request. Change it to rotate.</summary>
    public string SigningSecret { get; set; } = "signing-secret-of-the-fake";

    /// <summary>The old shared token that still stands in every payload; nothing to trust.</summary>
    public string VerificationToken => "verification-token-of-the-fake";

    /// <summary>For <c>apps.connections.open</c>.</summary>
    public string AppToken { get; }

    /// <summary>What is delivered goes over Socket Mode and not over HTTP.</summary>
    public bool SocketMode { get; set; }

    /// <summary><c>should_escape</c> of the manifest's slash command: people and channels in its text come with their ids.</summary>
    public bool EscapesCommands { get; set; } = true;

    /// <summary>Bot tokens expire after 12 hours and come with refresh tokens.
    /// <see href="https://docs.slack.dev/authentication/using-token-rotation">Using token rotation</see>.</summary>
    public bool TokenRotation { get; set; }

    /// <summary>Where OAuth may lead back to: prefixes.</summary>
    public IList<string> RedirectUrls { get; } = [];

    public string? EventsUrl { get; set; }

    public string? CommandsUrl { get; set; }

    public string? InteractionsUrl { get; set; }

    /// <summary>What reaches the request URLs: the network unless a test hands in its server's own handler. What is handed in stays the test's to end.</summary>
    public HttpMessageInvoker Http
    {
        get => field ?? _network;
        set;
    }

    /// <summary>The bot scopes that an install grants.</summary>
    public IReadOnlyList<string> Scopes { get; set; } =
    [
        "app_mentions:read", "channels:history", "channels:read", "chat:write", "commands", "files:read", "files:write", "groups:history", "groups:read",
        "im:history", "im:read", "im:write", "reactions:read", "reactions:write", "users:read",
    ];

    /// <summary>The bot events the app subscribed to, as its manifest names them; at first all the fake knows.</summary>
    public IReadOnlyList<string> Events { get; set; } = [.. Subscriptions.All];

    /// <summary>Sends events, commands and interactions below one address: <c>slack/events</c>, <c>slack/commands</c>, <c>slack/interactions</c>.</summary>
    public void SendTo(Uri address)
    {
        EventsUrl = new Uri(address, "/slack/events").ToString();
        CommandsUrl = new Uri(address, "/slack/commands").ToString();
        InteractionsUrl = new Uri(address, "/slack/interactions").ToString();
    }

    public void Dispose() => _network.Dispose();

    /// <summary>
    /// What happens when a developer saves a request URL: Slack sends <c>url_verification</c> and wants the challenge back.
    /// <see href="https://docs.slack.dev/reference/events/url_verification">url_verification</see>.
    /// </summary>
    /// <returns>Whether the challenge came back.</returns>
    public async Task<bool> VerifiesEventsUrlAsync()
    {
        var challenge = $"challenge-{_slack.Count("challenge")}";
        var delivery = await _slack.Mail.SendAsync(new SlackDelivery(DeliveryKind.Verification, challenge, "url_verification", null, new()
        {
            ["token"] = VerificationToken,
            ["challenge"] = challenge,
            ["type"] = "url_verification",
        }));
        return delivery.Acknowledged && delivery.Answer.Contains(challenge);
    }
}
