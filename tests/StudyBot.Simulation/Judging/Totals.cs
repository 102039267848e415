using NodaTime;
using StudyBot.Cards;
using StudyBot.Simulation.Running;

namespace StudyBot.Simulation.Judging;

/// <summary>What lessons' cards tell of how many have done them: true when it is told, and brought to the card soon after each change of it.</summary>
internal sealed class Totals(World world, Record record)
{
    /// <summary>Long enough for breaks that a platform asks for one after the other, and for a row that cannot be read for hours.</summary>
    private static readonly Duration Soon = Duration.FromHours(12);

    /// <summary>What a bot recorded last of each lesson, and whether its card tells it: another bot that read before may bring an older card later.</summary>
    private readonly SortedDictionary<int, (Instant Since, Instance By, bool IsTold)> _last = [];

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
            if (before.Totals(lesson) != now.Totals(lesson)) _last[lesson] = (world.Now, instance, false);
        }
    }

    /// <summary>People see a lesson's card.</summary>
    public void Shown(SeenPost post, Card card, Instance instance)
    {
        var (said, since) = (Figures.Totals(card), instance.ReadSince);
        if (!IsTrue(since)) world.Break("totals", $"{instance} says of lesson {post.Lesson} in {record.Room.Id.Channel}: {said}; the record says {record.Journal.Now(instance.Clock.Now).Totals(post.Lesson)}");
        if ((record.Cohort.Lesson(post.Lesson)?.MessageId ?? post.Id) == post.Id && _last.TryGetValue(post.Lesson, out var last)) _last[post.Lesson] = last with { IsTold = IsTrue(Instant.Max(since, last.Since)) };

        bool IsTrue(Instant from) => record.Journal.Between(from, world.Now, instance.Clock.At).Any(moment => moment.Totals(post.Lesson) == said);
    }

    /// <summary>The channel refused an update: nothing brings it but the next check-in.</summary>
    public void Refused(int lesson) => _last.Remove(lesson);

    /// <summary>A bot died, and with it what it alone knew: that it has cards to update. The next check-in brings them.</summary>
    public void Died(Instance instance)
    {
        foreach (var (lesson, last) in _last.ToList())
            if (last.By == instance && !last.IsTold && world.Now - last.Since < Soon) _last.Remove(lesson);
    }

    public void Check()
    {
        foreach (var (lesson, last) in _last)
        {
            if (last.IsTold || record.Cohort.Lesson(lesson) is not { } posted || world.Now - Instant.Max(last.Since, posted.Posted) < Soon || world.Trouble.Waits(record.Room.Cohort)) continue;
            world.Break("totals", $"lesson {lesson} in {record.Room.Id.Channel} does not tell what {last.By} recorded at {last.Since}: {record.Journal.Now(world.Now).Totals(lesson)}");
        }
    }
}
