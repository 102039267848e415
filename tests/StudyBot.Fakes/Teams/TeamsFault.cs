namespace StudyBot.Fakes.Teams;

/// <summary>What goes wrong with a call: instead of taking effect, or after it took effect.</summary>
public sealed record TeamsFault
{
    /// <summary>Answer with this, the effect left out.</summary>
    public int Status { get; init; }

    /// <summary>The error's code.</summary>
    public string Code { get; init; } = "ServiceError";

    /// <summary>A page of somebody on the way, in the place of the Connector's own words.</summary>
    public string? Page { get; init; }

    /// <summary>The Retry-After header, to the letter; none leaves it out.</summary>
    public string? RetryAfter { get; init; }

    /// <summary>The call is done, only its answer is lost: a status stands in its place, or the connection breaks.</summary>
    public bool AfterEffect { get; init; }

    /// <summary>The connection breaks without an answer.</summary>
    public bool Resets { get; init; }

    /// <summary>No answer comes, ever; the caller gives up, or the fake ends.</summary>
    public bool Hangs { get; init; }

    /// <summary>How many calls in a row.</summary>
    public int Times { get; init; } = 1;

    public static TeamsFault LostAnswer => new() { AfterEffect = true, Resets = true };
}

/// <summary>Faults that wait for their calls.</summary>
public sealed class TeamsFaults
{
    private readonly List<(Func<TeamsCall, bool> Which, TeamsFault Fault)> _waiting = [];
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>The next call that fits goes wrong like this; several wait in line.</summary>
    public void Next(Func<TeamsCall, bool> which, TeamsFault fault)
    {
        lock (_waiting)
        {
            for (var i = 0; i < fault.Times; i++) _waiting.Add((which, fault));
        }
    }

    /// <summary>How many still wait.</summary>
    public int Left
    {
        get
        {
            lock (_waiting) return _waiting.Count;
        }
    }

    internal Task Ended => _ended.Task;

    internal TeamsFault? Take(TeamsCall call)
    {
        lock (_waiting)
        {
            var at = _waiting.FindIndex(waiting => waiting.Which(call));
            if (at < 0) return null;
            var fault = _waiting[at].Fault;
            _waiting.RemoveAt(at);
            return fault;
        }
    }

    internal void Release() => _ended.TrySetResult();
}
