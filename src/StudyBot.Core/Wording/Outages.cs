using StudyBot.Cards;

namespace StudyBot.Wording;

public static partial class Say
{
    /// <summary>The one line in the channel after an outage in which messages could not be read back.</summary>
    public static Card OutageNote(IReadOnlyCollection<int> lessons) => lessons.Count == 0
        ? Tell("I was away for a while and may not have seen your replies. Say ", Typed("done"), " again and it will count.")
        : Tell($"I was away for a while and may not have seen your replies. {(lessons.Count == 1 ? "Day" : "Days")} {Many.And(lessons.Select(l => $"{l}"))} {(lessons.Count == 1 ? "stays" : "stay")} open that much longer: ",
            Typed($"done {lessons.Max()}"), " still counts.");

    /// <summary>Stands where a platform refuses without saying why.</summary>
    public const string NoReason = "the platform gave no reason";

    /// <summary>To a lead, once: the platform refused for good.</summary>
    public static Card PostingStopped(string plan, string reason) => Card.Of(
        Sentence($"I have stopped posting {plan}, because the channel refused my messages: {reason}."),
        Sentence("Invite me to the channel again, then say ", Typed("resume cohort"), " there. Everything recorded so far is safe."));
}
