using StudyBot.Simulation.Running;
using StudyBot.Simulation.Stories;

namespace StudyBot.Simulation.Trials;

/// <summary>Makes a failing story shorter for as long as the same promise breaks: fewer days, cohorts, people, faults, orders and deeds.</summary>
/// <param name="most">Runs after which it is short enough.</param>
internal sealed class Shrinking(Play play, string promise, Func<Lies>? lies, int most = 500)
{
    private int _runs;

    public Story Shrink(Story story)
    {
        for (var before = -1; before != Size(story) && _runs < most;)
        {
            before = Size(story);
            story = Fewer(story, story.Cohorts, (s, some) => s with { Cohorts = some });
            story = Sooner(story);
            story = Fewer(story, story.Faults, (s, some) => s with { Faults = some });
            story = Fewer(story, [.. story.Deeds.Select(deed => deed.Person).Distinct()], (s, some) => s with { Deeds = [.. s.Deeds.Where(deed => some.Contains(deed.Person))] });
            story = Fewer(story, story.Orders, (s, some) => s with { Orders = some });
            story = Fewer(story, story.Deeds, (s, some) => s with { Deeds = some });
            if (story.Instances > 1) story = Try(story, story with { Instances = 1, Faults = [.. story.Faults.Select(fault => fault with { Instance = 0 })] });
        }

        return story;
    }

    private static int Size(Story story) => story.Days + story.Instances + story.Cohorts.Count + story.Deeds.Count + story.Orders.Count + story.Faults.Count;

    private Story Sooner(Story story)
    {
        foreach (var days in new[] { story.Days / 4, story.Days / 2, story.Days * 3 / 4, story.Days - 1 })
        {
            if (days < 2 || _runs >= most) continue;
            var shorter = Try(story, story with { Days = days });
            if (shorter != story) return shorter;
        }

        return story;
    }

    /// <summary>Leaves out halves, then quarters, then one by one.</summary>
    private Story Fewer<T>(Story story, IReadOnlyList<T> all, Func<Story, IReadOnlyList<T>, Story> with)
    {
        for (var size = Math.Max(1, all.Count / 2); ; size /= 2)
        {
            for (var from = 0; from < all.Count && _runs < most;)
            {
                IReadOnlyList<T> some = [.. all.Take(from), .. all.Skip(from + size)];
                var shorter = Try(story, with(story, some));
                if (shorter == story) from += size;
                else (story, all) = (shorter, some);
            }

            if (size <= 1 || _runs >= most) return story;
        }
    }

    private Story Try(Story story, Story shorter)
    {
        _runs++;
        if (shorter.Cohorts.Count == 0) return story;
        var known = shorter.Cohorts.Select(cohort => cohort.Index).ToHashSet();
        shorter = shorter with
        {
            Deeds = [.. shorter.Deeds.Where(deed => known.Contains(deed.Cohort))],
            Orders = [.. shorter.Orders.Where(order => known.Contains(order.Cohort))],
            Faults = [.. shorter.Faults.Where(fault => fault.Kind is not (FaultKind.ChannelGone or FaultKind.ChannelSick or FaultKind.RowUnreadable) || known.Contains(fault.Cohort))],
        };
        return Trial.Of(shorter, play, lies).Broken?.Promise == promise ? shorter : story;
    }
}
