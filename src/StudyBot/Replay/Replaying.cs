using Microsoft.Extensions.Logging.Abstractions;
using NodaTime;
using StudyBot.Agendas;
using StudyBot.Cohorts;
using StudyBot.Doors;
using StudyBot.Local;
using StudyBot.Ports;
using StudyBot.Storage;

namespace StudyBot.Host.Replay;

/// <summary>Plays a scenario through the doors, the agenda, the delivery and the store of the server, over a table in memory and a clock
/// that steps from one due instant or event to the next.</summary>
internal sealed class Replaying : IDisposable
{
    private const string Tenant = "replay";

    private readonly Scenario _scenario;
    private readonly Instant _start;
    private readonly StudyStore _store = new(new MemoryTable());
    private readonly VirtualClock _clock;
    private readonly ReplayPlatform _platform;
    private readonly Bot _bot;
    private readonly Poster _poster;
    private readonly Rounds _rounds;
    private readonly List<(Instant At, string To, Reply Reply)> _replies = [];
    private readonly List<Receipt> _receipts = [];
    private readonly Dictionary<(string Channel, string From, string Id), ScenarioEvent.Text> _written = [];

    private Replaying(Scenario scenario)
    {
        _scenario = scenario;
        _start = scenario.Cohorts
            .Select(c => Calendar.SlotOn(c.Schedule, c.Schedule.Start))
            .Concat(scenario.Events.Select(e => e.At))
            .Append(scenario.Until)
            .Min() - Duration.FromDays(1);
        _clock = new(_start);
        _platform = new(_clock);
        var library = new Library(_store);
        var refreshes = new Refreshes();
        var options = new PosterOptions("replay");
        _bot = new(_store, library, refreshes, NullLogger<Bot>.Instance);
        _poster = new(_store, [_platform], library, refreshes, options, _clock, NullLogger<Poster>.Instance);
        var heart = new Heartbeat(_store, [_platform], _clock, NullLogger<Heartbeat>.Instance);
        _rounds = new(_store, _poster, heart, options, _clock);
    }

    public static async Task<Played> PlayAsync(Scenario scenario, CancellationToken cancel)
    {
        using var replaying = new Replaying(scenario);
        return await replaying.PlayAsync(cancel);
    }

    public static CohortId IdOf(string channel) => new(ReplayPlatform.Platform, Tenant, channel);

    public void Dispose()
    {
        _rounds.Dispose();
        _poster.Dispose();
    }

    private async Task<Played> PlayAsync(CancellationToken cancel)
    {
        foreach (var cohort in _scenario.Cohorts) await SetUpAsync(cohort, cancel);
        await _store.BeatAsync(_clock.Now(), cancel);

        var outages = new Queue<Interval>(_scenario.Outages.Where(o => o.Start <= _scenario.Until));
        var events = new Queue<ScenarioEvent>(_scenario.Events.Where(e => e.At <= _scenario.Until));
        while (outages.TryDequeue(out var outage))
        {
            await PlayUntilAsync(events, outage.Start, including: false, cancel);
            if (outage.End > _scenario.Until) return await EndAsync(cancel);
            await AwayAsync(outage, events, cancel);
        }

        await PlayUntilAsync(events, _scenario.Until, including: true, cancel);
        await RunToAsync(_scenario.Until, cancel);
        return await EndAsync(cancel);
    }

    private async Task SetUpAsync(ScenarioCohort planned, CancellationToken cancel)
    {
        await _store.SaveCurriculumAsync(planned.Curriculum, cancel);
        IReadOnlyList<string> leads = planned.Lead is { } lead ? [lead] : [];
        var cohort = new Cohort(IdOf(planned.Channel), Run: 1, planned.Curriculum.Version, planned.Schedule, Posted: [], leads);
        if (Agenda.Next(cohort, _start) is { } next) await _store.AnnounceAsync(new(cohort.Id, next), cancel);
        await _store.CommitAsync(cohort.Id, [new Change.PutCohort(cohort, null)], cancel);
    }

    /// <summary>At equal instants deliveries come before events.</summary>
    private async Task PlayUntilAsync(Queue<ScenarioEvent> events, Instant until, bool including, CancellationToken cancel)
    {
        while (events.TryPeek(out var next) && (next.At < until || (including && next.At == until)))
        {
            await RunToAsync(next.At, cancel);
            await HearAsync(events.Dequeue(), cancel);
            await ServeAsync(cancel);
        }

        // The last instant before an outage still belongs to the bot; its first no longer does.
        if (!including) await RunToAsync(until - Duration.Epsilon, cancel);
    }

