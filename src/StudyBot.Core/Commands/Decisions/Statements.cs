using NodaTime;
using StudyBot.Cards;
using StudyBot.CheckIns;
using StudyBot.Cohorts;
using StudyBot.Ports;
using StudyBot.Wording;

namespace StudyBot.Commands.Decisions;

/// <summary>What a message or a reaction says, and may say otherwise later: an edit, a deletion, a reaction taken off are newer versions of it.
/// A version older than the one that was handled changes nothing, so the order in which they arrive does not matter.</summary>
public static class Statements
{
    /// <summary>Kept at least this long, for what is delivered again.</summary>
    public static Duration Kept { get; } = Duration.FromDays(7);

    /// <summary>How long what is said below a lesson is looked for after an outage. Some catch up late, when it is over; but each post that is read costs the platform a call,
    /// and of an old one it is forgotten what was said before.</summary>
    public static Instant UntilWhenAnswered(PostedLesson lesson) => Instant.Max(lesson.GraceEnd, lesson.Opens + Kept);

    /// <summary>The key of what a message says; also the source its check-ins remember.</summary>
    public static string OfMessage(string channel, string messageId) => $"message {channel} {messageId}";

    /// <summary>The channel and the id of the message whose key this is; null where it is no message's.</summary>
    public static (string Channel, string MessageId)? MessageOf(string key) => key.Split(' ') is ["message", var channel, var message] ? (channel, message) : null;

    /// <summary>The key of a person's reaction to a post.</summary>
    public static string OfReaction(string messageId, PersonId person, string emoji) => $"reaction {messageId} {person.User} {emoji}";

    /// <summary>The lessons a version means. Those it names count as things are when it is written; a bare <c>done</c> means
    /// what it would have meant when the message was first written, or what the person moved it to since.</summary>
    public static Meant Meaning(Scene scene, Reading.CheckIn said, Seen? known)
    {
        if (said.Days.Count == 0 && known is { Moved: true }) return new(known.Lessons, [], null);
        var at = said.Days.Count == 0 ? FirstWritten(scene, known) : scene.At;
        return LessonMeant.Resolve(scene.Cohort, said.Days, scene.ThreadLesson, at, scene.Member, at == scene.At ? scene.Appearing : null);
    }

    /// <summary>Goes from what a statement recorded to what it records now.</summary>
    /// <param name="meant">What it means now; null where it is no check-in any more.</param>
    public static Decision Restate(Scene scene, string key, Meant? meant, string? note, IReadOnlyList<string> links)
    {
        var stored = scene.Statements.GetValueOrDefault(key);
        var known = stored?.Value;
        if (known is not null && scene.At < known.ChangedAt) return Decision.Nothing;

        note = scene.Cohort.NotesAllowed ? note : null;
        var book = new Book(scene);
        int[] now = [.. (meant?.Lessons ?? [])];
        int[] before = [.. (known?.Lessons ?? [])];
        foreach (var lesson in now.Where(lesson => !before.Contains(lesson) || book.Find(lesson) is { } standing && SaysOtherwise(standing, key, note, links)))
            book.Record(lesson, scene.At, key, note, links, isNewer: before.Contains(lesson));

        var cards = new List<Card>();
        foreach (var lesson in before.Except(now))
        {
            if (book.TakeBack(lesson, key) is Withdrawn.TooLate)
                cards.Add(Withdrawing.TooLate(scene, book.Find(lesson)!));
        }

        var closed = book.Close();
        cards.AddRange(Words(scene, meant, closed));
        return closed with
        {
            Changes = [.. closed.Changes, new Change.PutSeen(Remember(scene, key, FirstWritten(scene, known), now) with { Moved = known is { Moved: true } && now.SequenceEqual(before) }, stored?.ETag)],
            Replies = [.. closed.Replies, .. cards.Select(card => new Reply(card))],
        };
    }

    /// <summary>The row that remembers a statement, kept as long as it can still be taken back.</summary>
    public static Seen Remember(Scene scene, string key, Instant firstSaid, IReadOnlyList<int> lessons)
    {
        var keep = scene.At + Kept;
        foreach (var lesson in lessons)
            if (scene.Cohort.Lesson(lesson) is { } posted && posted.GraceEnd > keep) keep = posted.GraceEnd;
        return new(key, firstSaid, lessons, scene.At, keep);
    }

    private static Instant FirstWritten(Scene scene, Seen? known) => known?.At ?? scene.Incoming.What switch
    {
        Did.Edited edited => edited.WrittenAt,
        Did.Deleted deleted => deleted.WrittenAt,
        _ => null,
    } ?? scene.At;

    private static bool SaysOtherwise(CheckIn standing, string key, string? note, IReadOnlyList<string> links) => standing.IsFromOnly(key)
        ? note != standing.Note || !links.Distinct().SequenceEqual(standing.Links)
        : note is not null && note != standing.Note || links.Except(standing.Links).Any();

    /// <summary>What is said about the lessons: what was refused and why, and whether the one before the one that was counted was meant.</summary>
    internal static IEnumerable<Card> Words(Scene scene, Meant? meant, Decision counted)
    {
        if (meant is { Refused.Count: > 0 })
            yield return Say.Refused([.. meant.Refused.Select(refusal => Why(scene, refusal))], meant.Lessons);
        if (meant?.MaybeInstead is { } before && counted.Receipts.Any(receipt => receipt.Lesson == meant.Lessons[0]))
            yield return Say.WasItTheOneBefore(meant.Lessons[0], before);
    }

    private static string Why(Scene scene, Refusal refusal) => refusal.Reason switch
    {
        RefusalReason.NotYet => Say.NotYet(refusal.Lesson, scene.Newest),
        RefusalReason.NoSuchLesson => Say.NoSuchLesson(refusal.Lesson, scene.Cohort.Curriculum.Lessons, scene.Newest),
        _ when scene.Cohort.Day > 0 => Say.NothingPostedThen(Math.Max(1, scene.Newest)),
        _ => Say.NothingPosted(Agendas.Agenda.Next(scene.Cohort, scene.At), scene.ReaderZone, scene.At),
    };
}
