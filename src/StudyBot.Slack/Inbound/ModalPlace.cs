namespace StudyBot.Slack;

/// <summary>Where a modal was opened, as it is kept in the modal.</summary>
public sealed record ModalPlace(string Channel, string? Thread)
{
    public string Write() => Thread is null ? Channel : $"{Channel} {Thread}";

    public static ModalPlace? Read(string? metadata) => metadata?.Split(' ') switch
    {
        [{ Length: > 0 } channel] => new(channel, null),
        [{ Length: > 0 } channel, { Length: > 0 } thread] => new(channel, thread),
        _ => null,
    };
}
