using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using NodaTime;
using NodaTime.Text;
using StudyBot.Agendas;
using StudyBot.CheckIns;
using StudyBot.Cohorts;
using StudyBot.Curricula;
using StudyBot.Doors;
using StudyBot.Ports;
using StudyBot.Storage;

namespace StudyBot.Tests.Doors;

/// <summary>What outlives the bot: the clock, the store's table, a platform with people on it. Bots come and go; each is a process with its own owner token.</summary>
public sealed class World
{
    public static readonly CohortId Mornings = new("slack", "T1", "C1");
    public static readonly CohortId Evenings = new("slack", "T1", "C2");
    public static readonly CohortId Elsewhere = new("slack", "T2", "C9");

    /// <summary>Five days.</summary>
    public static StoredCurriculum Plan { get; } = Read("# Bread\n\n## Week 1\n\n" + string.Concat(Enumerable.Range(1, 5).Select(day => $"### Day {day}: Step {day}\n\n**Learning:** Flour.\n\n**Doable:** Knead.\n\n")));

    public static StoredCurriculum LongPlan { get; } = Read("# Long\n\n## Week 1\n\n" + string.Concat(Enumerable.Range(1, 400).Select(day => $"### Day {day}: Step {day}\n\n**Doable:** Knead.\n\n")));

    /// <summary>The plans never change, so they are read once for all tests.</summary>
    private static readonly Library Library = MakeLibrary();

    private int _bots;
    private int _events;

    /// <param name="table">What it stands on; null: one of the usual kind.</param>
    public World(string now = "2026-03-02T08:00:00Z", ITable? table = null)
    {
        Table = table ?? NewTable();
        Clock = new(At(now).ToDateTimeOffset());
        Slack = new("slack", Clock);
        Store = new(Table);
        Store.SaveCurriculumAsync(Plan, default).GetAwaiter().GetResult();
        Store.BeatAsync(Clock.Now(), default).GetAwaiter().GetResult();
    }

    public WaitingClock Clock { get; }

    public Instant Now => Clock.Now();

    /// <summary>Which kind of table worlds stand on; whoever wants another says so before the first.</summary>
    public static Func<ITable> NewTable { get; set; } = () => new MemoryTable();

    public ITable Table { get; }

    /// <summary>Straight to the table, for the test itself.</summary>
    public StudyStore Store { get; }

    public ScriptedPlatform Slack { get; }

    /// <summary>Every row there is.</summary>
    public IReadOnlyList<Row> Rows() => Table.AllAsync(default).ToListAsync().AsTask().GetAwaiter().GetResult();

    public static Instant At(string instant) => InstantPattern.General.Parse(instant).Value;

    /// <summary>A bot whose cohort of the mornings has just had its first lesson.</summary>
    public static async Task<(World World, Process Bot)> MorningAsync()
    {
        var world = await new World().WithAsync(Mornings);
        world.MoveTo("2026-03-02T09:00:00Z");
        var bot = world.Start();
        await bot.TickAsync();
        return (world, bot);
    }

    /// <summary>A cohort that learns every day at 09:00 UTC from 2 March 2026, a Monday, led by U1.</summary>
    public async Task<World> WithAsync(CohortId id, Func<Cohort, Cohort>? with = null)
    {
        var schedule = new Schedule(new(2026, 3, 2), DateTimeZone.Utc, new(9, 0), StudyDays.EveryDay, new HashSet<LocalDate>(), [], new(18, 0), new(null, new(17, 0)));
        var cohort = new Cohort(id, 1, Plan.Version, schedule, [], ["U1"]);
        cohort = with?.Invoke(cohort) ?? cohort;
        await Store.AnnounceAsync(new(id, Agenda.Next(cohort, Now)!.Value), default);
        Assert.Equal(Commit.Done, await Store.CommitAsync(id, [new Change.PutCohort(cohort, null)], default));
        return this;
    }

    /// <summary>Starts a bot.</summary>
    /// <param name="fuse">When it dies; by itself it lives.</param>
    /// <param name="logs">Where it logs; null: nowhere.</param>
    /// <param name="clock">Its own; null: the world's.</param>
    public Process Start(Fuse? fuse = null, WhenUnsure whenUnsure = WhenUnsure.Resend, int shards = 1, ILoggerFactory? logs = null, TimeProvider? clock = null) =>
        new(this, new PosterOptions($"bot {++_bots}", shards, whenUnsure), fuse ?? new(), logs ?? NullLoggerFactory.Instance, clock ?? Clock);

    public void MoveTo(string instant) => Clock.Advance(At(instant).ToDateTimeOffset() - Clock.GetUtcNow());

    public void Pass(Duration time) => Clock.Advance(time.ToTimeSpan());

