using StudyBot.Fakes.Teams;

namespace StudyBot.Tests.Teams;

/// <summary>A channel that is shared with another team: people may be in it by more than one way.</summary>
public class SharedChannelTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Who_leaves_a_team_that_shares_the_channel_stays_in_its_cohort_where_they_stay_in_the_channel(bool stays)
    {
        await using var school = await School.OpenAsync();
        var shared = school.Team.PrivateChannel("Shared", school.Lea, school.Ana, school.Ben);
        await school.DoAsync(() => school.Lea.InstallsAsync(shared));
        await school.Host.AddCohortAsync(shared, school.Lea, School.Start);
        await school.NineAsync();
        foreach (var person in (TeamsPerson[])[school.Ana, school.Ben]) await school.DoAsync(() => person.RepliesAsync(shared.Lessons(1)[0], "done"));

        await school.DoAsync(() => school.Ana.LeavesTeamThatSharesAsync(shared, stays));
        await school.DoAsync(() => school.Ben.MentionsAsync(shared, "leaderboard"));

        Assert.Equal(stays, shared.LastOfBot.Words().Contains("Ana", StringComparison.Ordinal));
    }
}
