using NodaTime;
using StudyBot.Cards;
using StudyBot.Cohorts;
using StudyBot.Ports;
using StudyBot.Simulation.Running;

namespace StudyBot.Simulation.Ports;

/// <summary>What Slack and Teams do with what reaches them. Slack finds our posts by their metadata and can be read back; of Teams nothing is asked back.</summary>
internal sealed class Site(World world, Instance instance, string name) : IPlatform
{
    private bool IsSlack => name == "slack";

    public string Name => name;

    public Limits Limits => IsSlack
        ? new([new(1, Duration.FromSeconds(1))], [new(300, Duration.FromMinutes(1))]) { UpdateGap = Duration.FromSeconds(1), Updates = [new(50, Duration.FromMinutes(1))] }
        : new([new(7, Duration.FromSeconds(1)), new(8, Duration.FromSeconds(2)), new(60, Duration.FromSeconds(30)), new(1_800, Duration.FromHours(1))], [new(40, Duration.FromSeconds(1))]) { UpdateGap = Duration.FromSeconds(1) };

    public bool CanReadBack => IsSlack;

    public Task<Sending> PostAsync(Post post, CancellationToken cancel)
    {
        var room = world.RoomOf(post.Cohort);
        var (id, at) = world.Stamp(room);
        world.Appear(room, new SeenPost(id, at, post.Delivery, post.To?.User, instance), post.Card);
        return Task.FromResult<Sending>(new Sending.Sent(id, at));
    }

    /// <summary>Where the bot is no member any more the card stays as it is, which it takes for a post that is gone.</summary>
    public Task<bool> UpdateAsync(CohortId cohort, string messageId, Card card, CancellationToken cancel)
    {
        var room = world.RoomOf(cohort);
        if (room.Posts.Find(seen => seen.Id == messageId) is not { } post) return Task.FromResult(true);
        if (room.Gone) world.Judge.Refused(room, post);
        else world.Judge.Shown(room, post, card, instance);
        return Task.FromResult(true);
    }

    public Task<bool> DeleteAsync(CohortId cohort, string messageId, CancellationToken cancel)
    {
        if (world.RoomOf(cohort).Posts.Find(post => post.Id == messageId) is { } post) post.Deleted = true;
        return Task.FromResult(true);
    }

    public Task<Found> FindAsync(Sought sought, CancellationToken cancel)
    {
        if (!IsSlack) return Task.FromResult<Found>(new Found.CannotTell());
        var room = world.RoomOf(sought.Cohort);
        // A history is read from its newest message on.
        var post = room.Gone ? null : room.Posts.FindLast(seen => !seen.Deleted && seen.Delivery == sought.Delivery && seen.Id != sought.Besides && seen.To == sought.To?.User && seen.At >= sought.Since - Duration.FromMinutes(1));
        return Task.FromResult<Found>(post is null ? new Found.Nowhere() : new Found.Here(post.Id, post.At));
    }

    public async Task ReadBackAsync(CohortId cohort, Instant since, IReadOnlyList<string> posts, CancellationToken cancel)
    {
        if (!IsSlack) return;
        var room = world.RoomOf(cohort);
        if (room.Gone) return;
        var heard = new List<Incoming>();
        foreach (var message in room.Messages)
        {
            if (message.Deleted || message.At < since) continue;
            if (message.Thread is { } thread && !posts.Contains(thread)) continue;
            heard.Add(world.Mail.Said(room, message));
        }

        foreach (var (post, person, emoji, _) in room.Reactions)
        {
            if (!posts.Contains(post) || room.Posts.Find(seen => seen.Id == post) is not { } on) continue;
            var at = Instant.Max(since, on.At);
            heard.Add(world.Mail.Reacted(room, person, post, emoji, $"{at.ToUnixTimeTicks()} read back", at, on: true));
        }

        foreach (var incoming in heard.OrderBy(incoming => incoming.At)) await instance.HearAsync(incoming, cancel);
    }
}
