using NodaTime;
using StudyBot.Agendas;
using StudyBot.Cards;
using StudyBot.Cohorts;

namespace StudyBot.Ports;

/// <summary>The way out to where a team talks. Replies to what somebody said are returned to the platform; this is for what the bot says of itself.</summary>
public interface IPlatform
{
    /// <summary><c>local</c>, <c>slack</c> or <c>teams</c>.</summary>
    string Name { get; }

    /// <summary>How often it may be called.</summary>
    Limits Limits { get; }

    /// <summary>Posts once, never retrying by itself, and sorts what went wrong. Answers within a minute, which is well inside a delivery's lease; throws only when cancelled.</summary>
    Task<Sending> PostAsync(Post post, CancellationToken cancel);

    /// <summary>Replaces a post's card; may be repeated. False: not now (a limit, a fault), ask again with the next tick. True also where the post is gone.</summary>
    Task<bool> UpdateAsync(CohortId cohort, string messageId, Card card, CancellationToken cancel);

    /// <summary>Removes a post of ours; true also where it was gone already.</summary>
    Task<bool> DeleteAsync(CohortId cohort, string messageId, CancellationToken cancel);

    /// <summary>Looks for our own post of a delivery whose outcome is unknown.</summary>
    Task<Found> FindAsync(Sought sought, CancellationToken cancel);

    /// <summary>Whether what people do reaches the bot just now, as far as it knows.</summary>
    bool Hears => true;

    /// <summary>Whether what people did while the bot was away can be read back.</summary>
    bool CanReadBack { get; }

    /// <summary>Takes up what people did in a channel since an instant, oldest first, as if it were told now: through the same door, and shown alike.
    /// Throws where it could not be read to its end; it is then asked for again, and what was taken up already changes nothing.</summary>
    /// <param name="posts">Posts of lessons in whose threads people may have gone on.</param>
    Task ReadBackAsync(CohortId cohort, Instant since, IReadOnlyList<string> posts, CancellationToken cancel);
}

/// <summary>A scheduled post.</summary>
/// <param name="To">Set for what is private: a nudge, a reminder, a notice to a lead.</param>
public sealed record Post(CohortId Cohort, DeliveryId Delivery, Card Card, PersonId? To = null);

/// <summary>A post of ours that may be there.</summary>
/// <param name="Since">It was not sent before this instant.</param>
/// <param name="Besides">The id of the one that is known; another one is sought, should it be there twice.</param>
public sealed record Sought(CohortId Cohort, DeliveryId Delivery, PersonId? To, Instant Since, string? Besides = null);

/// <summary>What became of a post.</summary>
public abstract record Sending
{
    private Sending() { }

    public sealed record Sent(string MessageId, Instant At) : Sending;

    /// <summary>Certainly not sent (a limit, a refused connection): try again, not before the time the platform named.</summary>
    public sealed record NotSent(string Reason, Duration? RetryAfter = null) : Sending;

    /// <summary>Certainly refused (channel gone, bot removed): the cohort stops.</summary>
    public sealed record Refused(string Reason) : Sending;

    /// <summary>It may have been taken or not: a time-out, a reset, a 5xx.</summary>
    public sealed record Unknown(string Reason) : Sending;

    /// <summary>What a failed call means for the post.</summary>
    /// <param name="reasons">A platform's word for a refusal as a lead would say it.</param>
    public static Sending Of(Failure failure, Func<string, string> reasons) => failure.Kind switch
    {
        FailureKind.NotNow => new NotSent(failure.Error, failure.RetryAfter),
        FailureKind.Refused => new Refused(reasons(failure.Error)),
        _ => new Unknown(failure.Error),
    };
}

/// <summary>Whether our own post was found.</summary>
public abstract record Found
{
    private Found() { }

    public sealed record Here(string MessageId, Instant At) : Found;

    public sealed record Nowhere : Found;

    /// <summary>It could not be looked for now (a limit, a fault): look again later, and send nothing before.</summary>
    public sealed record NotNow(string Reason, Duration? RetryAfter = null) : Found;

    /// <summary>This platform can never tell.</summary>
    public sealed record CannotTell : Found;
}

/// <summary>Calls allowed in a span.</summary>
/// <param name="PerChannel">Posts a channel takes in each span.</param>
/// <param name="PerTenant">Posts a workspace or tenant takes in each span.</param>
public sealed record Limits(IReadOnlyList<Limit> PerChannel, IReadOnlyList<Limit> PerTenant)
{
    /// <summary>The least time between two updates of cards in one channel.</summary>
    public Duration UpdateGap { get; init; } = Duration.Zero;

    /// <summary>Updates of cards that a workspace or tenant takes in each span.</summary>
    public IReadOnlyList<Limit> Updates { get; init; } = [];

    public static Limits None { get; } = new([], []);
}

public sealed record Limit(int Calls, Duration Span);
