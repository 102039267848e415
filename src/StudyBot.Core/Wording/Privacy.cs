using StudyBot.Cards;
using StudyBot.Ports;

namespace StudyBot.Wording;

public static partial class Say
{
    public static Card ForgetMeAsk() => Card.Of(
        Sentence("This removes your check-ins, streak, links and name from every cohort here, for good. ", Typed("my data"), " gives you a copy first."),
        Choose(new Button("Forget me now", "forget me now"), new Button("Keep my record", "keep", Primary: true)));

    public static Card Forgotten() =>
        Tell("Your record is gone: check-ins, streak, links and name. A later ", Typed("done"), " starts a new one.");

    public static Card MyData(IReadOnlyList<Attachment> files) => Tell(
        $"Here is everything I keep about you: {Many.And(files.Select(f => f.Name))}. ",
        Typed("forget me"), " removes it.");

    /// <summary>Where files cannot be private in a channel.</summary>
    public static Card SentDirectly() => Card.Line("I sent it to you in a direct message, where nobody else sees it.");

    public static Card NothingKept() => Card.Line("I keep nothing about you so far.");
}
