using CsCheck;
using NodaTime;
using StudyBot.Cohorts;
using StudyBot.Host.Replay;
using StudyBot.Tests.Rules;

namespace StudyBot.Tests.Replays;

/// <summary>The strongest test of the rules: histories at random through doors, agenda, delivery and store, against a small model of rules 1 to 7.
/// A failure prints its seed (run again with <c>CsCheck_Seed</c>) and the smallest scenario found.</summary>
public class RandomHistoryTests
{
    private static readonly string[] Names = ["ana", "ben", "chloe"];

    [Fact]
    public Task Whatever_people_do_a_replay_comes_out_as_the_rules_read() => Histories.SampleAsync(
        async history =>
        {
            var played = await PlayAsync(history);

            Assert.Equal(NaiveHistory.Tell(history), Tell(played));
            // Noise (rule 10): what people say and take back is answered privately or not at all.
            Assert.All(played.Replies, reply => Assert.True(reply.Private, reply.Text));
        },
        iter: 200,
        print: history => history.Json());

    [Fact]
    public Task Whoever_is_done_as_soon_as_a_lesson_comes_keeps_their_streak_over_every_outage() => Histories.SampleAsync(
        async history =>
        {
            var posts = (await PlayAsync(history with { Deeds = [] })).Posts.Where(p => p.Kind == "lesson").ToList();
            var done = posts.Select(p => new Deed.Says(Make.At(p.At) + Duration.FromSeconds(1), "ana", $"m{p.Lesson}", new("done", new Meaning.Done()), null));

            var played = await PlayAsync(history with { Deeds = [.. done], Until = history.Until + Duration.FromSeconds(1) });

            var kept = played.Receipts.Count;
            Assert.True(kept >= posts.Count - 1, "Only the last may have been written in an outage that goes on.");
            if (kept > 0) Assert.Equal((kept, kept), (Assert.Single(played.Members).OnTime, Assert.Single(played.Members).CurrentStreak));
        },
        iter: 60,
        print: history => history.Json());

    [Fact]
    public Task Whatever_a_lead_changes_lessons_come_once_in_order_and_what_came_stays_as_it_was() => Gen
        .Select(Histories, Changes.Array[0, 12], Gen.Int[1, 16 * 24])
        .SampleAsync(
            async drawn =>
            {
                var (history, changes, hours) = drawn;
                var led = history with { Deeds = [.. history.Deeds, .. changes.Select((change, i) => Changed(history.Schedule, change, i))] };
                var played = await Replaying.PlayAsync(led.Read(), TestContext.Current.CancellationToken);
                var posted = played.Cohorts[0].Cohort.Posted;

                Assert.Equal(Enumerable.Range(1, posted.Count), posted.Select(lesson => lesson.Day));
                foreach (var (one, next) in posted.Zip(posted.Skip(1)))
                    Assert.True(one.Date < next.Date && one.Posted < next.Posted, $"{one} {next}");
                Assert.All(posted, lesson =>
                {
                    Assert.InRange(lesson.Posted - lesson.Slot, Duration.Zero, Duration.FromHours(36));
                    Assert.True(lesson.Due >= lesson.Opens + Duration.FromHours(20), $"{lesson}");
                    Assert.Equal(Duration.FromHours(12), lesson.GraceEnd - lesson.Due);
                });

                // A history that ends earlier is the beginning of this one.
                var shorter = await Replaying.PlayAsync((led with { Until = Earlier(led, hours) }).Read(), TestContext.Current.CancellationToken);
                Assert.Equal(posted.Take(shorter.Cohorts[0].Cohort.Day), shorter.Cohorts[0].Cohort.Posted);
                Assert.Equal(played.Receipts.Take(shorter.Receipts.Count), shorter.Receipts);
                Assert.Equal(played.Posts.Take(shorter.Posts.Count).Select(p => (p.Post.Delivery, p.Sent.At)), shorter.Posts.Select(p => (p.Post.Delivery, p.Sent.At)));
            },
            iter: 80,
            print: drawn => (drawn.Item1 with { Deeds = [.. drawn.Item1.Deeds, .. drawn.Item2.Select((change, i) => Changed(drawn.Item1.Schedule, change, i))] }).Json());

