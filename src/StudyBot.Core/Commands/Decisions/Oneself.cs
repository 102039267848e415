using StudyBot.Cohorts;
using StudyBot.Ports;
using StudyBot.Wording;

namespace StudyBot.Commands.Decisions;

/// <summary>What people may ask about themselves alone: it is answered the same in every cohort, and in none.</summary>
public static class Oneself
{
    /// <param name="files">What the cohorts keep about the person; empty where none knows them.</param>
    public static Decision MyData(IReadOnlyList<Attachment> files) => files.Count == 0
        ? Decision.Say(Say.NothingKept())
        : Decision.Nothing with { Replies = [new Reply(Say.MyData(files)) { Files = files }] };

    /// <param name="sure">Whether the question was answered.</param>
    /// <param name="ledAlone">The cohorts that have no lead but the person.</param>
    public static Decision ForgetMe(bool sure, IReadOnlyList<Cohort> ledAlone) => sure
        ? Decision.Say(Say.Forgotten()) with { Forget = true }
        : Decision.Say(Say.ForgetMeAsk(ledAlone));
}
