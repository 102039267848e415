using StudyBot.Slack;

namespace StudyBot.Host.Settings;

/// <summary>How the bot is known to Slack: <c>manifests/slack</c> says where each value is found.</summary>
public sealed record SlackSettings
{
    /// <summary>Checks what comes over HTTP.</summary>
    [Setting("0123456789abcdef0123456789abcdef")]
    public string SigningSecret { get; init; } = "";

    /// <summary>The secret of before, while a new one is rolled out.</summary>
    [Setting("0123456789abcdef0123456789abcdef")]
    public string SigningSecretBefore { get; init; } = "";

    /// <summary>Of the one workspace that this bot serves.</summary>
    [Setting("xoxb-…")]
    public string BotToken { get; init; } = "";

    /// <summary>Events come over Socket Mode: no public address is needed.</summary>
    [Setting("xapp-…")]
    public string AppToken { get; init; } = "";

    /// <summary>How many Socket Mode connections are held open.</summary>
    [Setting("2", Least = 1, Most = 10)]
    public int Sockets { get; init; } = 1;

    [Setting("https://slack.com/api/")]
    public string ApiUrl { get; init; } = "https://slack.com/api/";

    /// <summary>With the secret and the token key: any workspace can install the bot at <c>/slack/install</c>.</summary>
    [Setting("1234567890.1234567890")]
    public string ClientId { get; init; } = "";

    [Setting("0123456789abcdef0123456789abcdef")]
    public string ClientSecret { get; init; } = "";

    /// <summary>32 bytes in base64. Wraps the keys that keep other workspaces' tokens unreadable in the store.</summary>
    [Setting("MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=")]
    public string TokenKey { get; init; } = "";

    /// <summary>Ids of the workspaces that may use the bot; none named: any it is installed in.</summary>
    [Setting("T012AB3CD")]
    public IReadOnlyList<string> AllowedTeams { get; init; } = [];

    [Setting("E012AB3CD")]
    public IReadOnlyList<string> AllowedEnterprises { get; init; } = [];

    /// <summary>Whether a workspace's cohorts go with all their rows when the bot is taken out of it; otherwise they stop, and are kept.</summary>
    [Setting("true")]
    public bool RemoveDataOnUninstall { get; init; }

    /// <summary>Without its secrets, should it ever be written down.</summary>
    public override string ToString() => nameof(SlackSettings);

    internal bool IsOn => BotToken.Length > 0 || ClientId.Length > 0;

    internal SlackOptions Options() => new(
        new(ApiUrl.EndsWith('/') ? ApiUrl : ApiUrl + "/"),
        SigningSecret,
        SigningSecretBefore,
        BotToken,
        AppToken,
        Sockets,
        ClientId,
        ClientSecret,
        RemoveDataOnUninstall)
    {
        AllowedTeams = AllowedTeams,
        AllowedEnterprises = AllowedEnterprises,
        TokenKey = WrappingKey.Read(TokenKey),
    };

    /// <summary>What is missing or does not fit together. No line shows a secret.</summary>
    internal IEnumerable<SettingProblem> Check()
    {
        if (!Uri.TryCreate(ApiUrl, UriKind.Absolute, out var api) || api.Scheme != Uri.UriSchemeHttps && !(api.Scheme == Uri.UriSchemeHttp && api.IsLoopback))
            yield return Wrong(nameof(ApiUrl), "is no https address.", "https://slack.com/api/");
        if (BotToken.StartsWith("xoxe.", StringComparison.Ordinal))
            yield return Wrong(nameof(BotToken), "is a rotating token: it ends after twelve hours, and nobody renews it here. Take the one of an app without token rotation, or set Slack:ClientId and install the bot at /slack/install.", "xoxb-…");
        else if (BotToken.Length > 0 && !BotToken.StartsWith("xoxb-", StringComparison.Ordinal))
            yield return Wrong(nameof(BotToken), "is no bot token; those start with xoxb-.", "xoxb-…");
        if (AppToken.Length > 0 && !AppToken.StartsWith("xapp-", StringComparison.Ordinal))
            yield return Wrong(nameof(AppToken), "is no app-level token; those start with xapp-.", "xapp-…");
        if (IsOn && SigningSecret.Length == 0 && AppToken.Length == 0)
            yield return Wrong(nameof(SigningSecret), "is missing: Slack's requests could not be checked. Socket Mode (Slack:AppToken) does without.", "0123456789abcdef0123456789abcdef");
        if (!IsOn && (SigningSecret.Length > 0 || AppToken.Length > 0))
            yield return Wrong(nameof(BotToken), "is missing: the bot could not answer.", "xoxb-…");
        if (ClientId.Length > 0 && ClientSecret.Length == 0)
            yield return Wrong(nameof(ClientSecret), "is missing: it belongs to Slack:ClientId.", "0123456789abcdef0123456789abcdef");
        if (ClientId.Length > 0 && WrappingKey.Read(TokenKey) is null)
            yield return Wrong(nameof(TokenKey), TokenKey.Length == 0 ? "is missing: it keeps other workspaces' tokens unreadable in the store." : "is not 32 bytes in base64.", "$(openssl rand -base64 32)");
    }

    private static SettingProblem Wrong(string name, string what, string example) => new($"Slack:{name}", what, $"Slack:{name}={example}");
}
