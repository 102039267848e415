using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Parsing;
using StudyBot.Host.Running;
using StudyBot.Ports;
using StudyBot.Storage;

namespace StudyBot.Host.Commands;

/// <summary>What StudyBot can be told to do from a shell. Without a command it serves.</summary>
public static class CommandLine
{
    private const string Purpose =
        "StudyBot keeps a team company while it studies: a lesson each morning, `done` in the chat, streaks and a weekly summary.\n" +
        "Settings may follow every command, such as --urls http://127.0.0.1:4000 or --Storage:SqlitePath FILE; appsettings.sample.json lists them.";

    public static async Task<int> RunAsync(string[] args, TextWriter output, TextWriter error)
    {
        try
        {
            var (words, settings) = SettingArguments.Split(args);
            return await RunAsync(words, new Terminal(output, error, settings));
        }
        catch (CommandException fault)
        {
            error.WriteLine(fault.Message);
            return fault.Exit;
        }
        catch (Exception fault) when (fault is StoreRefusedException or TableUnavailableException)
        {
            error.WriteLine(fault.Message);
            return fault is TableUnavailableException ? Exit.Unavailable : Exit.CannotStart;
        }
        catch (InvalidOperationException fault) when (fault.Message.StartsWith("Failed to convert configuration value", StringComparison.Ordinal))
        {
            // A setting of the framework's, which names it.
            error.WriteLine($"{fault.Message.ReplaceLineEndings(" ").TrimEnd('.')}. Put it right, or leave it out.");
            return Exit.CannotStart;
        }
        catch (Exception fault) when (fault is InvalidDataException or BackupFileException)
        {
            error.WriteLine(fault.Message.ReplaceLineEndings(" "));
            return Exit.InputErrors;
        }
    }

    /// <summary>System.CommandLine calls wrong usage 1; here that is what a file with errors gives.</summary>
    private static async Task<int> RunAsync(string[] words, Terminal terminal)
    {
        var parsed = Root(terminal).Parse(words, new() { ResponseFileTokenReplacer = null }); // @ana is a person, no file of options.
        var configuration = new InvocationConfiguration
        {
            EnableDefaultExceptionHandler = false,
            Output = terminal.Output,
            Error = TextWriter.Null,
            ProcessTerminationTimeout = null, // The host takes the signals, and its own time to finish.
        };
        if (parsed.Errors.Count == 0) return await parsed.InvokeAsync(configuration);
        foreach (var error in parsed.Errors) terminal.Complain(Words(error));
        terminal.Complain("StudyBot --help lists every command; StudyBot COMMAND --help its options.");
        return Exit.WrongUsage;
    }

    private static Command Root(Terminal terminal)
    {
        // A plain command instead of the library's root: it has the name of the program, also where dotnet runs that.
        var root = new Command("StudyBot", Purpose)
        {
            Help(terminal),
            new VersionOption(),
            Serve(terminal, "serve", "Serve the chat and the schedule; without any command, too."),
            CurriculumCommands.Make(terminal),
            ReplayCommand.Make(terminal),
            CohortCommands.Make(terminal),
            ExportCommand.Make(terminal),
            TeamsCommands.Make(terminal),
            StorageCommands.Make(terminal),
            DoctorCommand.Make(terminal),
            HealthCommand.Make(terminal),
            OutageCommand.Make(terminal),
        };
        root.SetAction((_, cancel) => Server.RunAsync(terminal, cancel));
        return root;
    }

    private static Command Serve(Terminal terminal, string name, string words)
    {
        var serve = new Command(name, words);
        serve.SetAction((_, cancel) => Server.RunAsync(terminal, cancel));
        return serve;
    }

    private static HelpOption Help(Terminal terminal)
    {
        var help = new HelpOption();
        if (help.Action is HelpAction action && !ReferenceEquals(terminal.Output, Console.Out)) action.MaxWidth = 120;
        return help;
    }

    /// <summary>On one line, with the option it is about.</summary>
    private static string Words(ParseError error)
    {
        var words = string.Join(' ', error.Message.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return error.SymbolResult is OptionResult { Option.Name: var name } && !words.Contains(name, StringComparison.Ordinal) ? $"{name}: {words}" : words;
    }
}
