using Azure;
using Azure.Data.Tables;
using Azure.Identity;
using StudyBot.Ports;

namespace StudyBot.Storage;

/// <summary>The first look at the table, with a word for the operator on whatever stands in the way.</summary>
internal static class AzureOpening
{
    /// <summary>At the start nobody waits for an answer, and an identity may need a while for its first token.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <summary>Whether the table is there. Throws <see cref="StoreRefusedException"/>, and <see cref="TableUnavailableException"/> where it does not answer.</summary>
    public static bool Exists(AzureAccount account) => Ask(account, client => IsThere(client));

    /// <summary>Asks for no right to make tables where there is one. Throws <see cref="StoreRefusedException"/>, and <see cref="TableUnavailableException"/> where it does not answer.</summary>
    /// <param name="create">False: refuses where there is no table.</param>
    public static void Prepare(AzureAccount account, bool create)
    {
        if (Exists(account)) return;
        if (!create) throw new StoreRefusedException($"There is no {account} yet. Start StudyBot once, or name another one in Storage:TableName.");
        Ask(account, client => client.CreateIfNotExists());
    }

    private static bool IsThere(TableClient client)
    {
        try
        {
            var found = client.GetEntityIfExists<TableEntity>("doctor", "doctor");
            return found.HasValue || !AzureFaults.IsNoTable(found.GetRawResponse());
        }
        catch (RequestFailedException fault) when (AzureFaults.IsNoTable(fault))
        {
            return false;
        }
    }

    private static T Ask<T>(AzureAccount account, Func<TableClient, T> ask)
    {
        try
        {
            return ask((account with { Patience = Patience }).Client());
        }
        catch (CredentialUnavailableException fault)
        {
            throw new StoreRefusedException($"The {account} needs an identity, and there is none here ({AzureFaults.Why(fault)}). Give this machine a managed identity, or set Storage:ConnectionString.", fault);
        }
        catch (RequestFailedException fault) when (fault.Status is 401 or 403)
        {
            throw new StoreRefusedException($"The {account} cannot be used: {AzureFaults.Why(fault)}. {Remedy(account)}", fault);
        }
        catch (Exception fault) when (AzureFaults.IsUnavailable(fault, CancellationToken.None))
        {
            throw new TableUnavailableException($"The {account} cannot be reached ({AzureFaults.Why(fault)}). Check {Setting(account)} and this machine's way there.", fault);
        }
    }

    private static string Remedy(AzureAccount account) => account.ConnectionString.Length > 0
        ? "Copy a connection string of the account into Storage:ConnectionString anew, one with the right to read, write and make tables."
        : "Give this machine's identity the role Storage Table Data Contributor there, or correct Storage:ServiceUri.";

    private static string Setting(AzureAccount account) => account.ConnectionString.Length > 0 ? "Storage:ConnectionString" : "Storage:ServiceUri";
}
