using StudyBot.Teams;
using StudyBot.Tests.Platforms;

namespace StudyBot.Tests.Teams;

/// <summary>What Teams and Graph do not say once is asked again.</summary>
public class LookUpTests
{
    /// <summary>Teams did not say which team it is when the channel was first heard of.</summary>
    [Fact]
    public async Task A_team_that_could_not_be_looked_up_is_looked_up_again_so_that_its_owners_keep_their_rights()
    {
        await using var school = await School.OpenAsync();
        var another = school.Team.Channel("Another");
        school.Host.Teams.Faults.Next(call => call.Method == "GET" && call.Path.Contains("/v3/teams/") && !call.Path.EndsWith("/conversations"), new() { Status = 404 });
        await school.DoAsync(() => school.Lea.MentionsAsync(another, "help"));
        var places = new Places(school.Host.Table);
        Assert.Null((await places.FindAsync(school.Team.Tenant.Id, another.Id, CancellationToken.None))!.Value.Place.Group);
        var asked = Asked();

        await school.DoAsync(() => school.Lea.MentionsAsync(another, "help"));
        await school.DoAsync(() => school.Lea.MentionsAsync(another, "help"));

        Assert.NotNull((await places.FindAsync(school.Team.Tenant.Id, another.Id, CancellationToken.None))!.Value.Place.Group);
        Assert.Equal(asked + 1, Asked());

        int Asked() => school.Host.Teams.Calls.Count(call => call.Path.Contains("/v3/teams/"));
    }

    [Fact]
    public async Task Nobodys_words_wait_long_for_what_team_it_is()
    {
        await using var school = await School.OpenAsync();
        var another = school.Team.Channel("Another");
        school.Host.Teams.Faults.Next(call => call.Method == "GET" && call.Path.Contains("/v3/teams/"), new() { Hangs = true });

        school.Host.Clock.Advance(TimeSpan.FromMinutes(1));
        var asking = school.Lea.MentionsAsync(another, "help");
        await PlatformHost.UntilAsync(() => Task.FromResult(school.Host.Teams.Faults.Left == 0));
        school.Host.Clock.Advance(TimeSpan.FromSeconds(2));
        await PlatformHost.UntilAsync(() => Task.FromResult(asking.IsCompleted));
        await school.Host.SettledAsync();

        Assert.Equal([200], school.Host.Teams.Deliveries[^1].Attempts.Select(attempt => attempt.Status));
        Assert.NotNull(await new Places(school.Host.Table).FindAsync(school.Team.Tenant.Id, another.Id, CancellationToken.None));
    }

    [Fact]
    public async Task Who_owns_a_team_is_asked_again_soon_where_Graph_did_not_say()
    {
        await using var school = await School.OpenAsync(cohort: false);
        await school.DoAsync(() => school.Ben.InstallsAsync(school.Team));
        school.Team.GrantsMembers = false;
        await school.DoAsync(() => school.Lea.MentionsAsync(school.Channel, "setup"));
        Assert.Contains("Whoever added me here sets a cohort up", School.Told(school.Lea)[^1]);

        school.Team.GrantsMembers = true;
        await school.DoAsync(() => school.Lea.MentionsAsync(school.Channel, "setup"));
        await school.DoAsync(() => school.Lea.SubmitsAsync(school.Lea.Chat.LastOfBot, new Dictionary<string, string> { ["start"] = "2026-03-05", ["zone"] = "Europe/Berlin", ["time"] = "10:00" }));

        Assert.NotNull(await school.Host.FindCohortAsync(school.Channel));
    }
}