    private static Instant Earlier(History history, int hours) =>
        Instant.Min(history.Until, history.Schedule.Start.AtMidnight().InUtc().ToInstant() + Duration.FromHours(hours));

    /// <summary>A lead's command, when it is said: as a person's deed, with the command's number in the place of what is meant.</summary>
    private static Gen<Draw> Changes => Drawn.Where(draw => draw.Thread is null);

    private static Deed.Says Changed(Schedule schedule, Draw draw, int index)
    {
        var at = Moment(schedule, draw);
        var date = $"{at.InZone(schedule.Zone).Date.PlusDays(draw.Other % 5):uuuu-MM-dd}";
        var time = $"{draw.Minute / 60:00}:{draw.Minute % 60:00}";
        var words = (draw.What % 11) switch
        {
            0 or 1 => $"time {time}",
            2 or 3 => $"zone {Any.ZoneIds[draw.Lesson % Any.ZoneIds.Length]}",
            4 => $"days {(draw.Lesson % 4) switch { 0 => "mon-fri", 1 => "mon-sun", 2 => "mon,wed,sat", _ => "sat-sun" }}",
            5 => $"holiday {date}",
            6 => $"pause cohort until {date}",
            7 => "resume cohort",
            8 => "skip today",
            9 => $"nudge {time}",
            _ => $"summary {(draw.Lesson % 3) switch { 0 => "off", 1 => "fri 16:00", _ => "mon 00:30" }}",
        };
        return new(at, "lead", $"c{index}", new($"@StudyBot {words}", new Meaning.Chatter()), null);
    }

    private static async Task<ReplayOutput> PlayAsync(History history) =>
        ReplayOutput.Of(await Replaying.PlayAsync(history.Read(), TestContext.Current.CancellationToken));

    private static string Tell(ReplayOutput played) => string.Join('\n',
    [
        .. played.Posts.Where(p => p.Kind == "lesson").Select(p => $"lesson {p.Lesson} at {p.At} due {p.Due}"),
        .. played.Receipts.Select(r => $"receipt {r.At} {r.From} {r.Lesson} {(r.Class == "on-time" ? "OnTime" : char.ToUpperInvariant(r.Class[0]) + r.Class[1..])}"),
        .. played.Members.Select(m => $"{m.Id} completed {m.Completed} ({m.OnTime} on time, {m.Grace} grace, {m.Late} late) streak {m.CurrentStreak} longest {m.LongestStreak} freezes {m.Freezes} ledger {string.Join(", ", m.Ledger.Select(l => $"{l.Lesson} {l.State}"))}"),
        .. played.Leaderboard.Select(l => $"rank {l.Rank} {l.Id} {l.Completed}"),
    ]);

    private static Gen<History> Histories =>
        from zone in Any.Zone
        from time in Any.Time
        from start in Any.Date
        from days in Gen.Frequency((3, Gen.Const(StudyDays.EveryDay)), (1, Any.Days))
        from holidays in Gen.Int[0, 12].Array[0, 2]
        from nudge in Any.Time
        from outages in Gen.Select(Gen.Int[0, 14 * 24 * 60], Gen.Frequency((2, Gen.Int[1, 13 * 60]), (1, Gen.Int[1, 40 * 60]))).Array[0, 3]
        from hours in Gen.Int[24, 16 * 24]
        from drawn in Drawn.Array[0, 45]
        let schedule = new Schedule(start, zone, time, days, holidays.Select(start.PlusDays).ToHashSet(), [], nudge, null)
        let midnight = start.AtMidnight().InUtc().ToInstant()
        select new History(
            schedule,
            [.. outages.Select(o => new Interval(midnight + Duration.FromMinutes(o.Item1), midnight + Duration.FromMinutes(o.Item1 + o.Item2)))],
            midnight + Duration.FromHours(hours),
            Deeds(schedule, drawn));

    private static Gen<Draw> Drawn =>
        from who in Gen.Int[0, 2]
        from what in Gen.Int[0, 99]
        from day in Gen.Int[-1, 13]
        from moment in Gen.Int[0, 9]
        from minute in Gen.Int[0, 1439]
        from lesson in Gen.Int[1, 11]
        from other in Gen.Int[1, 11]
        from thread in Gen.Int[1, 30]
        select new Draw(who, what, day, moment, minute, lesson, other, thread <= 11 ? thread : null);

