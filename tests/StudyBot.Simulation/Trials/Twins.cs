using NodaTime;
using StudyBot.Agendas;
using StudyBot.CheckIns;
using StudyBot.Simulation.Judging;
using StudyBot.Simulation.Running;
using StudyBot.Simulation.Stories;

namespace StudyBot.Simulation.Trials;

/// <summary>One story lived twice, once without what went wrong.</summary>
internal static class Twins
{
    private static readonly Duration Soon = Duration.FromHours(12);

    /// <summary>With its outages alone (or some, where it has none), and without. A story that is one of the two already (<see cref="Story.Still"/>) stays as it is, so that it can be made shorter.</summary>
    public static (Story With, Story Without) Outage(Story story)
    {
        var with = story.Still ? story : WithOutages(story);
        return (with, with with { Faults = [] });
    }

    /// <summary>With one broken cohort alone, and without; as above.</summary>
    public static (Story With, Story Without) Isolation(Story story)
    {
        var with = story.Still ? story : WithBrokenCohort(story);
        return (with, with with { Faults = [] });
    }

    /// <summary>People keep to the hours they had planned, or come as soon as they can, and say which lesson they mean: so that the two can be compared lesson by lesson.</summary>
    private static Story WithOutages(Story story)
    {
        var outages = story.Faults.Where(fault => fault.Kind is FaultKind.Outage).ToList();
        var chance = Chance.For(story.Seed, "outages");
        while (outages.Count < 2)
        {
            var length = chance.In(0.6) ? chance.Minutes(6, 600) : chance.Minutes(600, 3 * 1440);
            var at = story.Start + Duration.FromDays(chance.Int(5, Math.Max(6, story.Days - 12))) + chance.Minutes(0, 1440);
            outages.Add(new(1000 + outages.Count, FaultKind.Outage, at, length));
        }

        return story with { Still = true, Planned = true, Orders = [], Deeds = [.. story.Deeds.Select(Plainly).OfType<Deed>()], Faults = outages };
    }

    private static Story WithBrokenCohort(Story story)
    {
        var chance = Chance.For(story.Seed, "breakage");
        var broken = story.Cohorts[chance.Int(0, story.Cohorts.Count)];
        var faults = new List<Fault>();
        for (var number = 0; number < 6; number++)
        {
            var kind = chance.Of(FaultKind.ChannelGone, FaultKind.ChannelSick, FaultKind.RowUnreadable);
            var at = Writing.Slot(broken, story.Start, chance.Int(3, Math.Max(4, story.Days - 8))) - chance.Minutes(0, 30);
            faults.Add(new(2000 + number, kind, at, chance.Minutes(30, kind is FaultKind.ChannelGone ? 1440 : 300), Cohort: broken.Index));
        }

        // People come between the minutes at which the bot looks around: who does something in the very instant of a nudge is nudged or is not, by a hair.
        return story with { Still = true, Faults = faults, Deeds = [.. story.Deeds.Select(deed => deed with { After = deed.After + Duration.FromSeconds(30) })] };
    }

    /// <summary>Whatever lesson a person kept without the outages they keep with them; and where they kept the same ones, their streak over them is no shorter.</summary>
    public static BrokenPromise? NoStreakIsShorter(World with, World without)
    {
        foreach (var (index, after) in with.Judge.Records)
        {
            var before = without.Judge.Records[index];
            var lessons = Math.Min(after.Cohort.Posted.Count(lesson => lesson.GraceEnd < with.Now), before.Cohort.Posted.Count(lesson => lesson.GraceEnd < without.Now));
            foreach (var (user, was) in before.People)
            {
                if (!after.People.TryGetValue(user, out var now)) now = new();
                for (var lesson = 1; lesson <= lessons; lesson++)
                {
                    if (IsKept(was, lesson) && !IsKept(now, lesson))
                        return Broken($"{user} kept lesson {lesson} ({was.Done[lesson].At}) without the outage and not with it ({(now.Done.TryGetValue(lesson, out var entry) ? $"{entry.Class} at {entry.At}" : "not recorded")}; {after.Cohort.Lesson(lesson)})");
                }

                // Whose first word was heard later joined later, and has fewer lessons to count.
                if (First(before, was) < First(after, now)) continue;

                // Who kept more may stand with less: a freeze is earned at every seventh kept lesson, and one that comes while two are held is none.
                if (Enumerable.Range(1, lessons).Any(lesson => IsKept(now, lesson) != IsKept(was, lesson))) continue;
                var (streak, longest, _) = Streak(after, now, lessons, with.Now);
                var (then, thenLongest, _) = Streak(before, was, lessons, without.Now);
                if (streak < then || longest < thenLongest) return Broken($"{user} has streak {streak}, longest {longest} over {lessons} lessons; without the outage {then} and {thenLongest}");
            }
        }

        return null;

        BrokenPromise Broken(string what) => new("outage", with.Now, what);
    }

