using StudyBot.Cards;
using StudyBot.Cohorts;
using StudyBot.Ports;

namespace StudyBot.Wording;

public static partial class Say
{
    /// <summary>Only the built-in chat can take them back.</summary>
    private const string PostedStays = "Tables and summaries already posted in a Slack or Teams channel stay there.";

    /// <param name="ledAlone">The cohorts that have no lead but the person.</param>
    public static Card ForgetMeAsk(IReadOnlyList<Cohort> ledAlone) => CardOf(
        Sentence($"This removes your check-ins, streak, links and name from every cohort here, for good. {PostedStays} ", Typed("my data"), " gives you a copy first."),
        ledAlone.Count == 0 ? null : Sentence($"You are the last lead of {Many.And(ledAlone.Select(cohort => Apart(cohort, ledAlone)))}. Before you go, name another in {(ledAlone.Count == 1 ? "its channel" : "each channel")}: ", Typed("@StudyBot lead @NAME"), "."),
        Choose(new Button("Forget me now", "forget me now"), new Button("Keep my record", "keep", Primary: true)));

    public static Card Forgotten() =>
        Tell($"Your record is gone: check-ins, streak, links and name. {PostedStays} A later ", Typed("done"), " starts a new one.");

    public static Card MyData(IReadOnlyList<Attachment> files) => Tell(
        $"Here is everything your cohorts keep about you: {Many.And(files.Select(f => f.Name))}. ",
        Typed("forget me"), " removes it.");

    /// <summary>Where files cannot be private in a channel.</summary>
    public static Card SentDirectly() => Card.Line("I sent it to you in a direct message, where nobody else sees it.");

    /// <summary>No cohort knows the person; what a platform may keep all the same.</summary>
    public static Card NothingKept() => Tell(
        "No cohort keeps anything about you. ", Typed("forget me"), " removes whatever else I may keep.");
}
