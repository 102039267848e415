using NodaTime;
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
