using NodaTime;

namespace StudyBot.Ports;

/// <summary>A call that did not succeed.</summary>
/// <param name="Error">The platform's own word for it, or what happened on the way.</param>
public sealed record Failure(FailureKind Kind, string Error, Duration? RetryAfter = null)
{
    /// <summary>No answer. Only where no connection came about is it certain that nothing was sent.</summary>
    public static Failure Of(HttpRequestException fault) => fault.HttpRequestError switch
    {
        HttpRequestError.NameResolutionError or HttpRequestError.ConnectionError or HttpRequestError.SecureConnectionError or HttpRequestError.ProxyTunnelError =>
            new(FailureKind.NotNow, fault.Message),
        _ => new(FailureKind.Unknown, fault.Message),
    };
}

public enum FailureKind
{
    /// <summary>Certainly without effect, and worth trying again: a limit, a refused connection.</summary>
    NotNow,

    /// <summary>Certainly without effect, and no better next time.</summary>
    Refused,

    /// <summary>It may have taken effect or not.</summary>
    Unknown,
}
