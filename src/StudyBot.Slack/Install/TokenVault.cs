using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;

namespace StudyBot.Slack;

/// <summary>Keeps tokens unreadable in the store.</summary>
/// <param name="protection">Null where the settings hold no key: then no workspace can install the bot, and nothing is kept.</param>
public sealed class TokenVault(IDataProtectionProvider? protection = null)
{
    private readonly IDataProtector? _protector = protection?.CreateProtector("StudyBot.Slack.Tokens");

    /// <summary>Throws where there is no key.</summary>
    public string Close(string token) => (_protector ?? throw new InvalidOperationException("Slack:TokenKey is missing.")).Protect(token);

    /// <summary>Null where the key that closed it is not here any more.</summary>
    public string? Open(string closed)
    {
        try
        {
            return _protector?.Unprotect(closed);
        }
        catch (CryptographicException)
        {
            return null;
        }
    }
}