    /// <summary>Nothing is different for anybody but the broken cohort.</summary>
    public static BrokenPromise? OthersAreTheSame(World with, World without)
    {
        var broken = with.Story.Faults.Select(fault => fault.Cohort).ToHashSet();
        foreach (var (index, room) in with.Rooms)
        {
            if (broken.Contains(index)) continue;
            var (here, there) = (Lived(with, index), Lived(without, index));
            if (Differ(here, there) is { } what) return new("isolation", with.Now, $"{room.Id.Channel}: {what}");
        }

        return null;
    }

    private static List<(string What, Instant At)> Lived(World world, int index)
    {
        var (room, record) = (world.Rooms[index], world.Judge.Records[index]);
        return
        [
            .. room.Posts.Where(post => post.Delivery.Kind is not DeliveryKind.Notice).Select(post => ($"{post.Delivery.Kind} {post.Delivery.Subject}{(post.Deleted ? " deleted" : "")}", post.At)).OrderBy(post => post.Item1, StringComparer.Ordinal),
            .. record.People.SelectMany(person => person.Value.Done.Select(done => ($"{person.Key} {done.Key} {done.Value.Class}", done.Value.At))),
        ];
    }

    private static string? Differ(List<(string What, Instant At)> here, List<(string What, Instant At)> there)
    {
        for (var i = 0; i < Math.Max(here.Count, there.Count); i++)
        {
            if (i >= here.Count) return $"{there[i]} is not there with the broken cohort";
            if (i >= there.Count) return $"{here[i]} is there only with the broken cohort";
            var apart = here[i].At - there[i].At;
            if (here[i].What != there[i].What || apart > Duration.FromMinutes(2) || apart < -Duration.FromMinutes(2)) return $"{here[i]} with the broken cohort, {there[i]} without";
        }

        return null;
    }

    private static int First(Record record, Record.Person person) => person.Joined is { } joined ? record.Cohort.Posted.Count(lesson => lesson.Posted <= joined) : int.MaxValue;

    private static bool IsKept(Record.Person person, int lesson) => person.Done.TryGetValue(lesson, out var entry) && entry.Class is not CheckInClass.Late;

    private static (int Current, int Longest, int Freezes) Streak(Record record, Record.Person person, int lessons, Instant now) =>
        PlainStreak.Of([.. record.Cohort.Posted.Take(lessons)], lesson => person.Done.TryGetValue(lesson, out var entry) ? entry.Class : null, person.Joined, [], now);

    /// <summary>What they take back they take back soon, so that it is in time with the outage, which gives longer, and without it; whether a deletion is depends on when it was said.</summary>
    private static Deed? Plainly(Deed deed) => deed.Act switch
    {
        Act.InThread or Act.Named or Act.Button or Act.React => deed,
        Act.Bare or Act.Mentioned or Act.Direct or Act.Link => deed with { Act = Act.Named },
        Act.Join or Act.Leave or Act.LeaveChannel or Act.Pause or Act.Back or Act.Hide or Act.Show or Act.Mute or Act.Unmute or Act.Remind or Act.Ask or Act.Chatter => deed,
        Act.UndoThis or Act.EditAway or Act.Unreact when deed.After < Soon => deed,
        Act.Undo or Act.NotDone when deed.After < Soon => deed with { Act = Act.UndoThis },
        _ => null,
    };
}
