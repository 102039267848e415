using System.CommandLine;
using StudyBot.Host.Running;
using StudyBot.Ports;
using StudyBot.Storage;

namespace StudyBot.Host.Commands;

/// <summary>What StudyBot can be told to do from a shell. Without a command it serves.</summary>
public static class CommandLine
{
    public static async Task<int> RunAsync(string[] args, TextWriter output, TextWriter error)
    {
        var terminal = new Terminal(output, error);
        try
        {
            return await Root(terminal).Parse(args).RunAsync(terminal);
        }
        catch (CommandException fault)
        {
            terminal.Complain(fault.Message);
            return fault.Exit;
        }
        catch (Exception fault) when (fault is StoreRefusedException or TableUnavailableException)
        {
            terminal.Complain(fault.Message);
            return Exit.CannotStart;
        }
    }

    /// <summary>System.CommandLine calls wrong usage 1; here that is what a file with errors gives.</summary>
    private static async Task<int> RunAsync(this ParseResult parsed, Terminal terminal)
    {
        var configuration = new InvocationConfiguration { EnableDefaultExceptionHandler = false, Output = terminal.Output, Error = TextWriter.Null };
        if (parsed.Errors.Count == 0) return await parsed.InvokeAsync(configuration);
        foreach (var error in parsed.Errors) terminal.Complain(error.Message);
        terminal.Complain("studybot --help lists every command; studybot COMMAND --help its options.");
        return Exit.WrongUsage;
    }

    private static RootCommand Root(Terminal terminal)
    {
        var root = new RootCommand("StudyBot keeps a team company while it studies: a lesson each morning, `done` in the chat, streaks and a weekly summary.")
        {
            TreatUnmatchedTokensAsErrors = false,
        };
        root.SetAction((parsed, cancel) => ServeAsync(parsed, terminal, cancel));
        var serve = new Command("serve", "Serve the chat and the schedule (the default). Settings may follow: --urls http://127.0.0.1:4000, --Storage:SqlitePath FILE.") { TreatUnmatchedTokensAsErrors = false };
        serve.SetAction((parsed, cancel) => ServeAsync(parsed, terminal, cancel));
        root.Add(serve);
        root.Add(CurriculumCommands.Make(terminal));
        root.Add(ReplayCommand.Make(terminal));
        root.Add(CohortCommands.Make(terminal));
        root.Add(ExportCommand.Make(terminal));
        root.Add(DoctorCommand.Make(terminal));
        return root;
    }

    private static Task<int> ServeAsync(ParseResult parsed, Terminal terminal, CancellationToken cancel)
    {
        var settings = parsed.UnmatchedTokens;
        for (var i = 0; i < settings.Count; i++)
        {
            if (!settings[i].StartsWith("--", StringComparison.Ordinal))
                throw CommandException.Usage($"\"{settings[i]}\" is neither a command nor a setting; studybot --help lists every command.");
            if (settings[i].Contains('=')) continue;
            if (++i == settings.Count) throw CommandException.Usage($"{settings[i - 1]} needs a value: {settings[i - 1]}=VALUE.");
        }

        return Server.RunAsync([.. settings], terminal, cancel);
    }
}
