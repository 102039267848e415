namespace StudyBot.Teams;

/// <summary>How the bot is known to Microsoft.</summary>
/// <param name="AppId">Empty where <paramref name="Anonymous"/>.</param>
/// <param name="Tenant">The tenant of the registration; empty for a multi-tenant bot.</param>
/// <param name="Anonymous">No tokens either way: for Microsoft's Agents Playground, on this machine alone.</param>
public sealed record TeamsOptions(AppType Type, string AppId, string Tenant, string Password, bool Anonymous = false)
{
    public Cloud Cloud { get; init; } = Cloud.Public;

    /// <summary>A PKCS#12 or PEM file that stands in the password's place; empty where there is none.</summary>
    public string CertificatePath { get; init; } = "";

    public string CertificatePassword { get; init; } = "";

    /// <summary>Tenants that may use the bot; none named: the bot's own, or any for a multi-tenant one.</summary>
    public IReadOnlyList<string> AllowedTenants { get; init; } = [];

    /// <summary>Whether a team's cohorts go with all their rows when the bot is taken out of it.</summary>
    public bool RemoveDataOnUninstall { get; init; }

    /// <summary>The bot, as Teams names it.</summary>
    public string BotId => $"28:{AppId}";

    public bool Allows(string tenant) => Anonymous || (AllowedTenants, Type) switch
    {
        ({ Count: > 0 } named, _) => named.Contains(tenant, StringComparer.OrdinalIgnoreCase),
        (_, AppType.MultiTenant) => true,
        _ => string.Equals(tenant, Tenant, StringComparison.OrdinalIgnoreCase),
    };

    /// <summary>Without its secrets, should it ever be written down.</summary>
    public override string ToString() => nameof(TeamsOptions);
}

public enum AppType
{
    SingleTenant,
    UserAssignedMSI,
    MultiTenant,
}
