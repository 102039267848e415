using StudyBot.Tests.Fuzz;

namespace StudyBot.Tests.Teams;

/// <summary>What Teams tells of with a time that cannot be.</summary>
public class OddClockTests
{
    /// <summary>What was kept from the end of time on could not be kept, and Teams would deliver it again and again.</summary>
    [Theory]
    [InlineData("9999-12-31T23:59:59Z")]
    [InlineData("0001-01-01T00:00:00Z")]
    public async Task Who_leaves_has_left_whatever_the_clock_of_it_says(string at)
    {
        using var complaints = new Complaints();
        await using var school = await School.OpenAsync(logs: complaints);
        await school.NineAsync();
        await school.DoAsync(() => school.Ana.RepliesAsync(school.Lesson, "done"));
        await school.DoAsync(() => school.Ben.LeavesAsync(school.Team));
        var left = school.Host.Teams.Deliveries[^1].Activity.DeepClone().AsObject();
        left["membersRemoved"]![0]!["id"] = school.Ana.Id;
        left["timestamp"] = at;

        Assert.Equal(200, await school.Host.Teams.PostAsync(left, $"Bearer {school.Host.Teams.Keys.Mint()}"));

        var members = await school.Host.Store.MembersAsync(Cohorts.Id(school.Channel), 1, CancellationToken.None);
        Assert.True(Assert.Single(members, member => member.Value.Id.User == school.Ana.Id).Value.Left);
        Assert.Empty(complaints.Errors);
    }
}