    /// <summary>Nothing runs until the outage is over. Then, as after a real one, first what people wrote is heard, then what is due is posted.</summary>
    private async Task AwayAsync(Interval outage, Queue<ScenarioEvent> events, CancellationToken cancel)
    {
        await _clock.MoveToAsync(outage.End, cancel);
        while (events.TryPeek(out var next) && next.At < outage.End) await HearAsync(events.Dequeue(), cancel);
        await _rounds.RoundAsync(cancel);
        await _poster.DrainAsync(cancel);
    }

    private Task RunToAsync(Instant instant, CancellationToken cancel) =>
        instant > _clock.Now() ? _rounds.RunUntilAsync(instant, _clock.MoveToAsync, cancel) : Task.CompletedTask;

    /// <summary>What somebody said may make a lesson due at once: a lead who moves its time into the past of today.</summary>
    private async Task ServeAsync(CancellationToken cancel)
    {
        if ((await _store.DueAsync(0, _clock.Now(), cancel)).Count == 0) return;
        await _poster.TickAsync(cancel);
        await _poster.DrainAsync(cancel);
    }

    private async Task HearAsync(ScenarioEvent happened, CancellationToken cancel)
    {
        if (Incoming(happened) is not { } incoming) return;
        var handled = await _bot.HandleAsync(incoming, cancel);
        _receipts.AddRange(handled.Receipts);
        _replies.AddRange(handled.Replies.Select(reply => (happened.At, happened.From, reply)));
    }

    /// <summary>Null: an edit or a deletion of a message that the person never wrote.</summary>
    private Incoming? Incoming(ScenarioEvent happened)
    {
        var about = Written(happened);
        if (about is null && happened is (ScenarioEvent.Edit or ScenarioEvent.Delete)) return null;

        var message = $"{happened.From} {about?.Id}";
        Did what = happened switch
        {
            ScenarioEvent.Text text => Said(text.Words, (words, mentioned) => new Did.Said(message, words, mentioned)),
            ScenarioEvent.Edit edit => Said(edit.Words, (words, _) => new Did.Edited(message, words, about!.At)),
            ScenarioEvent.React react => new Did.Reacted(ReplayPlatform.LessonPost(react.Lesson), react.Emoji, react.On),
            ScenarioEvent.Press press => new Did.Pressed(press.Command),
            ScenarioEvent.Delete => new Did.Deleted(message, about!.At),
            _ => throw new NotSupportedException(happened.GetType().Name),
        };
        var person = new Person(new PersonId(ReplayPlatform.Platform, Tenant, happened.From), happened.From);
        var thread = about?.Thread is { } lesson ? ReplayPlatform.LessonPost(lesson) : null;
        var place = new Place(ReplayPlatform.Platform, Tenant, about is { Direct: true } ? $"@{happened.From}" : happened.Channel, about is { Direct: true }, thread);
        return new($"event {happened.Index}", place, person, happened.At, what);
    }

    /// <summary>The message that was written, edited or deleted; ids are each person's own.</summary>
    private ScenarioEvent.Text? Written(ScenarioEvent happened)
    {
        if (happened is ScenarioEvent.Text said) _written.TryAdd((said.Channel, said.From, said.Id), said);
        var id = happened switch
        {
            ScenarioEvent.Text text => text.Id,
            ScenarioEvent.Edit edit => edit.Id,
            ScenarioEvent.Delete delete => delete.Id,
            _ => null,
        };
        return id is null ? null : _written.GetValueOrDefault((happened.Channel, happened.From, id));
    }

    private static Did Said(string words, Func<string, bool, Did> make)
    {
        var (text, mentioned) = Mention.Read(words);
        return make(text, mentioned);
    }

    private async Task<Played> EndAsync(CancellationToken cancel)
    {
        var cohorts = new List<(Cohort, IReadOnlyList<Member>)>();
        foreach (var planned in _scenario.Cohorts)
        {
            var cohort = (await _store.FindCohortAsync(IdOf(planned.Channel), cancel))!.Value;
            cohorts.Add((cohort, [.. (await _store.MembersAsync(cohort.Id, cohort.Run, cancel)).Select(m => m.Value)]));
        }

        return new(_scenario.Until, cohorts, _platform.Posts, _receipts, _replies);
    }
}

/// <summary>What came of a scenario.</summary>
/// <param name="Cohorts">In the scenario's order, each with everybody known in it.</param>
internal sealed record Played(
    Instant Until,
    IReadOnlyList<(Cohort Cohort, IReadOnlyList<Member> Members)> Cohorts,
    IReadOnlyList<(Post Post, Sending.Sent Sent)> Posts,
    IReadOnlyList<Receipt> Receipts,
    IReadOnlyList<(Instant At, string To, Reply Reply)> Replies);
