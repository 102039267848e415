using StudyBot.Cohorts;
using StudyBot.Commands;
using StudyBot.Commands.Decisions;
using StudyBot.Ports;
using StudyBot.Wording;

namespace StudyBot.Doors;

/// <summary>Which cohort is spoken of. A channel is one; in a direct message it is the person's only one, or the only one with an open lesson
/// they have not done; otherwise they are asked, and the answer of a message stands when it is delivered again.</summary>
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

        var running = await RunningAsync(person, all, cancel);
        switch (running.Where(IsOpen).ToList())
        {
            case [var only]:
                return (await store.ResolveDirectAsync(person, incoming.Key, only.Cohort.Id, incoming.At, cancel), null);
            case var _ when running.Count == 1:
                return (await store.ResolveDirectAsync(person, incoming.Key, running[0].Cohort.Id, incoming.At, cancel), null);
        }

        var words = (request as Request.Words)?.Text;
        if (words is not null && AsksAllCohorts(words) && all.Count > 0) return (all[0], null);
        if (running.Count == 0) return (null, null);
        return words is null
            ? (running[0].Cohort.Id, null)
            : (null, Handled.Say(new Reply(Say.WhichCohort([.. running.Select(r => r.Cohort)], words))));
    }

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

    private async Task<List<(Cohort Cohort, Member Member)>> RunningAsync(PersonId person, IReadOnlyList<CohortId> all, CancellationToken cancel)
    {
        var found = new List<(Cohort, Member)>();
        foreach (var id in all)
        {
            if (await store.FindCohortAsync(id, cancel) is not { Value: var cohort }) continue;
            if (await store.FindMemberAsync(id, cohort.Run, person, cancel) is { Value: { Left: false } member }) found.Add((cohort, member));
        }

        return found;
    }

    private static bool IsOpen((Cohort Cohort, Member Member) of) => of.Cohort.Day > 0 && of.Member.Ledger[of.Cohort.Day] is null;

    /// <summary>What concerns the person and no single cohort needs no question.</summary>
    private static bool AsksAllCohorts(string words) =>
        CommandGrammar.Read(words, default) is Parsed.Ok { Command: Command.MyData or Command.ForgetMe or Command.Help or Command.Keep } or Parsed.Aside { Kind: not (AsideKind.Stop or AsideKind.Resume) };
}
