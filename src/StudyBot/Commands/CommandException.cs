namespace StudyBot.Host.Commands;

/// <summary>Ends a command with one line on the error stream.</summary>
internal sealed class CommandException(int exit, string message) : Exception(message)
{
    public int Exit => exit;

    public static CommandException Input(string message) => new(Commands.Exit.InputErrors, message);

    public static CommandException Usage(string message) => new(Commands.Exit.WrongUsage, message);

    public static CommandException CannotStart(string message) => new(Commands.Exit.CannotStart, message);

    public static CommandException Unavailable(string message) => new(Commands.Exit.Unavailable, message);
}
