namespace StudyBot.Fakes.Teams;

/// <summary>Which of Microsoft's clouds the fake is. Source: the Bot Framework's pages on authentication and on government and China clouds.</summary>
/// <param name="Keys">The host that publishes the keys.</param>
/// <param name="Issuer">Who signs what is sent to the bot.</param>
/// <param name="Login">Entra's host.</param>
/// <param name="BotResource">What a token for the Connector is for.</param>
/// <param name="ServiceUrl">Where activities say to answer.</param>
/// <param name="Graph">Microsoft Graph's host.</param>
public sealed record TeamsCloud(string Keys, string Issuer, string Login, string BotResource, Uri ServiceUrl, string Graph)
{
    public static TeamsCloud Public { get; } = new(
        "login.botframework.com", "https://api.botframework.com", "login.microsoftonline.com", "https://api.botframework.com", new("https://smba.trafficmanager.net/emea/"), "graph.microsoft.com");

    /// <summary>Another place that bots of public Azure are called from. Source: the presets of Microsoft's SDKs for Teams.</summary>
    public static TeamsCloud Onyx { get; } = Public with { ServiceUrl = new("https://smba.onyx.prod.teams.trafficmanager.net/teams/") };

    /// <summary>The Government Community Cloud: bots of public Azure, called from a place of its own. GCC High and DoD are Azure Government's.</summary>
    public static TeamsCloud Gcc { get; } = Public with { ServiceUrl = new("https://smba.infra.gcc.teams.microsoft.com/teams/") };

    public static TeamsCloud UsGovernment { get; } = new(
        "login.botframework.azure.us", "https://api.botframework.us", "login.microsoftonline.us", "https://api.botframework.us", new("https://smba.infra.gov.teams.microsoft.us/gov/"), "graph.microsoft.us");

    public static TeamsCloud DoD { get; } = UsGovernment with { ServiceUrl = new("https://smba.infra.dod.teams.microsoft.us/dod/"), Graph = "dod-graph.microsoft.us" };

    public static TeamsCloud China { get; } = new(
        "login.botframework.azure.cn", "https://api.botframework.azure.cn", "login.partner.microsoftonline.cn", "https://api.botframework.azure.cn", new("https://frontend.botapi.msg.infra.teams.microsoftonline.cn/teams/"), "microsoftgraph.chinacloudapi.cn");

    public static IReadOnlyList<TeamsCloud> All { get; } = [Public, Onyx, Gcc, UsGovernment, DoD, China];
}
