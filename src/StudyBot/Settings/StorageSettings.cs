using StudyBot.Storage;

namespace StudyBot.Host.Settings;

public enum StorageProvider
{
    Sqlite,
    AzureTables,
}

public sealed record StorageSettings
{
    [Setting("Sqlite")]
    public StorageProvider Provider { get; init; }

    /// <summary>Empty: the per-user data folder, the same for host and command line.</summary>
    [Setting("/var/lib/studybot/studybot.db")]
    public string SqlitePath { get; init; } = "";

    /// <summary>Of a storage account; a secret.</summary>
    [Setting("DefaultEndpointsProtocol=https;AccountName=…;AccountKey=…")]
    public string ConnectionString { get; init; } = "";

    /// <summary>The account's table address, for an identity of the machine's own instead of a secret.</summary>
    [Setting(Address)]
    public string ServiceUri { get; init; } = "";

    [Setting("studybot")]
    public string TableName { get; init; } = "studybot";

    private const string Address = "https://ACCOUNT.table.core.windows.net/";

    /// <summary>Without its secret, should it ever be written down.</summary>
    public override string ToString() => nameof(StorageSettings);

    internal AzureAccount Account() => new(ConnectionString, ServiceUri, TableName);

    /// <summary>What is missing or does not fit together. No line shows a secret.</summary>
    internal IEnumerable<SettingProblem> Check()
    {
        if (SqlitePath.Length > 0 && (SqlitePath.Contains('\0') || Path.EndsInDirectorySeparator(SqlitePath)))
            yield return Wrong(nameof(SqlitePath), $"\"{SqlitePath}\" names no file.", "/var/lib/studybot/studybot.db");
        if (TableName.Length is < 3 or > 63 || !TableName.All(char.IsAsciiLetterOrDigit) || char.IsAsciiDigit(TableName[0]))
            yield return Wrong(nameof(TableName), $"\"{TableName}\" is no name for a table: those have 3 to 63 letters and digits, and a letter first.", "studybot");
        if (Provider is not StorageProvider.AzureTables) yield break;
        if (ConnectionString.Length == 0 && ServiceUri.Length == 0)
            yield return Wrong(nameof(ServiceUri), "is missing: Azure Tables are found by it, or by Storage:ConnectionString.", Address);
        if (ConnectionString.Length > 0 && ServiceUri.Length > 0)
            yield return Wrong(nameof(ServiceUri), "stands beside Storage:ConnectionString. Leave one of them out.", Address);
        if (ConnectionString.Length > 0 && !AzureAccount.IsConnectionString(ConnectionString))
            yield return Wrong(nameof(ConnectionString), "is no connection string of a storage account.", "DefaultEndpointsProtocol=https;AccountName=…;AccountKey=…");
        if (ServiceUri.Length > 0 && !(Uri.TryCreate(ServiceUri, UriKind.Absolute, out var address) && address.Scheme == Uri.UriSchemeHttps))
            yield return Wrong(nameof(ServiceUri), $"\"{ServiceUri}\" is no https address.", Address);
    }

    private static SettingProblem Wrong(string name, string what, string example) => new($"Storage:{name}", what, $"Storage:{name}={example}");
}
