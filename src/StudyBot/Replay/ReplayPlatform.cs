using NodaTime;
using StudyBot.Agendas;
using StudyBot.Cards;
using StudyBot.Cohorts;
using StudyBot.Doors;
using StudyBot.Ports;

namespace StudyBot.Host.Replay;

/// <summary>Takes every post and shows it to nobody. What was written while the bot was away it delivers again itself, so there is nothing to read back.</summary>
internal sealed class ReplayPlatform(TimeProvider clock) : IPlatform
{
    public const string Platform = "replay";

    private readonly List<(Post Post, Sending.Sent Sent)> _posts = [];

    public string Name => Platform;

    public Limits Limits => Limits.None;

    /// <summary>What was posted, in order.</summary>
    public IReadOnlyList<(Post Post, Sending.Sent Sent)> Posts => _posts;

    /// <summary>The id of a lesson's post: known before it is posted, so that a scenario can speak of it by number.</summary>
    public static string LessonPost(int lesson) => $"lesson {lesson:0000}";

    public Task<Sending> PostAsync(Post post, CancellationToken cancel)
    {
        var id = post.Delivery.Kind is DeliveryKind.Lesson ? $"lesson {post.Delivery.Subject}" : $"post {_posts.Count + 1}";
        var sent = new Sending.Sent(id, clock.Now());
        _posts.Add((post, sent));
        return Task.FromResult<Sending>(sent);
    }

    public Task<bool> UpdateAsync(CohortId cohort, string messageId, Card card, CancellationToken cancel) => Task.FromResult(true);

    public Task<bool> DeleteAsync(CohortId cohort, string messageId, CancellationToken cancel) =>
        Task.FromResult(_posts.RemoveAll(p => p.Post.Cohort == cohort && p.Sent.MessageId == messageId) >= 0);

    public Task<Found> FindAsync(Sought sought, CancellationToken cancel) => Task.FromResult<Found>(
        _posts.Find(p => p.Post.Cohort == sought.Cohort && p.Post.Delivery == sought.Delivery) is (_, { } sent) ? new Found.Here(sent.MessageId, sent.At) : new Found.Nowhere());

    public bool CanReadBack => true;

    /// <summary>The scenario has told it already.</summary>
    public Task ReadBackAsync(CohortId cohort, Instant since, IReadOnlyList<string> posts, CancellationToken cancel) => Task.CompletedTask;
}
