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

    private readonly Dictionary<string, List<Instant>> _posts = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Instant> _updated = new(StringComparer.Ordinal);
    private readonly List<Instant> _toAll = [];
    private readonly List<Instant> _updates = [];
    private Instant _blockedUntil = Instant.MinValue;
    private int _calls;

    public string Name => other.Name;

    public Limits Limits => other.Limits;

    public bool CanReadBack => other.CanReadBack;

    public async Task<Sending> PostAsync(Post post, CancellationToken cancel)
    {
        var room = world.RoomOf(post.Cohort);
        Pace(post);
        world.Judge.Says(instance, post);
        var hang = Strikes(FaultKind.PostHangs);
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

            if (Limited() is { } limited) return limited;
            if (Strikes(FaultKind.PostRefusedConnection) is not null) return new Sending.NotSent("the connection was refused");
            var lost = hang ?? Strikes(FaultKind.PostUnanswered);
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
            if (answer is Sending.NotSent { RetryAfter: { } asked } && asked < Duration.FromHours(1)) _blockedUntil = world.Now + asked;
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
            async () => Strikes(FaultKind.UpdateFails) is null && await ShowAsync(),
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
            if (Strikes(FaultKind.DeleteFails) is not null)
            {
                instance.PutAside();
                return false;
            }

            world.Tell($"{instance} takes {messageId} back from {cohort.Channel}");
            world.TakenBack++;
            return await other.DeleteAsync(cohort, messageId, cancel);
        },
        cancel);

    public Task<Found> FindAsync(Sought sought, CancellationToken cancel) => instance.CallAsync(
        Latency(sought.Cohort, null),
        async () =>
        {
            if (Strikes(FaultKind.FindFails) is { } fails) return new Found.NotNow("503", fails.After ? Duration.FromSeconds(30) : null);
            var found = await other.FindAsync(sought, cancel);
            if (found is Found.Here) world.FoundAgain++;
            return found;
        },
        cancel);

    public Task ReadBackAsync(CohortId cohort, Instant since, IReadOnlyList<string> posts, CancellationToken cancel) => instance.CallAsync(
        Latency(cohort, null),
        async () =>
        {
            if (Strikes(FaultKind.ReadBackFails) is not null) throw new HttpRequestException("it cannot be read now");
            world.Tell($"{instance} reads {cohort.Channel} back since {since}");
            await other.ReadBackAsync(cohort, since, posts, cancel);
            return true;
        },
        cancel);

    private static string Tell(Post post) => $"{post.Cohort.Channel} {post.Delivery.Kind} {post.Delivery.Subject}";

    /// <summary>A limit of the platform that this bot breaks is a broken promise. Each bot paces by itself: what two of them come to together is not held against them.</summary>
    private void Pace(Post post)
    {
        Rest($"posts {Tell(post)}");
        var channel = post.To?.User ?? post.Cohort.Channel;
        Hold(Limits.PerChannel, _posts.TryGetValue(channel, out var known) ? known : _posts[channel] = [], $"posts to {channel}");
        Hold(Limits.PerTenant, _toAll, $"posts to all of {Name}");
    }

    private void PaceUpdate(CohortId cohort)
    {
        Rest($"updates a card in {cohort.Channel}");
        if (_updated.TryGetValue(cohort.Channel, out var last) && last + Limits.UpdateGap > world.Now) world.Break("limits", $"{instance} updates cards in {cohort.Channel} twice within {Limits.UpdateGap}, after {world.Now - last}");
        _updated[cohort.Channel] = world.Now;
        Hold(Limits.Updates, _updates, $"updates of all of {Name}");
    }

    private void Rest(string what)
    {
        if (world.Now + Duration.FromSeconds(5) < _blockedUntil && Name != "local") world.Break("limits", $"{instance} {what} at {world.Now}, though {Name} asked for a break until {_blockedUntil}");
    }

    private void Hold(IReadOnlyList<Limit> limits, List<Instant> calls, string what)
    {
        calls.Add(world.Now);
        foreach (var limit in limits)
            if (calls.Count > limit.Calls && calls[^(limit.Calls + 1)] + limit.Span > world.Now) world.Break("limits", $"{instance}: {limit.Calls + 1} {what} within {limit.Span}");
    }

    private Sending.NotSent? Limited()
    {
        if (world.Trouble.Strikes(f => f.Where == Name && f.Kind is FaultKind.LimitWithHeader or FaultKind.LimitWithoutHeader or FaultKind.LimitAbsurd or FaultKind.LimitMalformed) is not { } limit || Name == "local") return null;
        Duration? after = limit.Kind switch
        {
            FaultKind.LimitWithHeader => Duration.FromSeconds(5 + limit.Number * 7),
            FaultKind.LimitAbsurd => Duration.FromDays(400),
            // What is no number of seconds the edges leave out; where Teams' gate says so of a token, a zero comes through.
            FaultKind.LimitMalformed when Name == "teams" && limit.After => Duration.Zero,
            _ => null,
        };
        world.Tell($"{instance} is told by {Name} to wait: {limit.Kind}");
        return new("429", after);
    }

    private Fault? Strikes(FaultKind kind) => world.Trouble.Strikes(f => f.Kind == kind && f.Where == Name);

    /// <summary>By what is called and how often, and by nothing that others do.</summary>
    private Duration Latency(CohortId cohort, DeliveryId? delivery)
    {
        if (Name == "local") return Duration.Zero;
        var subject = delivery is null ? $"{++_calls}" : delivery.Subject;
        return Duration.FromMilliseconds(60 + (int)(Chance.For(world.Story.Seed, $"{cohort.Channel} {subject}").Next() % 340));
    }
}
