namespace StudyBot.Teams;

/// <summary>The addresses of one of Microsoft's clouds. Source: the Bot Framework's pages on authentication and on government and China clouds, and for the hosts the presets of Microsoft's own SDKs for Teams.</summary>
/// <param name="Metadata">Where the keys that sign activities are published.</param>
/// <param name="Issuer">Who signs activities.</param>
/// <param name="Authority">Where tokens of ours are asked for.</param>
/// <param name="BotScope">What a token for the Connector is asked for.</param>
/// <param name="BotTenant">Where a multi-tenant bot asks.</param>
/// <param name="Graph">Microsoft Graph, where a team's owners are asked for.</param>
/// <param name="ServiceHosts">Hosts that an activity may name as its service URL: these and all below them.</param>
public sealed record Cloud(Uri Metadata, string Issuer, Uri Authority, string BotScope, string BotTenant, Uri Graph, IReadOnlyList<string> ServiceHosts)
{
    /// <summary>Of GCC too: its bots are registered in public Azure, and called from a host of their own.</summary>
    public static Cloud Public { get; } = new(
        new("https://login.botframework.com/v1/.well-known/openidconfiguration"),
        "https://api.botframework.com",
        new("https://login.microsoftonline.com/"),
        "https://api.botframework.com/.default",
        "botframework.com",
        new("https://graph.microsoft.com/"),
        ["smba.trafficmanager.net", "smba.onyx.prod.teams.trafficmanager.net", "smba.infra.gcc.teams.microsoft.com", "botframework.com"]);

    /// <summary>GCC High.</summary>
    public static Cloud UsGovernment { get; } = new(
        new("https://login.botframework.azure.us/v1/.well-known/openidconfiguration"),
        "https://api.botframework.us",
        new("https://login.microsoftonline.us/"),
        "https://api.botframework.us/.default",
        "MicrosoftServices.onmicrosoft.us",
        new("https://graph.microsoft.us/"),
        ["smba.infra.gov.teams.microsoft.us", "botframework.azure.us"]);

    /// <summary>The Department of Defense's: the bots of <see cref="UsGovernment"/>, with a Graph and a host of its own.</summary>
    public static Cloud UsGovernmentDoD { get; } = UsGovernment with
    {
        Graph = new("https://dod-graph.microsoft.us/"),
        ServiceHosts = ["smba.infra.dod.teams.microsoft.us", "botframework.azure.us"],
    };

    public static Cloud China { get; } = new(
        new("https://login.botframework.azure.cn/v1/.well-known/openidconfiguration"),
        "https://api.botframework.azure.cn",
        new("https://login.partner.microsoftonline.cn/"),
        "https://api.botframework.azure.cn/.default",
        "microsoftservices.partner.onmschina.cn",
        new("https://microsoftgraph.chinacloudapi.cn/"),
        ["frontend.botapi.msg.infra.teams.microsoftonline.cn", "smba.infra.teams.microsoftonline.cn", "botframework.azure.cn"]);

    public static Cloud Of(CloudName name) => name switch
    {
        CloudName.UsGovernment => UsGovernment,
        CloudName.UsGovernmentDoD => UsGovernmentDoD,
        CloudName.China => China,
        _ => Public,
    };
}

public enum CloudName
{
    Public,
    UsGovernment,
    UsGovernmentDoD,
    China,
}
