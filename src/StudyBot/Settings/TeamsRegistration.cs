using System.Security.Cryptography;
using StudyBot.Teams;

namespace StudyBot.Host.Settings;

/// <summary>What the settings at the top and under <c>Teams</c> come to.</summary>
internal static class TeamsRegistration
{
    private const string Id = "11111111-2222-3333-4444-555555555555";

    public static bool IsOn(StudyBotSettings settings) => settings.MicrosoftAppId.Length > 0 || settings.Teams.Anonymous;

    public static TeamsOptions Options(StudyBotSettings settings) => new(settings.MicrosoftAppType, settings.MicrosoftAppId.ToLowerInvariant(), settings.MicrosoftAppTenantId, settings.MicrosoftAppPassword, settings.Teams.Anonymous)
    {
        Cloud = Cloud.Of(settings.Teams.Cloud),
        CertificatePath = settings.Teams.CertificatePath,
        CertificatePassword = settings.Teams.CertificatePassword,
        AllowedTenants = settings.Teams.AllowedTenants,
        RemoveDataOnUninstall = settings.Teams.RemoveDataOnUninstall,
    };

    /// <summary>What is missing or does not fit together. No line shows a secret.</summary>
    public static IEnumerable<SettingProblem> Check(StudyBotSettings settings, bool isDevelopment)
    {
        var teams = settings.Teams;
        if (teams.Anonymous)
        {
            if (!isDevelopment) yield return new("Teams:Anonymous", "is for trying things out on one machine: anybody could speak as anybody. It needs DOTNET_ENVIRONMENT=Development.", $"MicrosoftAppId={Id}");
            if (settings.MicrosoftAppId.Length > 0) yield return new("Teams:Anonymous", "does not go with MicrosoftAppId: with a registration, tokens are asked for.", "Teams:Anonymous=false");
            yield break;
        }

        if (settings.MicrosoftAppId.Length == 0)
        {
            if (settings.MicrosoftAppPassword.Length > 0 || settings.MicrosoftAppTenantId.Length > 0 || teams.CertificatePath.Length > 0)
                yield return new("MicrosoftAppId", "is missing: without it no call from Teams could be checked.", $"MicrosoftAppId={Id}");
            yield break;
        }

        if (!IsId(settings.MicrosoftAppId)) yield return new("MicrosoftAppId", $"\"{settings.MicrosoftAppId}\" is no id of an app.", $"MicrosoftAppId={Id}");
        if (settings.MicrosoftAppType is not AppType.MultiTenant && settings.MicrosoftAppTenantId.Length == 0)
            yield return new("MicrosoftAppTenantId", "is missing: it is where the bot is registered.", $"MicrosoftAppTenantId={Id}");
        else if (settings.MicrosoftAppType is not AppType.MultiTenant && teams.AllowedTenants.Count == 0 && !IsId(settings.MicrosoftAppTenantId))
            yield return new("MicrosoftAppTenantId", $"\"{settings.MicrosoftAppTenantId}\" is no id of a tenant: Teams names tenants by their ids, not by their domains.", $"MicrosoftAppTenantId={Id}");
        foreach (var tenant in teams.AllowedTenants)
            if (!IsId(tenant)) yield return new("Teams:AllowedTenants", $"\"{tenant}\" is no id of a tenant: Teams names tenants by their ids, not by their domains.", $"Teams:AllowedTenants={Id}");
        if (settings.MicrosoftAppType is not AppType.UserAssignedMSI && settings.MicrosoftAppPassword.Length == 0 && teams.CertificatePath.Length == 0)
            yield return new("MicrosoftAppPassword", "is missing: the bot could not answer. A certificate (Teams:CertificatePath) or a managed identity (MicrosoftAppType=UserAssignedMSI) does without.", "MicrosoftAppPassword=…");
        if (teams.CertificatePath.Length > 0 && Unreadable(teams) is { } why)
            yield return new("Teams:CertificatePath", why, "Teams:CertificatePath=/etc/studybot/bot.pfx");
    }

    /// <summary>As Microsoft writes it: it is compared with what tokens and activities say.</summary>
    private static bool IsId(string id) => Guid.TryParseExact(id, "D", out _);

    private static string? Unreadable(TeamsSettings teams)
    {
        try
        {
            using var certificate = Certificates.Read(teams.CertificatePath, teams.CertificatePassword);
            return certificate.HasPrivateKey ? null : $"\"{teams.CertificatePath}\" holds no private key.";
        }
        catch (Exception fault) when (fault is CryptographicException or IOException or UnauthorizedAccessException)
        {
            return $"\"{teams.CertificatePath}\" could not be read: {fault.Message}";
        }
    }
}
