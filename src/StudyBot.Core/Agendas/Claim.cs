using NodaTime;

namespace StudyBot.Agendas;

/// <summary>What an owner may do with a delivery as it finds it.</summary>
public enum Claim
{
    /// <summary>It is free: take it.</summary>
    Take,

    /// <summary>A call may have been under way when its owner vanished: look for our own post first.</summary>
    LookFirst,

    /// <summary>Another owner is at work, or it is not time for the next try.</summary>
    Wait,

    /// <summary>It is done.</summary>
    Settled,
}

public static class Claims
{
    /// <summary>How long an owner may be at work before anyone may take a delivery over. What was claimed as a minute began is free to the second tick after it.</summary>
    public static Duration Lease { get; } = Duration.FromSeconds(100);

    /// <param name="found">The delivery as stored; null where nobody has claimed it.</param>
    /// <param name="owner">Our own token: a claim of ours whose reply was lost is still ours.</param>
    public static Claim On(Delivery? found, string owner, Instant now) => found switch
    {
        null => Claim.Take,
        { State: DeliveryState.Sent } => Claim.Settled,
        // A person who cannot be reached is left alone; a channel is tried again once its cohort goes on.
        { State: DeliveryState.Failed } => found.Person is null ? Claim.Take : Claim.Settled,
        // One that is further away was named by a clock that has been set back since.
        { NextTry: { } next } when now < next && next - now <= Pace.LongestWait => Claim.Wait,
        { State: DeliveryState.Planned } => now < found.Slot ? Claim.Wait : Claim.Take,
        { State: DeliveryState.NotSent } => found.Owner == owner || IsOver(found, now) ? Claim.Take : Claim.Wait,
        _ => found.Owner == owner || IsOver(found, now) ? Claim.LookFirst : Claim.Wait,
    };

    /// <summary>A lease that ends later than any could was given by a clock that has been set back since.</summary>
    private static bool IsOver(Delivery found, Instant now) => now >= found.LeaseEnd || found.LeaseEnd - now > Lease + Lease;
}
