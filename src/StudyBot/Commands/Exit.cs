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
