namespace StudyBot.Slack;

/// <summary>Which post of ours: its <c>ts</c>, and its conversation where that is not the cohort's channel.</summary>
public sealed record MessageId(string Channel, string Ts)
{
    public static MessageId Of(string written, string cohortChannel) =>
        written.Split('/') is [var channel, var ts] ? new(channel, ts) : new(cohortChannel, written);

    /// <summary>A post in the channel is its <c>ts</c> alone, as replies under it name it.</summary>
    public string Write(string cohortChannel) => Channel == cohortChannel ? Ts : $"{Channel}/{Ts}";
}
