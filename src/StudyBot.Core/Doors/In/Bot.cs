using Microsoft.Extensions.Logging;
using StudyBot.Agendas;
using StudyBot.Cohorts;
using StudyBot.Commands;
using StudyBot.Commands.Decisions;
using StudyBot.Ports;

namespace StudyBot.Doors;

/// <summary>The way in: an incoming message → what is recorded and what is said.</summary>
public sealed partial class Bot(IStudyStore store, Library library, Refreshes refreshes, ILogger<Bot> log, UsualPlan? usual = null)
{
    private readonly Gathering _gathering = new(store, library);
    private readonly WhichCohort _which = new(store);
    private readonly SetUp _setUp = new(store, library, usual);

    /// <summary>Under which an event is remembered as handled.</summary>
    internal static string EventKey(Incoming incoming) => $"event {incoming.Key}";

    /// <summary>Handles one thing a person did. What it returns is durable; the same thing again changes nothing and says nothing.
    /// Throws <see cref="TableUnavailableException"/> where the store cannot answer: the platform delivers again.</summary>
    public async Task<Handled> HandleAsync(Incoming incoming, CancellationToken cancel)
    {
        if (Request.Of(incoming) is not { } request) return Handled.Silence;

        using var activity = Telemetry.Handle(incoming);
        var (cohort, question) = await _which.ResolveAsync(incoming, request, cancel);
        if (cohort is null) return question is null ? await WithoutCohortAsync(incoming, request, cancel) : await OnceAsync(incoming, question, cancel);

        using var scope = Scopes.Of(log, cohort);
        for (var attempt = 1; attempt <= Contention.Tries; attempt++)
        {
            if (await TryAsync(incoming, request, cohort, cancel) is { } handled)
            {
                foreach (var lesson in handled.Changed) refreshes.Ask(cohort, lesson);
                Telemetry.Count(handled);
                return handled;
            }

            Log.Raced(log, attempt);
        }

        throw Contention.Lost(cohort);
    }

    /// <summary>Gather, decide, act. Null: somebody was faster, and it must be decided again.</summary>
    private async Task<Handled?> TryAsync(Incoming incoming, Request request, CohortId id, CancellationToken cancel)
    {
        var backdrop = await _gathering.BackdropAsync(incoming, request, id, cancel);
        if (SetUp.Is(incoming, request, backdrop?.Cohort))
            return await _setUp.HandleAsync(incoming, request, backdrop?.Cohort, id, cancel) is { } setUp ? await OnceAsync(incoming, setUp, cancel) : null;
        if (backdrop is null) return await WithoutCohortAsync(incoming, request, cancel);

        // The thread may be somebody else's: only now is it known which posts are lessons.
        var appearing = await _gathering.AppearingAsync(backdrop.Cohort.Value, incoming, cancel);
        if (request.In(incoming, backdrop.Cohort.Value, appearing is not null) is not { } asked) return Handled.Silence;
        var (scene, command) = await _gathering.ForAsync(incoming, asked, backdrop, appearing, cancel);
        var decision = Dispatch.To(asked, command, scene);
        if (CheckingIn.Finishes(scene, decision)) decision = CheckingIn.WithFinish(await _gathering.ForFinishAsync(scene, cancel), decision);
        if (decision == Decision.Nothing) return Handled.Silence;

        if (decision.Forget) return await ForgetAsync(incoming, decision, cancel);
        DueHint[] hints = [.. decision.Changes.Select(change => Announcement(change, scene)).OfType<DueHint>()];
        return await CommitAsync(id, scene, decision, hints, cancel) switch
        {
            Commit.Done => new Handled(decision.Replies, decision.Receipts, decision.Changed, id) { Withdrawn = decision.Withdrawn },
            Commit.AlreadySeen => Handled.Again,
            _ => null,
        };
    }

    /// <summary>Where the store does not answer it may be written all the same, or a moment later: the cards are looked at with the next tick, since the same again changes nothing and asks for none.</summary>
    private async Task<Commit> CommitAsync(CohortId id, Scene scene, Decision decision, IReadOnlyList<DueHint> hints, CancellationToken cancel)
    {
        try
        {
            return await store.CommitAsync(id, Marked(scene, decision), hints, cancel);
        }
        catch
        {
            foreach (var lesson in decision.Changed) refreshes.Keep(id, lesson);
            throw;
        }
    }

