using NodaTime;

namespace StudyBot.Ports;

/// <summary>What became of a post.</summary>
public abstract record Sending
{
    private Sending() { }

    public sealed record Sent(string MessageId, Instant At) : Sending;

    /// <summary>Certainly not sent (a limit, a refused connection): try again, not before the time the platform named.</summary>
    public sealed record NotSent(string Reason, Duration? RetryAfter = null) : Sending;

    /// <summary>Certainly refused (channel gone, bot removed): the cohort stops.</summary>
    public sealed record Refused(string Reason) : Sending;

    /// <summary>It may have been taken or not: a time-out, a reset, a 5xx.</summary>
    public sealed record Unknown(string Reason) : Sending;

    /// <summary>What a failed call means for the post.</summary>
    /// <param name="reasons">A platform's word for a refusal as a lead would say it.</param>
    public static Sending Of(Failure failure, Func<string, string> reasons) => failure.Kind switch
    {
        FailureKind.NotNow => new NotSent(failure.Error, failure.RetryAfter),
        FailureKind.Refused => new Refused(reasons(failure.Error)),
        _ => new Unknown(failure.Error),
    };
}
