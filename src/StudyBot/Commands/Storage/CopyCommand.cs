using System.CommandLine;
using Spectre.Console;
using StudyBot.Host.Settings;
using StudyBot.Storage;
using StudyBot.Wording;

namespace StudyBot.Host.Commands;

/// <summary><c>storage copy --from Sqlite --to AzureTables</c>, or the other way; the settings say where each is.</summary>
internal static class CopyCommand
{
    public static Command Make(Terminal terminal)
    {
        var from = new Option<StorageProvider>("--from") { Description = "The kind of store to read.", Required = true };
        var to = new Option<StorageProvider>("--to") { Description = "The kind of store to write; empty, or an unfinished copy.", Required = true };
        var command = new Command("copy", "Copy one store to the other and compare them; run again, it goes on.") { from, to };
        command.SetAction((parsed, cancel) =>
        {
            var (source, target) = (parsed.GetValue(from), parsed.GetValue(to));
            if (source == target) throw CommandException.Usage($"--to: {target} is what is read. `storage backup` copies a database into a file.");
            return CopyAsync(terminal, source, target, cancel);
        });
        return command;
    }

    private static async Task<int> CopyAsync(Terminal terminal, StorageProvider from, StorageProvider to, CancellationToken cancel)
    {
        var settings = StoreAccess.ReadSettings(terminal).Storage;
        var (reading, writing) = (settings with { Provider = from }, settings with { Provider = to });
        string[] problems = [.. reading.Check().Concat(writing.Check()).Select(problem => problem.ToString()).Distinct()];
        if (problems.Length > 0) throw CommandException.CannotStart(string.Join('\n', problems));

        var source = Stores.OpenForCommand(reading, create: false);
        using var closeSource = source as IDisposable;
        var target = Stores.OpenForCommand(writing, create: true);
        using var closeTarget = target as IDisposable;
        var (copied, written, equal) = await RunAsync(terminal, new TableCopy(source, target), cancel);
        if (!equal)
        {
            terminal.Complain($"{Stores.Name(writing)} does not hold what {Stores.Name(reading)} does: somebody else writes to it. Stop whatever has it open, and run this again.");
            return Exit.InputErrors;
        }

        terminal.Line($"{Stores.Name(writing)} holds all {Many.Of((int)copied.Rows, "row")} of {Stores.Name(reading)}; {written} had to be written.");
        terminal.Line($"sha256 {copied.Sum}");
        return Exit.Fine;
    }

    private static async Task<((long Rows, string Sum) Copied, long Written, bool Equal)> RunAsync(Terminal terminal, TableCopy copy, CancellationToken cancel)
    {
        var count = await copy.CountAsync(cancel);
        var (copied, written, equal) = ((Rows: 0L, Sum: ""), 0L, false);
        await terminal.Progress.Progress().StartAsync(async progress =>
        {
            var copying = progress.AddTask("Copying", maxValue: Math.Max(1, count));
            var verifying = progress.AddTask("Comparing", maxValue: Math.Max(1, count));
            copied = await copy.RunAsync(
                wrote =>
                {
                    if (wrote) written++;
                    copying.Increment(1);
                },
                cancel);
            equal = await copy.VerifyAsync(copied, () => verifying.Increment(1), cancel);
        });
        return (copied, written, equal);
    }
}
