using NodaTime;
using StudyBot.Agendas;
using StudyBot.Cards;
using StudyBot.Cohorts;
using StudyBot.Ports;
using StudyBot.Simulation.Running;
using StudyBot.Simulation.Stories;
using StudyBot.Storage;

namespace StudyBot.Simulation.Ports;

/// <summary>A platform as one bot reaches it. What it does with a post is the platform's own (<paramref name="other"/>); on the way there and back things go wrong.</summary>
internal sealed class SimPlatform(World world, Instance instance, IPlatform other) : IPlatform
{
    private static readonly Duration Longest = Duration.FromMinutes(1);

    /// <summary>Of what a platform asks for, the bot keeps so much at most.</summary>
    private static readonly Duration LongestBreak = Duration.FromHours(1);

    private readonly Dictionary<string, List<Instant>> _posts = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Instant> _updated = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Calls> _tenants = new(StringComparer.Ordinal);
    private int _calls;

    public string Name => other.Name;

    public Limits Limits => other.Limits;

    public bool CanReadBack => other.CanReadBack;

    public async Task<Sending> PostAsync(Post post, CancellationToken cancel)
    {
        var room = world.RoomOf(post.Cohort);
        Pace(post);
        world.Judge.Says(instance, post);
        var hang = Strikes(FaultKind.PostHangs, post.Cohort);
        var wait = hang is null ? Latency(post.Cohort, post.Delivery) : Duration.FromSeconds(55);
        var began = world.Now;
        var answered = false;
        var outcome = await instance.CallAsync(wait, async () =>
        {
            if (room.Gone) return new Sending.Refused("the bot was removed from the channel");
            if (post.To is null && world.Trouble.Is(FaultKind.ChannelSick, room.Cohort.Index))
            {
                world.Trouble.Struck(FaultKind.ChannelSick);
                return new Sending.Unknown("503");
            }

            if (Limited(post.Cohort, posts: true) is { } limited) return new Sending.NotSent("429", limited.Asked);
            if (Strikes(FaultKind.PostRefusedConnection, post.Cohort) is not null) return new Sending.NotSent("the connection was refused");
            var lost = hang ?? Strikes(FaultKind.PostUnanswered, post.Cohort);
            if (lost is { After: false })
            {
                world.Tell($"{instance} {Tell(post)} is lost on the way");
                return new Sending.Unknown("502");
            }

            instance.Writing[(post.Cohort, Keys.Delivery(post.Delivery))] = post.Card;
            var sending = await other.PostAsync(post, cancel);
            if (lost is not null)
            {
                world.Tell($"{instance} {Tell(post)} is taken, and the answer is lost");
                return new Sending.Unknown("504");
            }

            return sending;
        }, cancel, answer =>
        {
            // Of those who slept for longer than a call may take, half find that it was given up.
            answered = Name == "local" || world.Now - began < Longest || Chance.For(world.Story.Seed, $"{Tell(post)} given up").In(0.5);
            if (!answered) return;

            // From when the bot has heard of it.
            if (answer is Sending.NotSent { RetryAfter: { } asked }) CallsOf(post.Cohort).BlockedUntil = world.Now + Duration.Min(asked, LongestBreak);
            if (answer is Sending.Sent sent && room.Posts.FindLast(seen => seen.Id == sent.MessageId) is { } seen) seen.Answered = true;
        }, posts: true);
        if (answered) return outcome;
        world.Tell($"{instance} gives {Tell(post)} up");
        return new Sending.Unknown("timeout");
    }

    public Task<bool> UpdateAsync(CohortId cohort, string messageId, Card card, CancellationToken cancel)
    {
        PaceUpdate(cohort);
        return instance.CallAsync(
            Latency(cohort, null),
            async () =>
            {
                if (Limited(cohort) is not null) return false;
                var fails = Strikes(FaultKind.UpdateFails, cohort);
                return fails is not { After: false } && await ShowAsync() && fails is null;
            },
            cancel);

        async Task<bool> ShowAsync()
        {
            instance.Writing[(cohort, messageId)] = card;
            try
            {
                return await other.UpdateAsync(cohort, messageId, card, cancel);
            }
            finally
            {
                instance.Writing.Remove((cohort, messageId));
            }
        }
    }

    public Task<bool> DeleteAsync(CohortId cohort, string messageId, CancellationToken cancel) => instance.CallAsync(
        Latency(cohort, null),
        async () =>
        {
            if (Limited(cohort) is not null) return Later();
            var fails = Strikes(FaultKind.DeleteFails, cohort);
            if (fails is { After: false }) return Later();
            world.Tell($"{instance} takes {messageId} back from {cohort.Channel}");
            world.TakenBack++;
            return await other.DeleteAsync(cohort, messageId, cancel) && (fails is null || Later());
        },
        cancel);

