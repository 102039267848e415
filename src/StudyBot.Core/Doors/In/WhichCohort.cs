using NodaTime;
using StudyBot.Agendas;
using StudyBot.CheckIns;
using StudyBot.Cohorts;
using StudyBot.Commands;
using StudyBot.Commands.Decisions;
using StudyBot.Ports;
using StudyBot.Wording;

namespace StudyBot.Doors;

/// <summary>Which cohort is spoken of. A channel is one; in a direct message it is the person's only one, or the only one with an open lesson
/// they have not done, where it may be about that; otherwise they are asked, and the answer of a message stands when it is delivered again.</summary>
internal sealed class WhichCohort(IStudyStore store)
{
    /// <summary>The cohort, or the question which one is meant; neither where there is none to speak of.</summary>
    public async Task<(CohortId? Cohort, Handled? Answer)> ResolveAsync(Incoming incoming, Request request, CancellationToken cancel)
    {
        var where = incoming.Where;
        if (!where.Direct || where.Cohort is not null) return (where.ChannelId, null);
        var person = incoming.From.Id;
        var all = await store.CohortsOfAsync(person, cancel);
        if (all.Count == 1) return (all[0], null);
        if (await HandledInAsync(incoming, all, cancel) is { } before) return (before, null);
        if (await store.IsMarkedAsync(Bot.EventKey(incoming), cancel)) return (null, Handled.Again); // The person was asked; what they pressed then says the rest.

        var words = (request as Request.Words)?.Text ?? (incoming.What as Did.Edited)?.Text;
        var parsed = words is null ? null : CommandGrammar.Read(words, default);
        if (request is not Request.Edit && parsed is Parsed.Ok { Command: Command.Setup }) return (null, Handled.Say(Say.SetUpInItsChannel()));
        var running = await RunningAsync(person, all, incoming.At, joins: parsed is Parsed.Ok { Command: Command.Join }, cancel);
        // What a message that nobody counted means by now is no ground to guess which cohort it meant: the person may have been asked, and have answered.
        var open = request is Request.Edit || ChangesOne(parsed) ? [] : running.Where(of => IsOpen(of, incoming.At)).ToList();
        if ((open is [var one] ? one : running is [var sole] ? sole : default).Cohort is { } only)
            return (await store.ResolveDirectAsync(person, incoming.Key, only.Id, incoming.At, cancel), null);

        if (request is Request.Edit { Reading: not Reading.CheckIn }) return (null, null);
        if (AsksAllCohorts(parsed) && all.Count > 0) return (all[0], null);
        if (running.Count == 0) return (null, null);
        return words is null
            ? (running[0].Cohort.Id, null)
            : (null, Handled.Say(Say.WhichCohort([.. running.Select(r => (r.Cohort, Meaning(words, r.Cohort, incoming.At)))])));
    }

    /// <summary>A bare <c>done</c> means the lesson that was newest when it was written, whenever the question is answered.</summary>
    private static string Meaning(string words, Cohort cohort, Instant at) =>
        ReplyGrammar.Read(words, inThread: false) is Reading.CheckIn { Days.Count: 0, Note: null, Links.Count: 0 } && cohort.Posted.NewestAt(at) is > 0 and var day ? $"done {day}" : words;

    /// <summary>The cohort that handled this before, perhaps when it was the person's only one; of an edit or a deletion, the one that the message was counted in.</summary>
    private async Task<CohortId?> HandledInAsync(Incoming incoming, IReadOnlyList<CohortId> all, CancellationToken cancel)
    {
        foreach (var key in (string?[])[Bot.EventKey(incoming), ChangedBy(incoming)])
        {
            if (key is null) continue;
            foreach (var id in all)
                if (await store.FindSeenAsync(id, key, cancel) is not null) return id;
        }

        return null;
    }

    private static string? ChangedBy(Incoming incoming) => incoming.What switch
    {
        Did.Edited edited => Statements.OfMessage(incoming.Where.Channel, edited.MessageId),
        Did.Deleted deleted => Statements.OfMessage(incoming.Where.Channel, deleted.MessageId),
        _ => null,
    };

    /// <summary>Those that a person may mean: where some still go on, none that is over; where the person left them all, they may come back to any.</summary>
    /// <param name="joins">They want to take part, so that one is meant in which they do not.</param>
    private async Task<List<(Cohort Cohort, Member Member)>> RunningAsync(PersonId person, IReadOnlyList<CohortId> all, Instant at, bool joins, CancellationToken cancel)
    {
        var found = new List<(Cohort Cohort, Member Member)>();
        foreach (var id in all)
        {
            if (await store.FindCohortAsync(id, cancel) is not { Value: var cohort }) continue;
            if (await store.FindMemberAsync(id, cohort.Run, person, cancel) is { Value: var member }) found.Add((cohort, member));
        }

        found = Some(found, of => joins ? !of.Member.IsActive : !of.Member.Left || !of.Member.HasLeft && of.Cohort.Leads.Contains(person.User));
        return Some(found, of => !Agenda.IsOver(of.Cohort, at));
    }

    /// <summary>Those of which it is true; all, where it is true of none.</summary>
    private static List<T> Some<T>(List<T> all, Predicate<T> which) => all.Exists(which) ? all.FindAll(which) : all;

    private static bool IsOpen((Cohort Cohort, Member Member) of, Instant at) =>
        of.Member.IsActive && Streak.Fold(of.Cohort.Posted, of.Member, at).Units.Any(unit => unit.State is UnitState.Open);

    /// <summary>What changes a cohort, or somebody's part in one, is not about an open lesson.</summary>
    private static bool ChangesOne(Parsed? said) => said switch
    {
        Parsed.Ok { Command: var command } => command is Command.ForLeads or Command.Undo or Command.Move or Command.Join or Command.Leave
            or Command.PauseUntil or Command.Back or Command.Mute or Command.Unmute or Command.Hide or Command.Show,
        Parsed.Aside { Kind: var kind } => kind is AsideKind.Stop or AsideKind.Resume,
        _ => false,
    };

    /// <summary>What concerns the person and no single cohort needs no question.</summary>
    private static bool AsksAllCohorts(Parsed? said) =>
        said is Parsed.Ok { Command: Command.MyData or Command.ForgetMe or Command.Help or Command.Keep } or Parsed.Aside { Kind: AsideKind.Thanks or AsideKind.Nod };
}
