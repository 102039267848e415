using StudyBot.Ports;

namespace StudyBot.Local;

/// <summary>Check-ins that were taken back (an edit, an <c>undo</c>, a reaction taken off): their receipts and check marks go too.</summary>
public sealed class Unmarking(MessageLog messages, IStudyStore store)
{
    public async Task UnmarkAsync(Message about, string person, Handled handled, CancellationToken cancel)
    {
        var maybe = handled.Changed.Except(handled.Receipts.Select(r => r.Lesson)).ToArray();
        if (maybe.Length == 0 || handled.Cohort is not { } id || await store.FindCohortAsync(id, cancel) is not { } cohort) return;

        var standing = await store.CheckInsOfAsync(id, cohort.Value.Run, Names.Person(person), maybe, cancel);
        var gone = maybe.Except(standing.Select(checkIn => checkIn.Value.Lesson)).ToHashSet();
        if (gone.Count == 0) return;

        var recent = await messages.PageAsync(null, cancel, MessageLog.Most);
        foreach (var message in recent.UnionBy([about], m => m.Number).Where(m => Without(m, person, gone) != m))
            await messages.ChangeAsync(message.Number, m => Without(m, person, gone), cancel);
    }

    private static Message Without(Message message, string person, HashSet<int> lessons)
    {
        if (!message.Receipts.Any(r => r.From.User == person && lessons.Contains(r.Lesson))) return message;
        var less = message with { Receipts = [.. message.Receipts.Where(r => r.From.User != person || !lessons.Contains(r.Lesson))] };
        return less.Receipts.Count > 0 ? less : less with { Reactions = [.. less.Reactions.Where(r => !r.From.SequenceEqual([Names.Bot]))] };
    }
}
