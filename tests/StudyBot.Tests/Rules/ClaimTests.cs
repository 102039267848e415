using NodaTime;
using StudyBot.Agendas;

namespace StudyBot.Tests.Rules;

/// <summary>What an owner may do with a delivery as it finds it.</summary>
public class ClaimTests
{
    private static readonly Instant Slot = Make.At("2026-03-02T08:00:00Z");

    private static readonly Delivery Free = new(Deliveries.Lesson(1, 1), new(2026, 3, 2), Slot, DeliveryState.NotSent, "other", Slot + Claims.Lease);

    [Theory]
    // state, whose, seconds after the slot → what
    [InlineData(DeliveryState.Planned, "", -1, Claim.Wait)]
    [InlineData(DeliveryState.Planned, "", 0, Claim.Take)]
    [InlineData(DeliveryState.NotSent, "other", 0, Claim.Wait)]
    [InlineData(DeliveryState.NotSent, "other", 99, Claim.Wait)]
    [InlineData(DeliveryState.NotSent, "other", 100, Claim.Take)] // its lease is over and nothing was sent
    [InlineData(DeliveryState.NotSent, "ours", 0, Claim.Take)] // a claim of ours whose reply was lost
    [InlineData(DeliveryState.Sending, "other", 99, Claim.Wait)]
    [InlineData(DeliveryState.Sending, "other", 100, Claim.LookFirst)] // it may have been sent
    [InlineData(DeliveryState.Sending, "ours", 0, Claim.LookFirst)]
    [InlineData(DeliveryState.Sent, "other", 0, Claim.Settled)]
    [InlineData(DeliveryState.Sent, "ours", 999, Claim.Settled)]
    [InlineData(DeliveryState.Failed, "other", 0, Claim.Take)] // the cohort goes on only when a lead says so
    public void A_delivery_is_taken_looked_for_or_left(DeliveryState state, string owner, int seconds, Claim claim) =>
        Assert.Equal(claim, Claims.On(Free with { State = state, Owner = owner }, "ours", Slot + Duration.FromSeconds(seconds)));

    [Fact]
    public void A_person_who_could_not_be_reached_is_left_alone() =>
        Assert.Equal(Claim.Settled, Claims.On(Free with { State = DeliveryState.Failed, Person = new("local", "local", "ana") }, "ours", Slot));

    [Theory]
    // minutes until the next try
    [InlineData(0, Claim.Take)]
    [InlineData(60, Claim.Wait)]
    [InlineData(61, Claim.Take)] // by a clock that has been set back since
    public void The_next_try_is_waited_for_and_no_longer_than_any_could_be(int minutes, Claim claim) =>
        Assert.Equal(claim, Claims.On(Free with { Owner = "ours", NextTry = Slot + Duration.FromMinutes(minutes) }, "ours", Slot));

    [Theory]
    // seconds until the lease ends, by a clock that has been set back since
    [InlineData(200, Claim.Wait)]
    [InlineData(201, Claim.Take)]
    public void A_lease_longer_than_any_is_over(int seconds, Claim claim) =>
        Assert.Equal(claim, Claims.On(Free with { LeaseEnd = Slot + Duration.FromSeconds(seconds) }, "ours", Slot));

    [Fact]
    public void What_nobody_claimed_is_free() => Assert.Equal(Claim.Take, Claims.On(null, "ours", Slot));

    [Theory]
    [InlineData(DeliveryState.NotSent, Claim.Take)]
    [InlineData(DeliveryState.Sending, Claim.LookFirst)]
    public void A_next_try_is_waited_for_whoever_owns_it(DeliveryState state, Claim then)
    {
        var waiting = Free with { State = state, Owner = "ours", NextTry = Slot + Duration.FromSeconds(30) };

        Assert.Equal(Claim.Wait, Claims.On(waiting, "ours", Slot + Duration.FromSeconds(29)));
        Assert.Equal(then, Claims.On(waiting, "ours", Slot + Duration.FromSeconds(30)));
    }
}
