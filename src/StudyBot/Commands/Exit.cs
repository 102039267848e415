namespace StudyBot.Host.Commands;

/// <summary>What the command line says to whoever called it.</summary>
internal static class Exit
{
    public const int Fine = 0;

    /// <summary>The input has errors.</summary>
    public const int InputErrors = 1;

    /// <summary>As Docker counts a health check that failed.</summary>
    public const int NotReady = 1;

    public const int WrongUsage = 2;

    /// <summary>Something it needs is not there: a setting, the store, a port.</summary>
    public const int CannotStart = 3;

    /// <summary>What it needs does not answer now, or a part of it failed while it ran: started again, it may be well.</summary>
    public const int Unavailable = 4;
}

/// <summary>Ends a command with one line on the error stream.</summary>
internal sealed class CommandException(int exit, string message) : Exception(message)
{
    public int Exit => exit;

    public static CommandException Input(string message) => new(Commands.Exit.InputErrors, message);

    public static CommandException Usage(string message) => new(Commands.Exit.WrongUsage, message);

    public static CommandException CannotStart(string message) => new(Commands.Exit.CannotStart, message);

    public static CommandException Unavailable(string message) => new(Commands.Exit.Unavailable, message);
}
