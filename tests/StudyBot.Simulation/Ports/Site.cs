using NodaTime;
using StudyBot.Cards;
using StudyBot.Cohorts;
using StudyBot.Doors;
using StudyBot.Ports;
using StudyBot.Simulation.Running;
using StudyBot.Simulation.Stories;

namespace StudyBot.Simulation.Ports;

/// <summary>What Slack and Teams do with what reaches them. Slack finds our posts by their metadata and can be read back; of Teams nothing is asked back.</summary>
internal sealed class Site(World world, Instance instance, string name) : IPlatform
{
    private readonly Dictionary<CohortId, Reading> _readings = [];
    private readonly Dictionary<Sought, (int Pages, Instant LeftAt)> _looks = [];

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

    public Task<Found> FindAsync(Sought sought, CancellationToken cancel) => Task.FromResult(Find(sought));

    /// <summary>A conversation is read from its newest message on, page by page; where there is no more for now, the next try goes on.</summary>
    private Found Find(Sought sought)
    {
        if (!IsSlack) return new Found.CannotTell();
        var room = world.RoomOf(sought.Cohort);
        if (room.Gone) return new Found.Nowhere();
        var oldest = sought.Since - Duration.FromMinutes(1);
        var (to, history) = (sought.To?.User, world.Pages);
        var posts = room.Posts.Where(seen => !seen.Deleted && seen.To == to && seen.At >= oldest).ToList();
        var ours = posts.FindLast(seen => seen.Delivery == sought.Delivery && seen.Id != sought.Besides);
        var newer = ours is null ? oldest : ours.At;
        var read = posts.Count(post => post.At >= newer) + Messages(room, to).Count(message => message.At >= newer);
        var turned = _looks.Remove(sought, out var look) && world.Now - look.LeftAt <= Heartbeat.Gap ? look.Pages : 0;
        do
        {
            if (history.Take(room.Id.Tenant, "history") is not { } wait) continue;
            _looks[sought] = (turned, world.Now);
            return new Found.NotNow("ratelimited", wait);
        }
        while (++turned * history.Page < read);
        return ours is null ? new Found.Nowhere() : new Found.Here(ours.Id, ours.At);
    }

    /// <summary>The channel, the threads of its lessons and what people said directly, each to its end; what those said that were read is heard whatever comes of the others.</summary>
    public async Task ReadBackAsync(CohortId cohort, Instant since, IReadOnlyList<string> posts, CancellationToken cancel)
    {
        if (!IsSlack) return;
        var room = world.RoomOf(cohort);
        if (room.Gone) return;
        var breaks = world.Trouble.Strikes(f => f.Kind is FaultKind.ReadBackFails, room.Cohort);
        if (breaks is { After: false }) throw new HttpRequestException("it cannot be read now");
        if (!_readings.TryGetValue(cohort, out var reading) || !reading.GoesOn(since, world.Now)) reading = _readings[cohort] = new(since);
        try
        {
            var left = breaks is null ? int.MaxValue : 1 + breaks.Number % (posts.Count + 2);
            Read(reading, "", "history", [.. Messages(room, null).Where(message => message.At >= since).Select(message => world.Mail.Said(room, message))]);
            foreach (var post in posts) Read(reading, post, "replies", [.. InThread(room, post, since)]);
            foreach (var person in room.Cohort.People) Read(reading, person, "history", [.. Messages(room, person).Where(message => message.At >= since).Select(message => world.Mail.Said(room, message))]);

            void Read(Reading reading, string conversation, string method, IReadOnlyList<Incoming> said)
            {
                if (reading.IsWhole(conversation)) return;
                if (left-- == 0) throw new HttpRequestException("it cannot be read on now");
                do
                    if (world.Pages.Take(cohort.Tenant, method) is not null) throw new HttpRequestException("ratelimited");
                while (reading.Turn(conversation) * world.Pages.Page < said.Count);
                reading.End(conversation, said);
            }
        }
        finally
        {
            await HearAllAsync(reading, cancel);
        }

        _readings.Remove(cohort);
    }

    /// <summary>Where one cannot be heard now, the next try goes on with it.</summary>
    private async Task HearAllAsync(Reading reading, CancellationToken cancel)
    {
        try
        {
            while (reading.Said.TryPeek(out var next, out _))
            {
                await instance.HearAsync(next, cancel);
                reading.Said.Dequeue();
            }
        }
        finally
        {
            reading.LeftAt = world.Now;
        }
    }

    /// <summary>In the channel itself, or directly with somebody.</summary>
    private static IEnumerable<PersonMessage> Messages(Room room, string? person) =>
        room.Messages.Where(message => !message.Deleted && message.Thread is null && (person is null ? !message.Direct : message.Direct && message.Person == person));

    private IEnumerable<Incoming> InThread(Room room, string post, Instant since)
    {
        foreach (var message in room.Messages)
            if (!message.Deleted && message.Thread == post && message.At >= since) yield return world.Mail.Said(room, message);
        if (room.Posts.Find(seen => seen.Id == post) is not { } on) yield break;
        var at = Instant.Max(since, on.At);
        foreach (var (reacted, person, emoji, _) in room.Reactions)
            if (reacted == post) yield return world.Mail.Reacted(room, person, post, emoji, $"{at.ToUnixTimeTicks()} read back", at, on: true);
    }
}