    private static List<Deed> Deeds(Schedule schedule, Draw[] drawn)
    {
        var deeds = new List<Deed>();
        foreach (var draw in drawn)
        {
            var from = Names[draw.Who];
            var at = Moment(schedule, draw);
            var earlier = deeds.OfType<Deed.Says>().Where(said => said.From == from).ToList();
            var message = earlier.Count == 0 ? null : earlier[draw.Minute % earlier.Count];
            var later = message is null ? at : message.At + Duration.FromMinutes(draw.Moment switch { 0 => 0, < 3 => 59, 3 => 60, 4 => 61, 5 => 11 * 60, _ => draw.Minute });
            deeds.Add(draw.What switch
            {
                < 10 when message is not null => new Deed.Edits(later, message, Said(draw with { What = draw.Lesson * 9 }, later.InZone(schedule.Zone).Date)),
                < 16 when message is not null => new Deed.Deletes(later, message),
                < 28 => new Deed.Reacts(at, from, draw.Lesson, draw.Minute % 3 == 0 ? "heavy_check_mark" : "white_check_mark", draw.Minute % 5 > 1),
                _ => new Deed.Says(at, from, $"m{deeds.Count}", Said(draw with { What = (draw.What - 28) * 100 / 72 }, at.InZone(schedule.Zone).Date), draw.Thread),
            });
        }

        return deeds;
    }

    /// <summary>Where rules turn: as a lesson comes, 12 hours on, a second beside it; and any other minute.</summary>
    private static Instant Moment(Schedule schedule, Draw draw)
    {
        var date = schedule.Start.PlusDays(draw.Day);
        var slot = Calendar.SlotOn(schedule, date);
        return draw.Moment switch
        {
            0 => slot,
            1 => slot - Duration.FromSeconds(1),
            2 => slot + Duration.FromHours(12),
            3 => slot + Duration.FromHours(12) + Duration.FromSeconds(1),
            _ => slot + Duration.FromMinutes(draw.Minute),
        };
    }

    private static Words Said(Draw draw, LocalDate today)
    {
        var (n, m) = (draw.Lesson, draw.Other);
        return draw.What switch
        {
            < 30 => new(n switch { 1 => "✅", 2 => "DONE 💪", 3 => "done, took me an hour", 4 => "done 40 min", _ => "done" }, new Meaning.Done()),
            < 45 => new(n % 2 == 0 ? $"done {n}" : $"Day {n} done!", new Meaning.Done(n)),
            < 50 => new($"done {n} and {m}", new Meaning.Done([.. new[] { n, m }.Distinct().Order()])),
            < 56 => new($"done {n}-{m}", new Meaning.Done([.. Enumerable.Range(Math.Min(n, m), Math.Abs(n - m) + 1)])),
            < 61 => new($"not done {n}", new Meaning.NotDone(n)),
            < 63 => new("not done yet", new Meaning.NotDone(null)),
            < 68 => new("undo", new Meaning.Undo(null)),
            < 72 => new($"undo {n}", new Meaning.Undo(n)),
            < 77 => new($"@StudyBot move {n} to {m}", new Meaning.Move(n, m)),
            < 81 => new("@StudyBot join", new Meaning.Join()),
            < 83 => new("@StudyBot leave", new Meaning.Leave()),
            < 86 => new(n % 2 == 0 ? "@StudyBot hide me" : "@StudyBot show me", new Meaning.Hide(n % 2 == 0)),
            < 91 => new($"@StudyBot pause until {today.PlusDays((n % 6) - 1):uuuu-MM-dd}", new Meaning.Pause(today.PlusDays((n % 6) - 1))),
            < 94 => new("@StudyBot back", new Meaning.Back()),
            _ => new(n % 2 == 0 ? "well done everyone" : "almost done", new Meaning.Chatter()),
        };
    }

    private sealed record Draw(int Who, int What, int Day, int Moment, int Minute, int Lesson, int Other, int? Thread);
}
