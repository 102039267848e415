using StudyBot.Cards;

namespace StudyBot.Wording;

public static partial class Say
{
    /// <summary>The cohort is set up where it is not known yet whether plain replies reach the bot.</summary>
    /// <param name="elsewhere">It is not said in the cohort's channel.</param>
    public static Part HearTest(bool elsewhere) =>
        Sentence($"One thing more: write something {(elsewhere ? "in the cohort's channel" : "here")} without mentioning me, ", Typed("hi"), " will do. Then I know that a plain ", Typed("done"), " reaches me.");

    /// <summary>The first lesson is out, and no plain reply has come.</summary>
    /// <param name="isTeam">In a team its owners agree, in a chat anybody in it.</param>
    /// <param name="mayAgree">Whether there is anything that people could agree to, and nothing is lost by it.</param>
    public static Card HowToConsent(string plan, bool isTeam, bool mayAgree) => CardOf(
        Headed(plan),
        Sentence($"What reached me in this cohort's {(isTeam ? "channel" : "chat")} so far mentioned me, so its lessons say to press Done. Mentioning me works as well."),
        mayAgree
            ? Sentence(
                $"For plain replies, {(isTeam ? "an owner of the team removes me from the team" : "somebody in the chat removes me from it")}, adds me again, and agrees that I may read the messages. That stops the lessons; ",
                Typed("@StudyBot resume cohort"), $" in the {(isTeam ? "channel" : "chat")} starts them again.")
            : null);

    public static Card OnlyOwnersSetUp() =>
        Card.Line("Whoever added me here sets a cohort up; so does a team's owner, where I can see who that is. Ask one of them; they can make you a lead afterwards.");

    /// <summary>Where everybody sees it: what it was about stays unsaid.</summary>
    public static Card CannotWriteToYou(string name) =>
        Card.Line($"{Called(name)}, I have an answer for you alone, but I cannot write to you. Add me to your chats, and ask me there.");

    /// <summary>A button was pressed, and there is nothing to add.</summary>
    public static string Noted() => "Noted.";
}