    public async Task<Cohort> CohortAsync(CohortId id) => (await Store.FindCohortAsync(id, default))!.Value;

    public async Task<Member?> MemberAsync(CohortId id, string user) =>
        (await Store.FindMemberAsync(id, 1, new(id.Platform, id.Tenant, user), default))?.Value;

    /// <summary>Something a person writes in a channel now, each time under a key of its own.</summary>
    public Incoming Says(string user, string text, CohortId? where = null, bool mentioned = false)
    {
        var number = ++_events;
        return Does(user, new Did.Said($"p{number}", text, mentioned), where, $"event {number}");
    }

    /// <summary>The same on a platform where a message's id alone makes it itself: under the same key each time.</summary>
    public Incoming Message(string user, string id, string text) => Does(user, new Did.Said(id, text), key: Incoming.KeyOf(Mornings.Channel, id));

    public Incoming Does(string user, Did what, CohortId? where = null, string? key = null)
    {
        var id = where ?? Mornings;
        var person = new Person(new(id.Platform, id.Tenant, user), $"{user} by name");
        return new(key ?? $"event {++_events}", new(id.Platform, id.Tenant, id.Channel), person, Now, what);
    }

    public async Task<IReadOnlyList<DueHint>> HintsAsync() => await Store.DueAsync(0, Instant.MaxValue, default);

    /// <summary>What must hold whenever a bot has had time to mend.</summary>
    public async Task CheckAsync(CohortId id)
    {
        var cohort = await CohortAsync(id);
        var lessons = Slack.Posts.Where(p => p.Post.Cohort == id && p.Post.Delivery.Kind is DeliveryKind.Lesson).ToArray();
        Assert.Equal(cohort.Posted.Select(l => (l.Day.ToString("0000"), l.MessageId)), lessons.Select(p => (p.Post.Delivery.Subject, p.Id)));

        var members = await Store.MembersAsync(id, 1, default);
        var checkIns = await Store.CheckInsAsync(id, 1, 1, 9999, default);
        foreach (var member in members.Select(m => m.Value))
        {
            var own = checkIns.Where(c => c.Value.Person == member.Id).Aggregate(Ledger.Empty, (ledger, c) => ledger.With(c.Value.Lesson, c.Value.Class));
            Assert.Equal(own, member.Ledger);
            Assert.Contains(id, await Store.CohortsOfAsync(member.Id, default));
        }

        Assert.DoesNotContain(checkIns, c => members.All(m => m.Value.Id != c.Value.Person));
        if (Agenda.Next(cohort, Now) is { } next) Assert.Contains(await HintsAsync(), hint => hint.Cohort == id && hint.At <= next);
    }

    private static Library MakeLibrary()
    {
        var store = new StudyStore(new MemoryTable());
        var library = new Library(store);
        foreach (var plan in new[] { Plan, LongPlan })
        {
            store.SaveCurriculumAsync(plan, default).GetAwaiter().GetResult();
            library.OpenAsync(plan.Version, default).GetAwaiter().GetResult();
        }

        return library;
    }

    private static StoredCurriculum Read(string markdown) => Shelf.Of("bread", markdown, CurriculumReader.Read("bread", System.Text.Encoding.UTF8.GetBytes(markdown)).Curriculum!);

    /// <summary>A running bot.</summary>
    public sealed class Process
    {
        public Process(World world, PosterOptions options, Fuse fuse, ILoggerFactory logs, TimeProvider clock)
        {
            Fuse = fuse;
            Table = new(world.Table, fuse);
            Store = new(Table, options.Shards);
            var refreshes = new Refreshes();
            IPlatform[] platforms = [world.Slack.For(fuse)];
            Bot = new(Store, Library, refreshes, logs.CreateLogger<Bot>());
            Poster = new(Store, platforms, Library, refreshes, options, clock, logs.CreateLogger<Poster>());
            Rounds = new(Store, Poster, new Heartbeat(Store, platforms, clock, logs.CreateLogger<Heartbeat>()), options, clock);
        }

        public Fuse Fuse { get; }

        public ScriptedTable Table { get; }

        public StudyStore Store { get; }

        public Bot Bot { get; }

        public Poster Poster { get; }

        public Rounds Rounds { get; }

        /// <summary>One look at what is due, served to its end.</summary>
        public async Task TickAsync()
        {
            await Poster.TickAsync(default);
            await Poster.DrainAsync(default);
        }

        /// <summary>The same with the heartbeat before it, as each minute.</summary>
        public async Task RoundAsync()
        {
            await Rounds.RoundAsync(default);
            await Poster.DrainAsync(default);
        }

        public Task<Handled> HearAsync(Incoming incoming) => Bot.HandleAsync(incoming, default);
    }
}
