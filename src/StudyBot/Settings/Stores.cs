using StudyBot.Ports;
using StudyBot.Storage;

namespace StudyBot.Host.Settings;

/// <summary>The store that the settings name.</summary>
internal static class Stores
{
    /// <summary>Throws <see cref="StoreRefusedException"/>. SQLite's is to be disposed of.</summary>
    public static ITable Open(StorageSettings settings) => settings.Provider is StorageProvider.AzureTables
        ? AzureTable.Open(settings.Account())
        : SqliteTable.Open(DataFolder.Database(settings));

    /// <summary>For a command: it may take its time. Throws <see cref="StoreRefusedException"/>.</summary>
    /// <param name="create">False: there must be one already; nothing is made by looking.</param>
    public static ITable OpenForCommand(StorageSettings settings, bool create) => settings.Provider is StorageProvider.AzureTables
        ? AzureTable.Open(settings.Account().Unhurried, create)
        : SqliteTable.Open(DataFolder.Database(settings), create);

    /// <summary>Throws <see cref="StoreRefusedException"/> where that cannot be told.</summary>
    public static bool Exists(StorageSettings settings) => settings.Provider is StorageProvider.AzureTables
        ? AzureTable.Exists(settings.Account())
        : File.Exists(DataFolder.Database(settings));

    /// <summary>What there is to say of a store that <c>storage copy</c> began and did not end; null for a whole one.</summary>
    public static async Task<string?> UnfinishedAsync(StorageSettings settings, ITable table, CancellationToken cancel) => await TableCopy.IsUnfinishedAsync(table, cancel)
        ? $"{Name(settings)} is a copy that was not finished. Run `StudyBot storage copy` again to finish it, name another store to discard it, or take it as it is with `StudyBot storage keep`."
        : null;

    /// <summary>For people; without a secret.</summary>
    public static string Name(StorageSettings settings) => settings.Provider is StorageProvider.AzureTables ? settings.Account().ToString() : DataFolder.Database(settings);
}