    /// <summary>What is written, with the mark that it was handled. Where a channel's message is itself by its id, the row of what it says is that mark:
    /// the same message again finds it, and of two at once only one can insert it.</summary>
    private static IReadOnlyList<Change> Marked(Scene scene, Decision decision)
    {
        var incoming = scene.Incoming;
        if (incoming is { IsItsOwnMark: true, What: Did.Said said } && decision.Changes is [.., Change.PutSeen { Seen: var seen }] && seen.Key == Statements.OfMessage(incoming.Where.Channel, said.MessageId))
            return [.. decision.Changes.SkipLast(1), new Change.MarkSeen(seen)];
        return [.. decision.Changes, new Change.MarkSeen(Statements.Remember(scene, EventKey(incoming), scene.At, []))];
    }

    /// <summary>There is no cohort to speak of: the person has none, or the channel.</summary>
    private async Task<Handled> WithoutCohortAsync(Incoming incoming, Request request, CancellationToken cancel)
    {
        // In a channel without a cohort, what is not said to the bot is said to somebody else.
        if (request is not Request.Words words || incoming is { Where.Direct: false, What: Did.Said { Mentioned: false } }) return Handled.Silence;
        var said = CommandGrammar.Read(words.Text, incoming.At.InUtc().Date);
        var files = said is Parsed.Ok { Command: Command.MyData } ? await _gathering.FilesAsync(incoming.From.Id, incoming.Where.ChannelId, cancel) : [];
        var asks = said is Parsed.Ok { Command: Command.ForgetMe { Sure: false } };
        var ledAlone = asks ? await _gathering.LedAloneAsync(incoming.From.Id, incoming.Where.ChannelId, incoming.At, cancel) : [];
        var decision = Cohortless.Answer(said, incoming.Where, files, ledAlone);
        return decision.Forget ? await ForgetAsync(incoming, decision, cancel) : await OnceAsync(incoming, Handled.Say([.. decision.Replies]), cancel);
    }

    /// <summary>What is answered without a cohort to remember it is answered once all the same.</summary>
    private async Task<Handled> OnceAsync(Incoming incoming, Handled answer, CancellationToken cancel) =>
        answer.Replies.Count == 0 || await store.FirstTimeAsync(EventKey(incoming), incoming.At, cancel) ? answer : Handled.Again;

    /// <summary>When the schedule must look at the cohort because of a change.</summary>
    private static DueHint? Announcement(Change change, Scene scene) => change switch
    {
        Change.PutCohort put when Agenda.Next(put.Cohort, scene.At) is { } next => new(put.Cohort.Id, next),
        Change.PutDelivery { Delivery.State: DeliveryState.Planned } put => new(scene.Cohort.Id, put.Delivery.Slot),
        _ => null,
    };

    /// <summary>Removes the person from every cohort that knows them. It is marked when it is done to its end: told again after that, it takes nothing that they did since.</summary>
    private async Task<Handled> ForgetAsync(Incoming incoming, Decision decision, CancellationToken cancel)
    {
        // Not the event's own key, by which a direct message is known that was asked about: what the platform keeps may still be there, if it stopped in between.
        var done = $"forgotten {incoming.Key}";
        if (await store.IsMarkedAsync(done, cancel)) return Handled.Again with { Forgotten = true };
        var person = incoming.From.Id;
        var cohorts = await store.CohortsOfAsync(person, cancel);
        foreach (var cohort in cohorts.Union([incoming.Where.ChannelId]))
        {
            await StepDownAsync(cohort, person, cancel);
            int[] cards = await store.FindCohortAsync(cohort, cancel) is { Value.Day: var day } ? [day, day + 1] : [];
            try
            {
                await store.ForgetAsync(cohort, person, cancel);
            }
            catch
            {
                // It may be done all the same, and then nothing leads here again.
                foreach (var lesson in cards) refreshes.Keep(cohort, lesson);
                throw;
            }

            foreach (var lesson in cards) refreshes.Ask(cohort, lesson);
        }

        await store.FirstTimeAsync(done, incoming.At, cancel);
        return Handled.Say([.. decision.Replies]) with { Forgotten = true };
    }

    /// <summary>Also the last lead: privacy goes before order.</summary>
    private Task StepDownAsync(CohortId cohort, PersonId person, CancellationToken cancel) => store.CommitAsync(
        cohort,
        async () => await store.FindCohortAsync(cohort, cancel) is { } stored && stored.Value.Leads.Contains(person.User)
            ? [new Change.PutCohort(stored.Value with { Leads = [.. stored.Value.Leads.Where(lead => lead != person.User)] }, stored.ETag)]
            : [],
        cancel);

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Debug, "Somebody was faster; deciding again (attempt {Attempt})")]
        public static partial void Raced(ILogger log, int attempt);
    }
}
