using Microsoft.AspNetCore.Http;

namespace StudyBot.Fakes.Slack;

/// <summary>What goes wrong with a call: instead of taking effect, or after it took effect.</summary>
public sealed record SlackFault
{
    /// <summary>Answer with this; 200 answers <see cref="Body"/> with the method's effect left out.</summary>
    public int Status { get; init; }

    public string Body { get; init; } = "";

    /// <summary>The Retry-After header, to the letter: a number, an absurd one, a word; none leaves it out.</summary>
    public string? RetryAfter { get; init; }

    /// <summary>The call is done, only its answer is lost.</summary>
    public bool AfterEffect { get; init; }

    /// <summary>The connection breaks without an answer.</summary>
    public bool Resets { get; init; }

    /// <summary>No answer comes, ever; the caller gives up, or the fake ends.</summary>
    public bool Hangs { get; init; }

    /// <summary>By the fake's clock, before anything else. Alone it only slows the call down.</summary>
    public TimeSpan Delay { get; init; }

    /// <summary>Before anything else, held up on its way until this is done; gone where the caller has given up by then.</summary>
    public Task Until { get; init; } = Task.CompletedTask;

    /// <summary>The workspace whose calls alone go wrong; null: whoever calls.</summary>
    public SlackTeam? Of { get; init; }

    /// <summary>How many calls in a row.</summary>
    public int Times { get; init; } = 1;

    public static SlackFault TooMany(string? retryAfter) => new() { Status = 429, RetryAfter = retryAfter, Body = """{"ok":false,"error":"ratelimited"}""" };

    public static SlackFault Error(string error) => new() { Status = 200, Body = $$"""{"ok":false,"error":"{{error}}"}""" };

    /// <summary>The call is over with it; a mere delay lets it go on.</summary>
    internal bool Ends => Resets || Hangs || Status != 0;

    internal int LoggedStatus => Resets || Hangs ? 0 : Status;

    internal Task Ended { get; set; } = Task.CompletedTask;

    internal async Task PlayAsync(SlackFake slack, HttpContext http)
    {
        await Until.WaitAsync(http.RequestAborted);
        if (Delay > TimeSpan.Zero) await Task.Delay(Delay, slack.Clock, http.RequestAborted);
        if (Hangs) await Task.WhenAny(Ended, Task.Delay(Timeout.InfiniteTimeSpan, slack.Clock, http.RequestAborted));
        if (Hangs || Resets)
        {
            http.Abort();
            return;
        }

        if (Status == 0) return;
        http.Response.StatusCode = Status;
        if (RetryAfter is not null) http.Response.Headers["Retry-After"] = RetryAfter;
        http.Response.ContentType = Body.StartsWith('{') ? "application/json; charset=utf-8" : "text/html";
        await http.Response.WriteAsync(Body);
    }
}

/// <summary>Faults that wait for their calls.</summary>
public sealed class SlackFaults
{
    private readonly Dictionary<string, List<SlackFault>> _waiting = [];
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>The next call of this method (or response_url, files.download) goes wrong like this; several wait in line.</summary>
    public void Next(string method, SlackFault fault)
    {
        lock (_waiting)
        {
            if (!_waiting.TryGetValue(method, out var line)) _waiting[method] = line = [];
            for (var i = 0; i < fault.Times; i++) line.Add(fault with { Ended = _ended.Task });
        }
    }

    /// <summary>No further call of this method goes wrong.</summary>
    public void Over(string method)
    {
        lock (_waiting) _waiting.Remove(method);
    }

    /// <summary>How many still wait.</summary>
    public int Left
    {
        get
        {
            lock (_waiting) return _waiting.Values.Sum(line => line.Count);
        }
    }

    /// <param name="team">Whose call it is; null where its token says nothing.</param>
    internal SlackFault? Take(string method, SlackTeam? team)
    {
        lock (_waiting)
        {
            if (!_waiting.TryGetValue(method, out var line)) return null;
            var first = line.FindIndex(fault => fault.Of is null || fault.Of == team);
            if (first < 0) return null;
            var taken = line[first];
            line.RemoveAt(first);
            return taken;
        }
    }

    internal void Release() => _ended.TrySetResult();
}
