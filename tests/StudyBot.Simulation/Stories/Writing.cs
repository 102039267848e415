using NodaTime;
using StudyBot.Cohorts;

namespace StudyBot.Simulation.Stories;

/// <summary>From a seed to its story.</summary>
internal static class Writing
{
    public const int Days = 62;
    public const int CohortCount = 6;
    public const int PeopleEach = 5;

    /// <summary>After a lesson: by then all is over that somebody did about it, with the longest outage and what was said again after that.</summary>
    private static readonly Duration Farewell = Duration.FromDays(9);

    private static readonly (string Zone, LocalDate Change)[] Changes =
    [
        ("Europe/Berlin", new(2026, 3, 29)), ("Europe/Berlin", new(2026, 10, 25)),
        ("America/New_York", new(2026, 3, 8)), ("America/New_York", new(2026, 11, 1)),
        ("Australia/Lord_Howe", new(2026, 4, 5)), ("Australia/Lord_Howe", new(2026, 10, 4)),
    ];

    private static readonly string[] Zones = ["Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Asia/Kolkata", "Etc/UTC", "Pacific/Auckland", "America/St_Johns", "Africa/Casablanca"];

    private static readonly string[] Channels = ["C0", "C1", "19:a@thread.tacv2", "19:b@thread.tacv2", "study", "evening"];

    public static Story Of(int seed)
    {
        var chance = Chance.For(seed, "story");
        var (zone, change) = chance.Of(Changes);
        var first = change.PlusDays(-chance.Int(5, 50));
        var start = first.PlusDays(-1).AtMidnight().InUtc().ToInstant() + Duration.FromHours(6);
        var instances = chance.In(0.6) ? 2 : 1;
        var (apart, shards) = (chance.In(0.5), chance.Of(1, 1, 3));
        StoryCohort[] cohorts = [.. Enumerable.Range(0, CohortCount).Select(index => Cohort(chance, index, index % 3 == 0 ? zone : chance.Of(Zones), first, apart))];
        var deeds = new List<Deed>();
        foreach (var cohort in cohorts)
            foreach (var person in cohort.People) Live(Chance.For(seed, $"person {person}"), cohort, person, deeds);
        foreach (var cohort in cohorts)
            foreach (var person in cohort.People.Skip(1)) Leave(Chance.For(seed, $"farewell {person}"), cohort, person, deeds);
        deeds.AddRange(Crowding.In(cohorts, seed));
        Order[] orders = [.. cohorts.SelectMany(cohort => Orders(Chance.For(seed, $"orders {cohort.Index}"), cohort, start)).DistinctBy(order => (order.Cohort, order.At)).OrderBy(order => order.At).Select((order, number) => order with { Number = number })];
        return new(seed, start, Days, instances, cohorts, deeds, orders, Faulting.Of(Chance.For(seed, "faults"), cohorts, start, Days, instances), shards);
    }

    /// <param name="apart">The two of a platform are in two workspaces or tenants, where it has several.</param>
    private static StoryCohort Cohort(Chance chance, int index, string zone, LocalDate first, bool apart)
    {
        var (platform, tenant) = (index / 2) switch { 0 => ("slack", "T1"), 1 => ("teams", "tenant-1"), _ => ("local", "local") };
        if (apart && index % 2 == 1) tenant = (index / 2) switch { 0 => "T2", 1 => "tenant-2", _ => tenant };
        var time = chance.Int(0, 6) switch
        {
            0 => new LocalTime(2, 30),
            1 => new LocalTime(chance.Int(0, 24), chance.Int(0, 60)),
            _ => new LocalTime(chance.Int(7, 11), chance.Of(0, 15, 30)),
        };
        var days = chance.In(0.6) ? StudyDays.Weekdays : chance.In(0.7) ? StudyDays.EveryDay : StudyDays.Monday | StudyDays.Wednesday | StudyDays.Saturday;
        var holidays = Enumerable.Range(0, chance.Int(0, 3)).Select(_ => first.PlusDays(chance.Int(0, 55))).ToHashSet();
        LocalTime? nudge = chance.In(0.8) ? new LocalTime(18, 0) : null;
        SummarySlot? summary = chance.Int(0, 10) switch { 0 => null, 1 => new(IsoDayOfWeek.Friday, new(16, 0)), 2 => new(null, time), _ => new(null, new(17, 0)) };
        var schedule = new Schedule(first.PlusDays(chance.Int(0, 3)), DateTimeZoneProviders.Tzdb[zone], time, days, holidays, [], nudge, summary);
        var plan = chance.In(0.2) ? "short" : "long";
        return new(index, new(platform, tenant, Channels[index]), schedule, plan, [.. Enumerable.Range(0, PeopleEach).Select(number => $"U{index}{number}")]);
    }

