using System.CommandLine;
using System.Globalization;
using StudyBot.Doors;
using StudyBot.Host.Settings;
using StudyBot.Local;
using StudyBot.Storage;
using StudyBot.Wording;

namespace StudyBot.Host.Commands;

/// <summary><c>storage copy | keep | verify | backup | restore</c>: what an operator does with the store as a whole.</summary>
internal static class StorageCommands
{
    public static Command Make(Terminal terminal) => new("storage", "Move, check, back up and restore the store.")
    {
        CopyCommand.Make(terminal),
        Keep(terminal),
        Verify(terminal),
        Backup(terminal),
        Restore(terminal),
    };

    private static Command Keep(Terminal terminal)
    {
        var yes = new Option<bool>("--yes") { Description = "Really." };
        var command = new Command("keep", "Take a copy that was not finished as it is, so that a host starts on it.") { yes };
        command.SetAction(async (parsed, cancel) =>
        {
            using var access = await StoreAccess.OpenAsync(terminal, create: false, cancel, unfinished: true);
            var name = Stores.Name(access.Settings.Storage);
            if (!await TableCopy.IsUnfinishedAsync(access.Table, cancel)) throw CommandException.Input($"{name} is no unfinished copy.");
            if (!parsed.GetValue(yes)) throw CommandException.Usage($"What was not copied is missing from {name}. Take it as it is with --yes.");
            await TableCopy.KeepAsync(access.Table, cancel);
            terminal.Line($"{name} is no copy any more.");
            return Exit.Fine;
        });
        return command;
    }

    private static Command Verify(Terminal terminal)
    {
        var command = new Command("verify", "Read the store's rows and count every standing anew; ends with 1 where one is wrong.");
        command.SetAction(async (_, cancel) =>
        {
            using var access = await StoreAccess.OpenAsync(terminal, create: false, cancel, unfinished: true);
            var (cohorts, wrong, unreadable) = (0, 0, 0);
            await foreach (var why in Unreadable(access, cancel))
            {
                unreadable++;
                terminal.Line(why);
            }

            await foreach (var cohort in access.Store.CohortsAsync(cancel))
            {
                if (await access.Store.VerifyAsync(cohort.Value, cancel) is not { } standings) continue;
                cohorts++;
                foreach (var standing in standings)
                {
                    wrong++;
                    terminal.Line($"{standing.Cohort} run {standing.Run}, {standing.Person.User}: {(standing.Stored is { } stored ? $"the row says \"{stored.Marks}\"" : "there is no row")}, the check-ins say \"{standing.Counted.Marks}\"");
                }
            }

            string[] faults = [.. wrong == 0 ? [] : (string[])[$"{Many.Of(wrong, "standing")} wrong"], .. unreadable == 0 ? [] : (string[])[$"{Many.Of(unreadable, "row")} cannot be read"]];
            terminal.Line($"{Many.Of(cohorts, "cohort")} counted, {(faults.Length == 0 ? "every standing is what its check-ins say" : Many.And(faults))}.");
            return faults.Length == 0 ? Exit.Fine : Exit.InputErrors;
        });
        return command;
    }

    private static IAsyncEnumerable<string> Unreadable(StoreAccess access, CancellationToken cancel) =>
        access.Store.UnreadableAsync(cancel).Concat(MessageLog.UnreadableAsync(access.Table, cancel));

    private static Command Backup(Terminal terminal)
    {
        var to = new Option<string>("--to") { Description = "A file that is not there yet.", Required = true };
        var command = new Command("backup", "Copy the SQLite database into one file while the host runs.") { to };
        command.SetAction(parsed =>
        {
            var file = Path.GetFullPath(Options.Path("--to", parsed.GetRequiredValue(to)));
            SqliteBackup.Take(Database(terminal), file);
            terminal.Line($"{file} holds the store.");
            return Exit.Fine;
        });
        return command;
    }

    private static Command Restore(Terminal terminal)
    {
        var from = new Option<string>("--from") { Description = "A file that `backup` made.", Required = true };
        var yes = new Option<bool>("--yes") { Description = "Really." };
        var command = new Command("restore", "Put a backup in the SQLite database's place while the host runs.") { from, yes };
        command.SetAction(parsed =>
        {
            var database = Database(terminal);
            if (!parsed.GetValue(yes)) throw CommandException.Usage($"This replaces everything in {database}. Say it again with --yes.");
            var file = Path.GetFullPath(Options.Path("--from", parsed.GetRequiredValue(from)));
            var aside = SqliteBackup.PutBack(file, database, TimeProvider.System.Now().ToString("uuuuMMdd'T'HHmmss", CultureInfo.InvariantCulture));
            terminal.Line($"{database} is as it was in {file}.");
            if (aside is not null) terminal.Line(aside);
            return Exit.Fine;
        });
        return command;
    }

    private static string Database(Terminal terminal)
    {
        var storage = StoreAccess.ReadSettings(terminal).Storage;
        return storage.Provider is StorageProvider.Sqlite
            ? DataFolder.Database(storage)
            : throw CommandException.Input("This is for SQLite alone. `StudyBot storage copy --from AzureTables --to Sqlite` makes a copy in a file.");
    }
}
