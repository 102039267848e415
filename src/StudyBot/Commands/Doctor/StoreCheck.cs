using StudyBot.Exports;
using StudyBot.Host.Settings;
using StudyBot.Local;
using StudyBot.Ports;
using StudyBot.Storage;
using StudyBot.Wording;

namespace StudyBot.Host.Commands;

/// <summary>Whether the store can be read and written. One that is not there yet is not made: it would belong to whoever asks, who may be another user than the bot.</summary>
internal static class StoreCheck
{
    public static async Task<IReadOnlyList<Finding>> ExamineAsync(StudyBotSettings settings, CancellationToken cancel)
    {
        var name = Stores.Name(settings.Storage);
        try
        {
            if (!Stores.Exists(settings.Storage)) return [settings.Storage.Provider is StorageProvider.Sqlite ? Folder(name) : new("store", true, $"{name} is made at the first start")];
            var table = Stores.OpenForCommand(settings.Storage, create: false);
            using var close = table as IDisposable;
            if (await Stores.UnfinishedAsync(settings.Storage, table, cancel) is { } unfinished) return [new("store", false, unfinished)];
            var store = new StudyStore(table, settings.Scheduling.Shards);
            var cohorts = 0;
            await foreach (var _ in store.CohortsAsync(cancel)) cohorts++;
            if (await store.UnreadableCohortsAsync(cancel).ToListAsync(cancel) is { Count: > 0 } unreadable) return [.. unreadable.Select(why => new Finding("store", false, $"{why}; put back a backup"))];
            await table.WriteAsync("doctor", [new RowChange.Put("wrote", "true"u8.ToArray())], cancel);
            await table.WriteAsync("doctor", [new RowChange.Delete("wrote")], cancel);
            var alive = await store.LastBeatAsync(cancel) is { } beat ? $", last alive {ExportWords.Of(beat)}" : "";
            var clock = new DemoClock(TimeProvider.System);
            if (Platforms.HasDemoClock(settings)) await clock.LoadAsync(table, cancel);
            var fine = new Finding("store", true, $"{name} can be read and written, {Many.Of(cohorts, "cohort")}{alive}");
            return clock.Offset > TimeSpan.Zero ? [fine, new("clock", true, $"the demo clock was moved ahead by {clock.Offset.TotalHours:0.#} h")] : [fine];
        }
        catch (Exception fault) when (fault is StoreRefusedException or TableUnavailableException or InvalidDataException)
        {
            return [new("store", false, fault.Message)];
        }
    }

    /// <summary>The folder that a path is in, or that one's and so on; null where not even its drive is there.</summary>
    internal static string? NearestFolder(string path, Predicate<string> exists)
    {
        var folder = Path.GetDirectoryName(path);
        while (folder is not null && !exists(folder)) folder = Path.GetDirectoryName(folder);
        return folder;
    }

    private static Finding Folder(string path)
    {
        if (NearestFolder(path, Directory.Exists) is not { } folder)
            return new("store", false, $"{path} cannot be made: {Path.GetPathRoot(path)} is not there. Name another file in Storage:SqlitePath.");
        try
        {
            using (new FileStream(Path.Combine(folder, Path.GetRandomFileName()), FileMode.CreateNew, FileAccess.Write, FileShare.None, 1, FileOptions.DeleteOnClose)) { }
            return new("store", true, $"{path} is made at the first start");
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return new("store", false, $"{path} cannot be made: {folder} may not be written. Give this user the right to, or name another file in Storage:SqlitePath.");
        }
    }
}