    /// <summary>Somebody who does most, half or little of it; on time, late or all at once; and who sometimes thinks again.</summary>
    private static void Live(Chance chance, StoryCohort cohort, string person, List<Deed> deeds)
    {
        var diligence = chance.Of(0.97, 0.9, 0.75, 0.5, 0.1);
        var hours = chance.Of(2, 6, 10, 20);
        var taken = new HashSet<(int Lesson, Duration After)>();
        for (var lesson = 1; lesson <= 60; lesson++)
        {
            if (chance.In(0.06)) Add(lesson, chance.Minutes(1, 1400), Aside(chance));
            if (!chance.In(diligence)) continue;
            var after = chance.In(0.06) ? chance.Minutes(20 * 60, 80 * 60) : chance.Minutes(1, hours * 60);
            var said = Add(lesson, after, Way(chance));
            if (chance.In(0.05)) Add(lesson, after + chance.Seconds(1, 90), Way(chance));
            if (!chance.In(0.13)) continue;
            var later = after + (chance.In(0.6) ? chance.Minutes(0, 59) : chance.Minutes(0, 30 * 60));
            Add(lesson, later, Change(chance), said);
            if (chance.In(0.5)) Add(lesson, later + chance.Minutes(1, 300), Way(chance));
        }

        int Add(int lesson, Duration after, Act act, int? of = null)
        {
            // Nobody does two things in the same instant; which of them came first would be chance.
            while (!taken.Add((lesson, after))) after += Duration.FromSeconds(3);
            var number = deeds.Count;
            deeds.Add(new(number, cohort.Index, person, lesson, after, act, chance.Int(0, 1000), of));
            return number;
        }
    }

    /// <summary>Some have had enough: they want to be forgotten, and say nothing after it.</summary>
    private static void Leave(Chance chance, StoryCohort cohort, string person, List<Deed> deeds)
    {
        if (!chance.In(0.15)) return;
        var last = chance.Int(4, 25);
        deeds.RemoveAll(deed => deed.Person == person && deed.Lesson > last);
        deeds.Add(new(100_000 + deeds.Count, cohort.Index, person, last, Farewell + chance.Minutes(0, 1440), Act.ForgetMe, 0));
    }

    /// <summary>Ways to say that it is done.</summary>
    private static Act Way(Chance chance) => chance.Int(0, 20) switch
    {
        < 6 => Act.Bare,
        < 10 => Act.InThread,
        < 12 => Act.Named,
        12 => Act.Mentioned,
        13 => Act.Direct,
        14 or 15 => Act.Button,
        16 => Act.React,
        17 => Act.Link,
        18 => chance.In(0.5) ? Act.Before : Act.Ahead,
        _ => chance.In(0.7) ? Act.Several : Act.TooFar,
    };

    private static Act Change(Chance chance) => chance.Int(0, 13) switch
    {
        0 or 1 => Act.EditAway,
        2 => Act.EditToNumber,
        3 => Act.EditToDone,
        4 or 5 => Act.Delete,
        6 => Act.Undo,
        7 => Act.UndoThis,
        8 or 9 => Act.NotDone,
        10 => Act.Move,
        _ => Act.Unreact,
    };

    private static Act Aside(Chance chance) => chance.Int(0, 24) switch
    {
        0 => Act.Leave,
        1 or 2 => Act.Join,
        3 => Act.LeaveChannel,
        4 or 5 or 6 => Act.Pause,
        7 or 8 => Act.Back,
        9 => Act.Hide,
        10 => Act.Show,
        11 => Act.Mute,
        12 => Act.Unmute,
        13 or 14 or 15 => Act.Remind,
        16 or 17 => Act.Ask,
        _ => Act.Chatter,
    };

    private static IEnumerable<Order> Orders(Chance chance, StoryCohort cohort, Instant start)
    {
        var count = chance.Int(0, 7);
        for (var i = 0; i < count; i++)
        {
            var day = chance.Int(1, Days - 2);
            var slot = Slot(cohort, start, day);
            // Leads change things at any hour, and a minute before and after the slot.
            var at = chance.In(0.5) ? slot + chance.Of(Duration.FromMinutes(-1), Duration.FromSeconds(-2), Duration.FromSeconds(1), Duration.FromMinutes(1), Duration.FromMinutes(4)) : slot + chance.Minutes(-700, 700);
            var date = $"{at.InZone(cohort.Schedule.Zone).Date.PlusDays(chance.Int(0, 6)):uuuu-MM-dd}";
            yield return new(0, cohort.Index, at, chance.Int(0, 14) switch
            {
                0 or 1 => $"time {chance.Int(0, 24):00}:{chance.Of(0, 30):00}",
                2 => $"zone {chance.Of(Zones)}",
                3 or 4 => $"holiday {date}",
                5 or 6 => "skip today",
                7 => $"pause cohort until {date}",
                8 => "resume cohort",
                9 => $"days {chance.Of("mon-fri", "mon-sun", "mon,wed,fri")}",
                10 => $"curriculum {chance.Of("long", "other", "short")}",
                11 => $"nudge {chance.Of("17:00", "off", "20:30")}",
                12 => $"summary {chance.Of("fri 16:00", "off", "17:00")}",
                _ => "status",
            });
        }
    }

    /// <summary>The cohort's lesson time on a day of the story, as it was planned at first.</summary>
    public static Instant Slot(StoryCohort cohort, Instant start, int day) =>
        (start.InUtc().Date.PlusDays(day) + cohort.Schedule.LessonTime).InZoneLeniently(cohort.Schedule.Zone).ToInstant();
}