    public Task<Found> FindAsync(Sought sought, CancellationToken cancel) => instance.CallAsync(
        Latency(sought.Cohort, null),
        async () =>
        {
            // Where nothing can be found, nothing is asked.
            var fails = other.CanReadBack ? Strikes(FaultKind.FindFails, sought.Cohort) : null;
            var limited = other.CanReadBack ? Limited(sought.Cohort) : null;
            var found = fails is not null ? new Found.NotNow("503", fails.After ? Duration.FromSeconds(30) : null)
                : limited is not null ? new Found.NotNow("429", limited.Asked)
                : await other.FindAsync(sought, cancel);
            if (found is Found.Here) world.FoundAgain++;
            else if (found is Found.NotNow) instance.PutAside();
            return found;
        },
        cancel);

    public Task ReadBackAsync(CohortId cohort, Instant since, IReadOnlyList<string> posts, CancellationToken cancel) => instance.CallAsync(
        Latency(cohort, null),
        async () =>
        {
            if (Limited(cohort) is not null) throw new HttpRequestException("429");
            world.Tell($"{instance} reads {cohort.Channel} back since {since}");
            await other.ReadBackAsync(cohort, since, posts, cancel);
            return true;
        },
        cancel);

    private static string Tell(Post post) => $"{post.Cohort.Channel} {post.Delivery.Kind} {post.Delivery.Subject}";

    /// <summary>A limit of the platform that this bot breaks is a broken promise. Each bot paces by itself: what two of them come to together is not held against them.</summary>
    private void Pace(Post post)
    {
        Rest(post.Cohort, $"posts {Tell(post)}");
        var channel = post.To?.User ?? post.Cohort.Channel;
        Hold(Limits.PerChannel, _posts.TryGetValue(channel, out var known) ? known : _posts[channel] = [], $"posts to {channel}");
        Hold(Limits.PerTenant, CallsOf(post.Cohort).Posts, $"posts to all of {post.Cohort.Tenant}");
    }

    private void PaceUpdate(CohortId cohort)
    {
        Rest(cohort, $"updates a card in {cohort.Channel}");
        if (_updated.TryGetValue(cohort.Channel, out var last) && last + Limits.UpdateGap > world.Now) world.Break("limits", $"{instance} updates cards in {cohort.Channel} twice within {Limits.UpdateGap}, after {world.Now - last}");
        _updated[cohort.Channel] = world.Now;
        Hold(Limits.Updates, CallsOf(cohort).Updates, $"updates of all of {cohort.Tenant}");
    }

    private void Rest(CohortId cohort, string what)
    {
        if (CallsOf(cohort).BlockedUntil is var until && world.Now + Duration.FromSeconds(5) < until) world.Break("limits", $"{instance} {what} at {world.Now}, though {cohort.Tenant} asked for a break until {until}");
    }

    private void Hold(IReadOnlyList<Limit> limits, List<Instant> calls, string what)
    {
        calls.Add(world.Now);
        foreach (var limit in limits)
            if (calls.Count > limit.Calls && calls[^(limit.Calls + 1)] + limit.Span > world.Now) world.Break("limits", $"{instance}: {limit.Calls + 1} {what} within {limit.Span}");
    }

    /// <summary>The limit that a call meets, in its workspace or tenant.</summary>
    private Fault? Limited(CohortId cohort, bool posts = false)
    {
        var limit = world.Trouble.Strikes(f => f.IsLimit && f.Where == Name && (posts || !f.AtPost), world.RoomOf(cohort).Cohort, posts);
        if (limit is not null) world.Tell($"{instance} is told by {cohort.Tenant} to wait: {limit.Kind}{(limit.Asked is { } asked ? $", {asked}" : "")}");
        return limit;
    }

    private Fault? Strikes(FaultKind kind, CohortId cohort) => world.Trouble.Strikes(f => f.Kind == kind && f.Where == Name, world.RoomOf(cohort).Cohort);

    private bool Later()
    {
        instance.PutAside();
        return false;
    }

    private Calls CallsOf(CohortId cohort) => _tenants.TryGetValue(cohort.Tenant, out var calls) ? calls : _tenants[cohort.Tenant] = new();

    /// <summary>By what is called and how often, and by nothing that others do.</summary>
    private Duration Latency(CohortId cohort, DeliveryId? delivery)
    {
        if (Name == "local") return Duration.Zero;
        var subject = delivery is null ? $"{++_calls}" : delivery.Subject;
        return Duration.FromMilliseconds(60 + (int)(Chance.For(world.Story.Seed, $"{cohort.Channel} {subject}").Next() % 340));
    }

    /// <summary>What a workspace or tenant took of this bot.</summary>
    private sealed class Calls
    {
        public List<Instant> Posts { get; } = [];

        public List<Instant> Updates { get; } = [];

        public Instant BlockedUntil { get; set; } = Instant.MinValue;
    }
}
