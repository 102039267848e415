using Microsoft.Extensions.Logging;
using StudyBot.Ports;

namespace StudyBot.Doors;

/// <summary>The way in: an incoming message → what is recorded and what is said.</summary>
public sealed class Bot(IStudyStore store, TimeProvider clock, ILogger<Bot> log)
{
    /// <summary>Handles one thing a person did. What it returns is durable.</summary>
    public Task<Handled> HandleAsync(Incoming incoming, CancellationToken cancel)
    {
        _ = (store, clock, log, incoming, cancel);
        return Task.FromResult(Handled.Silence);
    }
}
