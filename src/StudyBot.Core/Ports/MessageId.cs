namespace StudyBot.Ports;

/// <summary>Which post of ours, as a cohort's rows name it: its id, and its conversation where that is not the cohort's channel.</summary>
public sealed record MessageId(string Conversation, string Id)
{
    public static MessageId Of(string written, string cohortChannel) =>
        written.LastIndexOf('/') is > 0 and var slash ? new(written[..slash], written[(slash + 1)..]) : new(cohortChannel, written);

    /// <summary>A post in the channel is its id alone, as replies under it name it.</summary>
    public string Write(string cohortChannel) => Conversation == cohortChannel ? Id : $"{Conversation}/{Id}";
}
