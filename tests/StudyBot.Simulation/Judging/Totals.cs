using NodaTime;
using StudyBot.Cards;
using StudyBot.Simulation.Running;

namespace StudyBot.Simulation.Judging;

/// <summary>What lessons' cards tell of how many have done them: true when it is told, and brought to the card soon after each change of it.</summary>
internal sealed class Totals(World world, Record record)
{
    /// <summary>Long enough for breaks that a platform asks for one after the other, and for a row that cannot be read for hours.</summary>
    private static readonly Duration Soon = Duration.FromHours(12);

    /// <summary>Lessons whose card does not tell yet what a bot recorded.</summary>
    private readonly SortedDictionary<int, (Instant Since, Instance By)> _behind = [];

    /// <summary>Something was recorded that may have changed how many have done which lessons. A change of who counts is told by the newest lesson's card alone.</summary>
    public void Changed(string user, Instance instance)
    {
        var (before, now) = (record.Journal.Before(world.Now), record.Journal.Now(world.Now));
        var (was, stands) = (before.People.GetValueOrDefault(user), now.People.GetValueOrDefault(user));
        for (var lesson = 1; lesson <= Math.Max(was?.Marks.Length ?? 0, stands?.Marks.Length ?? 0); lesson++)
            if (stands is not null && was?.Done(lesson) is null != stands.Done(lesson) is null) Changed(lesson);
        if (now.Cohort.Day > 0) Changed(now.Cohort.Day);

        void Changed(int lesson)
        {
            if (before.Totals(lesson) != now.Totals(lesson)) _behind[lesson] = (world.Now, instance);
        }
    }

    /// <summary>People see a lesson's card.</summary>
    public void Shown(SeenPost post, Card card, Instance instance)
    {
        var (said, since) = (Figures.Totals(card), instance.ReadSince);
        if (!IsTrue(since)) world.Break("totals", $"{instance} says of lesson {post.Lesson} in {record.Room.Id.Channel}: {said}; the record says {record.Journal.Now(instance.Clock.Now).Totals(post.Lesson)}");
        if ((record.Cohort.Lesson(post.Lesson)?.MessageId ?? post.Id) == post.Id && _behind.TryGetValue(post.Lesson, out var behind) && IsTrue(Instant.Max(since, behind.Since))) _behind.Remove(post.Lesson);

        bool IsTrue(Instant from) => record.Journal.Between(from, world.Now, instance.Clock.At).Any(moment => moment.Totals(post.Lesson) == said);
    }

    /// <summary>The channel refused an update: nothing brings it but the next check-in.</summary>
    public void Refused(int lesson) => _behind.Remove(lesson);

    /// <summary>A bot died, and with it what it alone knew: that it has cards to update. The next check-in brings them.</summary>
    public void Died(Instance instance)
    {
        foreach (var (lesson, behind) in _behind.ToList())
            if (behind.By == instance && world.Now - behind.Since < Soon) _behind.Remove(lesson);
    }

    public void Check()
    {
        foreach (var (lesson, behind) in _behind)
        {
            if (record.Cohort.Lesson(lesson) is not { } posted || world.Now - Instant.Max(behind.Since, posted.Posted) < Soon || world.Now < world.Trouble.WaitsUntil) continue;
            world.Break("totals", $"lesson {lesson} in {record.Room.Id.Channel} does not tell what {behind.By} recorded at {behind.Since}: {record.Journal.Now(world.Now).Totals(lesson)}");
        }
    }
}
