using NodaTime;

namespace StudyBot.Ports;

/// <summary>What a call to a platform came to: exactly one of the two.</summary>
public sealed record Answer<T>(T? Value, Failure? Failure)
    where T : class
{
    public static implicit operator Answer<T>(T value) => new(value, null);

    public static implicit operator Answer<T>(Failure failure) => new(null, failure);
}

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
