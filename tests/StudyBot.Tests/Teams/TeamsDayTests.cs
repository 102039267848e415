using StudyBot.Tests.Platforms;

namespace StudyBot.Tests.Teams;

/// <summary>The shared day in a team's channel.</summary>
public class TeamsDayTests
{
    /// <summary>Whoever sets up is asked for a plain word, which not every team lets through. There are no slash commands:
    /// what is commanded stands in the channel and is marked like other words there, and its mark is taken off again.</summary>
    public static readonly (string Here, string Elsewhere)[] OwnWays =
    [
        ("    Notes: not kept\n    \n    One thing more: write something here without mentioning me, \"hi\" will do. Then I know that a plain \"done\" reaches me.\n",
            "    Notes: not kept\n"),
        ("gita commands: done\n  the bot marks gita's words\n",
            "gita commands: done\n  the bot to gita alone: Counted for day 1, on time. Streak 1.\n"),
        ("  the bot to gita alone: Taken back: day 1. Reply \"done 1\" when you have done it.\n  the bot takes its mark off gita's words\n",
            "  the bot to gita alone: Taken back: day 1. Reply \"done 1\" when you have done it.\n"),
    ];

    [Fact]
    public async Task The_first_days_of_a_cohort()
    {
        await using var stage = await TeamsStage.StartAsync();

        SharedDay.Hold(await new SharedDay(stage).PlayAsync(), OwnWays);
    }
}
