using StudyBot.Teams;

namespace StudyBot.Host.Settings;

/// <summary>What else there is to say about Teams: <c>manifests/teams</c> says where each value is found. Who the bot is stands at the top, under Microsoft's own names.</summary>
public sealed record TeamsSettings
{
    /// <summary>Which of Microsoft's clouds the bot is registered in. GCC is <c>Public</c>; GCC High is <c>UsGovernment</c>, DoD <c>UsGovernmentDoD</c>.</summary>
    [Setting("Public")]
    public CloudName Cloud { get; init; }

    /// <summary>A PKCS#12 or PEM file, in place of the password.</summary>
    [Setting("/etc/studybot/bot.pfx")]
    public string CertificatePath { get; init; } = "";

    [Setting("the certificate's password")]
    public string CertificatePassword { get; init; } = "";

    /// <summary>Ids of the tenants that may use the bot; none named: its own, or any for a multi-tenant bot.</summary>
    [Setting("11111111-2222-3333-4444-555555555555")]
    public IReadOnlyList<string> AllowedTenants { get; init; } = [];

    /// <summary>Without any token, from this machine only, and in Development only: for Microsoft's Agents Playground.</summary>
    [Setting("false")]
    public bool Anonymous { get; init; }

    /// <summary>Whether a team's cohorts go with all their rows when the bot is taken out of it; otherwise they stop, and are kept.</summary>
    [Setting("true")]
    public bool RemoveDataOnUninstall { get; init; }

    /// <summary>Without its secret, should it ever be written down.</summary>
    public override string ToString() => nameof(TeamsSettings);
}
