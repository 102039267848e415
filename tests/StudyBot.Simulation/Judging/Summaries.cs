using NodaTime;
using NodaTime.Text;
using StudyBot.Cards;
using StudyBot.CheckIns;
using StudyBot.Cohorts;
using StudyBot.Ports;
using StudyBot.Simulation.Running;

namespace StudyBot.Simulation.Judging;

/// <summary>What a weekly summary says (rule 9), held against the record: its lessons with their totals, its table and cheers, what comes next, who finished, and links.</summary>
internal static class Summaries
{
    public static void Check(World world, Record record, Instance instance, Post post)
    {
        if (world.Store.FindDeliveryAsync(post.Cohort, post.Delivery, CancellationToken.None).Result is not { Value.Slot: var slot }) return;
        var said = Said(post.Card, record.Room);
        string? expected = null;
        foreach (var moment in record.Journal.Between(instance.ReadSince, world.Now, instance.Clock.At))
        {
            var rules = Expected(moment, slot, post.Delivery.Subject, record.Room);
            if (said == rules) return;
            expected ??= rules;
        }

        world.Break("summary", $"{instance} says of the week until {slot} in {post.Cohort.Channel}: {said}; the rules give {expected ?? "no summary"}");
    }

    private static string Said(Card card, Room room)
    {
        var said = new List<string>();
        foreach (var part in card.Parts)
        {
            switch (part)
            {
                case Part.Facts facts:
                    said.AddRange(facts.Items.Select(fact => Lesson(int.Parse(Figures.First(fact.Label)), Figures.In(fact.Value))));
                    break;
                case Part.Ranking table:
                    said.AddRange(table.Rows.Select(row => Rank(row.Rank, row.Name, row.Completed, Figures.In(row.Detail))));
                    break;
                case Part.Bullets shared:
                    said.AddRange(shared.Items.Select(Figures.In).Where(link => !IsGoing(room, link.Split(' ')[0])).Select(link => $"shared {link}").Order(StringComparer.Ordinal));
                    break;
                case Part.Paragraph { Text: var text } when $"{text}" is var words:
                    if (words.Contains("cheer", StringComparison.Ordinal)) said.AddRange(words.Split(';').Select(cheer => $"cheer {Figures.In(cheer)}"));
                    else if (words.StartsWith("Next", StringComparison.Ordinal)) said.Add($"next {Figures.First(words)}");
                    else if (Figures.In(words) is { Length: > 0 } names) said.Add($"finished {names}");
                    break;
                default:
                    break;
            }
        }

        return string.Join(", ", said);
    }

    /// <returns>Null where there is nothing to sum up.</returns>
    private static string? Expected(Moment moment, Instant slot, string first, Room room)
    {
        var cohort = moment.Cohort;
        if (Week(cohort, slot) is not var (named, after, week) || named != first) return null;
        if (week.Count == 0) return null;
        var all = Enumerable.Range(1, cohort.Curriculum.Lessons);
        var finished = week.Contains(cohort.Curriculum.Lessons) ? moment.Shown.Where(person => all.All(lesson => person.Value.Done(lesson) is not null)).Select(person => person.Key).ToList() : [];
        return string.Join(", ", [
            .. week.Select(lesson => Lesson(lesson, moment.Totals(lesson))),
            .. Table(moment, week),
            .. Cheers(moment, week, after),
            .. cohort.Day < cohort.Curriculum.Lessons ? [$"next {cohort.Day + 1}"] : Array.Empty<string>(),
            .. finished.Count > 0 ? [$"finished {string.Join(' ', finished)}"] : Array.Empty<string>(),
            .. Links(moment, week, after, room),
        ]);
    }

    /// <returns>What a week is named by, since when it runs and the lessons that opened in it; null where an instant ends no week.</returns>
    public static (string First, Instant After, List<int> Lessons)? Week(Cohort cohort, Instant slot)
    {
        if (PlainWeek.Before(cohort.Schedule, slot) is not { } before) return null;
        // What an earlier summary told, by settings of before, is not told again, and what came after it is: no summary came at the slot before.
        var after = cohort.LastSummary is { } given && given < slot && PlainWeek.Before(cohort.Schedule, before) < given ? given : before;
        return (LocalDatePattern.Iso.Format(before.InZone(cohort.Schedule.Zone).Date.PlusDays(1)), after, [.. cohort.Posted.Where(lesson => after < lesson.Opens && lesson.Opens <= slot).Select(lesson => lesson.Day)]);
    }

    private static IEnumerable<string> Table(Moment moment, List<int> week)
    {
        var rows = moment.Shown
            .Select(person => (User: person.Key, Completed: week.Count(lesson => person.Value.Done(lesson) is not null), Kept: week.Count(lesson => person.Value.Done(lesson) is CheckInClass.OnTime or CheckInClass.Grace)))
            .Where(row => row.Completed > 0)
            .OrderByDescending(row => row.Completed).ThenByDescending(row => row.Kept).ThenBy(row => row.User, StringComparer.Ordinal)
            .ToList();
        return rows.Select(row => Rank(1 + rows.Count(other => (other.Completed, other.Kept).CompareTo((row.Completed, row.Kept)) > 0), row.User, row.Completed, $"{row.Kept}"));
    }

    /// <summary>The highest mark that a lesson of the week, or one done in it, brought a streak to, where it stands at it or beyond.</summary>
    private static IEnumerable<string> Cheers(Moment moment, List<int> week, Instant after)
    {
        var cheers = new List<(int Mark, string User, int Streak)>();
        foreach (var (user, person) in moment.Shown)
        {
            var reached = new Dictionary<int, int>();
            var streak = PlainStreak.Of(moment.Cohort.Posted, person.Done, person.Joined, person.Pauses, moment.Clock, reached).Current;
            var mark = reached.Keys.Where(lesson => week.Contains(lesson) || IsSince(moment, person, lesson, after)).Select(lesson => reached.GetValueOrDefault(lesson)).Where(PlainWeek.IsWorthACheer).DefaultIfEmpty().Max();
            if (mark > 0 && streak >= mark) cheers.Add((mark, user, streak));
        }

        return cheers
            .OrderByDescending(cheer => cheer.Mark).ThenBy(cheer => cheer.User, StringComparer.Ordinal)
            .Select(cheer => $"cheer {cheer.User} {cheer.Mark}{(cheer.Streak > cheer.Mark ? $" {cheer.Streak}" : "")}");
    }

    /// <summary>In an order of our own: which of a lesson's links came first is no promise.</summary>
    private static IEnumerable<string> Links(Moment moment, List<int> week, Instant after, Room room) => moment.Shown
        .Where(person => !IsGoing(room, person.Key))
        .SelectMany(person => person.Value.Links.Where(link => week.Contains(link.Lesson) || IsSince(moment, person.Value, link.Lesson, after)).Select(link => $"shared {person.Key} {link.Lesson} {link.Url}"))
        .Order(StringComparer.Ordinal);

    /// <summary>Whether an earlier lesson that was not over at the last summary was done since.</summary>
    private static bool IsSince(Moment moment, PersonThen person, int lesson, Instant after) =>
        moment.Cohort.Lesson(lesson) is { } posted && posted.Opens <= after && after < posted.GraceEnd && person.Times.TryGetValue(lesson, out var at) && after < at;

    /// <summary>Of whoever wants to be forgotten the links go first and the rest after them.</summary>
    private static bool IsGoing(Room room, string user) => room.Farewells.Contains(user);

    private static string Lesson(int day, string totals) => $"day {day}: {totals}";

    private static string Rank(int rank, string user, int completed, string kept) => $"{rank}. {user} {completed} {kept}";
}
