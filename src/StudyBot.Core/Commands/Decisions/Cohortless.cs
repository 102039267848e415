using StudyBot.Cards;
using StudyBot.Cohorts;
using StudyBot.Ports;
using StudyBot.Wording;

namespace StudyBot.Commands.Decisions;

/// <summary>Words to the bot where there is no cohort to speak of. What concerns the person alone is answered as anywhere; everybody else is told that there is none
/// and what leads to one, and whoever asks for <c>help</c> what can be said besides.</summary>
public static class Cohortless
{
    /// <param name="files">What the cohorts elsewhere keep about the person, where they asked for it.</param>
    /// <param name="ledAlone">The cohorts elsewhere that have no lead but the person, where they ask to be forgotten.</param>
    public static Decision Answer(Parsed said, Place where, IReadOnlyList<Attachment> files, IReadOnlyList<Cohort> ledAlone) => said switch
    {
        Parsed.Ok { Command: Command.MyData } => Oneself.MyData(files),
        Parsed.Ok { Command: Command.ForgetMe forget } => Oneself.ForgetMe(forget.Sure, ledAlone),
        Parsed.Ok { Command: Command.Keep } => Decision.Say(Say.Kept()),
        Parsed.Aside { Kind: AsideKind.Thanks } => Decision.Say(Say.Welcome()),
        Parsed.Aside { Kind: AsideKind.Nod } => Decision.Nothing,
        Parsed.Ok { Command: Command.Help } => Decision.Say(new([.. None(where).Parts, .. Say.Help(isLead: false).Parts])),
        _ => Decision.Say(None(where)),
    };

    /// <summary>There is none, and what leads to one.</summary>
    private static Card None(Place where) => where is { Direct: true, Cohort: null } ? Say.NoCohortOfYours() : Say.NoCohortHere();
}
