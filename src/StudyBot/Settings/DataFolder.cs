namespace StudyBot.Host.Settings;

/// <summary>Where the database is when nothing else is said: a folder of the user's own, the same for host and command line.</summary>
internal static class DataFolder
{
    public static string Database(StorageSettings settings)
    {
        if (settings.SqlitePath.Length > 0) return Path.GetFullPath(settings.SqlitePath);
        var data = Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify);
        return Path.Combine(data.Length > 0 ? data : AppContext.BaseDirectory, "StudyBot", "studybot.db");
    }
}
