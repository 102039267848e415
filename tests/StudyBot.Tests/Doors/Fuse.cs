namespace StudyBot.Tests.Doors;

/// <summary>Counts the calls that a running bot makes of its ports (the store's table, the platform), and kills it at one of them: there, and at every later one, nothing is done any more.</summary>
public sealed class Fuse
{
    private int _calls;

    /// <summary>At which call, from 1; null: never.</summary>
    public int? At { get; init; }

    /// <summary>Whether that last call still takes effect, so that only its reply is lost.</summary>
    public bool After { get; init; }

    public bool IsBlown { get; private set; }

    public async Task<T> CallAsync<T>(Func<Task<T>> call)
    {
        if (IsBlown) throw new KilledException();
        var isLast = ++_calls == At;
        IsBlown = isLast;
        if (isLast && !After) throw new KilledException();
        var answer = await call();
        return isLast ? throw new KilledException() : answer;
    }
}

public sealed class KilledException : Exception
{
    public KilledException() { }

    public KilledException(string message)
        : base(message) { }

    public KilledException(string message, Exception inner)
        : base(message, inner) { }
}
