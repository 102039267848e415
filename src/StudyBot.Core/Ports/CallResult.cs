namespace StudyBot.Ports;

/// <summary>What a call to a platform came to: either the value or the failure is there, never both.</summary>
public sealed record CallResult<T>(T? Value, Failure? Failure)
    where T : class
{
    public static implicit operator CallResult<T>(T value) => new(value, null);

    public static implicit operator CallResult<T>(Failure failure) => new(null, failure);
}
