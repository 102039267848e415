using NodaTime;

namespace StudyBot.Ports;

/// <summary>Whether our own post was found.</summary>
public abstract record Found
{
    private Found() { }

    public sealed record Here(string MessageId, Instant At) : Found;

    public sealed record Nowhere : Found;

    /// <summary>It could not be looked for now (a limit, a fault): look again later, and send nothing before.</summary>
    public sealed record NotNow(string Reason, Duration? RetryAfter = null) : Found;

    /// <summary>This platform can never tell.</summary>
    public sealed record CannotTell : Found;
}
