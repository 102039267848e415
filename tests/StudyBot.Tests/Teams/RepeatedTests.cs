using StudyBot.Fakes.Teams;

namespace StudyBot.Tests.Teams;

/// <summary>What people do comes again under other activity ids, after they thought better of it: it takes effect once, whatever kind of thing it is.</summary>
public class RepeatedTests
{
    [Theory]
    [InlineData("message", false)]
    [InlineData("mention", false)]
    [InlineData("reaction", false)]
    [InlineData("reaction off", true)]
    [InlineData("press", false)]
    [InlineData("edit", false)]
    [InlineData("edit away", true)]
    [InlineData("delete", true)]
    public async Task It_takes_effect_once(string kind, bool stands)
    {
        await using var school = await School.OpenAsync();
        await school.NineAsync();
        var (ana, lesson) = (school.Ana, school.Lesson);
        TeamsMessage? said = null;
        if (kind is "edit" or "edit away" or "delete") await school.DoAsync(async () => said = await ana.RepliesAsync(lesson, kind == "edit" ? "good morning" : "done"));
        if (kind is "reaction off") await school.DoAsync(() => ana.ReactsAsync(lesson, "like"));

        var before = school.Host.Teams.Deliveries.Count;
        await school.DoAsync(() => kind switch
        {
            "message" => ana.RepliesAsync(lesson, "done"),
            "mention" => ana.MentionsAsync(school.Channel, "done"),
            "reaction" => ana.ReactsAsync(lesson, "like"),
            "reaction off" => ana.TakesBackAsync(lesson, "like"),
            "press" => ana.PressesAsync(lesson, "Done"),
            "edit" => ana.EditsAsync(said!, "done"),
            "edit away" => ana.EditsAsync(said!, "still at it"),
            _ => ana.DeletesAsync(said!),
        });
        Assert.Equal(!stands, await school.Host.CheckInAsync(school.Channel, ana, 1) is not null);
        var deed = school.Host.Teams.Deliveries.Skip(before).ToList();

        await school.DoAsync(() => kind switch
        {
            "reaction" => ana.TakesBackAsync(lesson, "like"),
            "reaction off" => ana.ReactsAsync(lesson, "like"),
            _ => ana.MentionsAsync(school.Channel, stands ? "done 1" : "undo 1"),
        });
        var after = await school.Host.CheckInAsync(school.Channel, ana, 1);
        Assert.Equal(stands, after is not null);
        foreach (var delivery in deed) await school.DoAsync(() => school.Host.Teams.RedeliverAsync(delivery, newId: true));

        Assert.NotEmpty(deed);
        var now = await school.Host.CheckInAsync(school.Channel, ana, 1);
        Assert.Equal((after?.At, after?.Class), (now?.At, now?.Class));
        Assert.Equal(after?.Sources ?? [], now?.Sources ?? []);
    }
}
