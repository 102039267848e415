namespace StudyBot.Doors;

/// <param name="Owner">A token of this instance, new at each start: it marks the deliveries it claimed.</param>
/// <param name="Shards">Into how many parts the due index is split; one call each a tick.</param>
/// <param name="WhenUnsure">What to do with a post that may have been taken, where the platform cannot tell.</param>
public sealed record PosterOptions(string Owner, int Shards = 1, WhenUnsure WhenUnsure = WhenUnsure.Resend);

public enum WhenUnsure
{
    /// <summary>Send again: a lesson twice is better than none, and replies to either count once.</summary>
    Resend,

    /// <summary>Take it as sent: none is better than twice.</summary>
    Hold,
}
