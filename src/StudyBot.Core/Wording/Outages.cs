using StudyBot.Cards;
using StudyBot.Cohorts;

namespace StudyBot.Wording;

public static partial class Say
{
    /// <summary>The one line in the channel after an outage in which messages could not be read back.</summary>
    /// <param name="buttonsFirst">Plain replies do not reach the bot in this channel.</param>
    public static Card OutageNote(IReadOnlyCollection<int> lessons, bool buttonsFirst = false)
    {
        const string Away = "I was away for a while and may not have seen";
        var longer = $"{(lessons.Count == 1 ? "Day" : "Days")} {Many.And(lessons.Select(l => $"{l}"))} {(lessons.Count == 1 ? "stays" : "stay")} open that much longer: ";
        return buttonsFirst ? Tell($"{Away} what you pressed. {longer}Done still counts.") : Tell($"{Away} your replies. {longer}", Typed($"done {lessons.Max()}"), " still counts.");
    }

    /// <summary>Stands where a platform refuses without saying why.</summary>
    public const string NoReason = "the platform gave no reason";

    /// <summary>To a lead, once: the platform refused for good.</summary>
    public static Card PostingStopped(Cohort cohort, string reason) => Card.Of(
        Sentence($"I have stopped posting {cohort.Curriculum.Title} ({AtDay(cohort)}), because the channel refused my messages: {reason}."),
        Sentence([.. HowToGoOn(reason), " Everything recorded so far is safe."]));

    /// <summary>Beside what the cohort would do if it went on; null where it does.</summary>
    public static Part? HasStopped(Cohort cohort, bool isLead) => cohort.Broken is { } reason
        ? new Part.Callout("Posting has stopped", new Text([$"{reason}. ", .. isLead ? HowToGoOn(reason) : ["A lead can start it again; everything recorded so far is safe."]]))
        : null;

    /// <summary>What brings the posts back, by why they stopped.</summary>
    private static Span[] HowToGoOn(string reason)
    {
        var resume = Typed("@StudyBot resume cohort");
        return reason switch
        {
            Reasons.ChannelDeleted or Reasons.ChannelGone => ["If the channel is still there or comes back, add me to it and say ", resume, ". In another one ", Typed("@StudyBot setup"), " starts anew."],
            Reasons.ChannelArchived or Reasons.TeamArchived => ["Bring it back from the archive, add me again if I am not in it any more, then say ", resume, " in the channel."],
            Reasons.MayNotPost => ["Let me post there, then say ", resume, " in the channel."],
            Reasons.NotInChannel or Reasons.Removed or Reasons.NotInstalled => ["Add me again if I am not back yet, then say ", resume, " in the channel."],
            _ => ["Once that is mended, say ", resume, " in the channel."],
        };
    }
}
