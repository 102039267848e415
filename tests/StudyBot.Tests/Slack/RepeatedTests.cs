using NodaTime;
using StudyBot.Fakes.Slack;

namespace StudyBot.Tests.Slack;

/// <summary>What people do comes again under other event ids, after they thought better of it: it takes effect once, whatever kind of thing it is.</summary>
public class RepeatedTests
{
    private const string Mark = "white_check_mark";

    [Theory]
    [InlineData("message", false)]
    [InlineData("mention", false)]
    [InlineData("direct", false)]
    [InlineData("reaction", false)]
    [InlineData("reaction off", true)]
    [InlineData("press", false)]
    [InlineData("edit", false)]
    [InlineData("edit away", true)]
    [InlineData("delete", true)]
    [InlineData("command", false)]
    public async Task It_takes_effect_once(string kind, bool stands)
    {
        await using var host = await SlackHost.StartAsync();
        var team = host.Slack.Teams[0];
        var ana = team.User("ana");
        var channel = team.Channel("study", team.User("lea"), ana);
        await host.AddCohortAsync(channel, "lea", new(2026, 3, 5));
        await host.JumpAsync(Instant.FromUtc(2026, 3, 5, 9, 0));
        var lesson = channel.Lesson(1);
        SlackMessage? said = null;
        if (kind is "edit" or "edit away" or "delete") await DoAsync(async () => said = await ana.SaysAsync(channel, kind == "edit" ? "good morning" : "done"));
        if (kind is "reaction off") await DoAsync(() => ana.ReactsAsync(lesson, Mark));
        // Known to the cohort, so that the bot answers what is said directly.
        if (kind is "direct") await DoAsync(() => ana.SaysAsync(channel, $"{team.Bot.Mention} join"));

        var before = host.Slack.Deliveries.Count;
        await DoAsync(() => kind switch
        {
            "message" => ana.SaysAsync(channel, "done"),
            "mention" => ana.SaysAsync(channel, $"{team.Bot.Mention} done"),
            "direct" => ana.SaysToBotAsync("done 1"),
            "reaction" => ana.ReactsAsync(lesson, Mark),
            "reaction off" => ana.TakesBackAsync(lesson, Mark),
            "press" => ana.PressesAsync(lesson, "Done"),
            "edit" => ana.EditsAsync(said!, "done"),
            "edit away" => ana.EditsAsync(said!, "still at it"),
            "delete" => ana.DeletesAsync(said!),
            _ => ana.SlashAsync("/study", "done 1", channel),
        });
        Assert.Equal(!stands, await host.CheckInAsync(channel, ana, 1) is not null);
        var deed = host.Slack.Deliveries.Skip(before).ToList();

        await DoAsync(() => kind switch
        {
            "reaction" => ana.TakesBackAsync(lesson, Mark),
            "reaction off" => ana.ReactsAsync(lesson, Mark),
            _ => ana.SaysAsync(channel, stands ? "done 1" : $"{team.Bot.Mention} undo 1"),
        });
        var after = await host.CheckInAsync(channel, ana, 1);
        Assert.Equal(stands, after is not null);
        foreach (var delivery in deed) await DoAsync(() => team.RepeatsAsync(delivery));

        Assert.NotEmpty(deed);
        var now = await host.CheckInAsync(channel, ana, 1);
        Assert.Equal((after?.At, after?.Class), (now?.At, now?.Class));
        Assert.Equal(after?.Sources ?? [], now?.Sources ?? []);

        async Task DoAsync(Func<Task> deed)
        {
            host.Clock.Advance(TimeSpan.FromMinutes(1));
            await deed();
            await host.SettledAsync();
        }
    }
}
