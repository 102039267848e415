using StudyBot.Cards;

namespace StudyBot.Wording;

public static partial class Say
{
    /// <summary>The cohort is set up where it is not known yet whether plain replies reach the bot.</summary>
    /// <param name="elsewhere">It is not said in the cohort's channel.</param>
    public static Part HearTest(bool elsewhere) =>
        Sentence($"One thing more: write something {(elsewhere ? "in the cohort's channel" : "here")} without mentioning me, ", Typed("hi"), " will do. Then I know that a plain ", Typed("done"), " reaches me.");

    /// <summary>The first lesson is out, and no plain reply has come.</summary>
    public static Card HowToConsent(string plan) => Card.Of(
        Headed(plan),
        Sentence("What reached me in this cohort's channel so far mentioned me, so its lessons say to press Done. Mentioning me works as well."),
        Sentence("For plain replies, an owner of the team removes me from the team, adds me again, and agrees that I may read the channel's messages."));

    public static Card OnlyOwnersSetUp() =>
        Card.Line("A team's owners set a cohort up, or whoever added me. Ask one of them; they can make you a lead afterwards.");

    /// <summary>Where everybody sees it: what it was about stays unsaid.</summary>
    public static Card CannotWriteToYou(string name) =>
        Card.Line($"{Called(name)}, I have an answer for you alone, but I cannot write to you. Add me to your chats, and ask me there.");

    /// <summary>A button was pressed, and there is nothing to add.</summary>
    public static string Noted() => "Noted.";
}
