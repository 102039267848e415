using NodaTime;
using StudyBot.Doors;
using StudyBot.Fakes.Slack;

namespace StudyBot.Tests.Slack;

/// <summary>Where a private answer stands: beside what was done. Under a post that nobody replied to, Slack shows it to nobody.</summary>
public class AnsweringTests
{
    [Fact]
    public async Task Who_presses_a_post_without_replies_is_answered_in_the_channel()
    {
        await using var host = await SlackHost.StartAsync();
        var (channel, ana) = await LessonAsync(host);

        await ana.PressesAsync(channel.Lesson(1), "Done");

        Assert.Contains("Counted for day 1", (await AnswerAsync(host, channel, ana, thread: null)).Text);
    }

    [Fact]
    public async Task A_press_on_a_post_with_replies_is_answered_in_the_channel_too_where_the_button_was()
    {
        await using var host = await SlackHost.StartAsync();
        var (channel, ana) = await LessonAsync(host);
        await channel.Team.User("ben").RepliesAsync(channel.Lesson(1), "done");

        await ana.PressesAsync(channel.Lesson(1), "Done");

        Assert.Contains("Counted for day 1", (await AnswerAsync(host, channel, ana, thread: null)).Text);
    }

    [Fact]
    public async Task A_check_mark_that_is_taken_back_too_late_is_answered_in_the_channel()
    {
        await using var host = await SlackHost.StartAsync();
        var (channel, ana) = await LessonAsync(host);
        await ana.ReactsAsync(channel.Lesson(1), "white_check_mark");
        await host.SettledAsync();
        await host.JumpAsync(Instant.FromUtc(2026, 3, 7, 9, 0));

        await ana.TakesBackAsync(channel.Lesson(1), "white_check_mark");

        Assert.NotEmpty((await AnswerAsync(host, channel, ana, thread: null)).Text);
    }

    [Fact]
    public async Task A_reply_is_answered_in_its_thread_and_so_is_a_button_there()
    {
        await using var host = await SlackHost.StartAsync();
        var (channel, ana) = await LessonAsync(host);

        await ana.RepliesAsync(channel.Lesson(1), $"{channel.Team.Bot.Mention} today");
        var answer = await AnswerAsync(host, channel, ana, thread: channel.Lesson(1).Ts);
        await ana.PressesAsync(answer, "Done");

        Assert.NotSame(answer, await AnswerAsync(host, channel, ana, thread: channel.Lesson(1).Ts));
    }

    [Fact]
    public async Task What_a_form_came_to_is_said_in_the_thread_in_which_it_was_asked_for()
    {
        await using var host = await SlackHost.StartAsync();
        var lea = host.Slack.Teams[0].User("lea");
        var channel = lea.Team.Channel("bread", lea);
        var talk = await lea.SaysAsync(channel, "Shall we?");
        await lea.RepliesAsync(talk, $"{channel.Team.Bot.Mention} setup");
        var asked = await AnswerAsync(host, channel, lea, thread: talk.Ts);

        await lea.PressesAsync(asked, asked.Buttons[0].Label);
        await SlackHost.OpenedAsync(lea);
        Assert.Empty(await lea.SubmitsAsync(lea.Modal!, new Dictionary<string, string> { ["start"] = "2026-03-05" }));

        Assert.Contains("is set up", (await AnswerAsync(host, channel, lea, thread: talk.Ts)).Text);
    }

    [Fact]
    public async Task Who_deletes_the_only_reply_is_asked_in_the_channel()
    {
        await using var host = await SlackHost.StartAsync();
        var (channel, ana) = await LessonAsync(host);
        var said = await ana.RepliesAsync(channel.Lesson(1), "done");
        await host.SettledAsync();
        await host.JumpAsync(host.Clock.Now() + Duration.FromHours(2));

        await ana.DeletesAsync(said);

        Assert.NotEmpty((await AnswerAsync(host, channel, ana, thread: null)).Buttons);
    }

    [Fact]
    public async Task By_a_slash_command_in_a_channel_without_a_cohort_people_are_told_what_is_kept_of_them_and_forgotten()
    {
        await using var host = await SlackHost.StartAsync();
        var team = host.Slack.Teams[0];
        var channel = team.Channel("lounge", team.User("ana"));

        await team.User("ana").SlashAsync("/study", "my data", channel);
        Assert.Contains("forget me", (await AnswerAsync(host, channel, team.User("ana"), thread: null)).Text);
        await team.User("ana").SlashAsync("/study", "forget me", channel);
        await team.User("ana").PressesAsync(await AnswerAsync(host, channel, team.User("ana"), thread: null), "Forget me now");

        Assert.Contains("Your record is gone", (await AnswerAsync(host, channel, team.User("ana"), thread: null)).Text);
    }

    private static async Task<(SlackChannel Channel, SlackUser Ana)> LessonAsync(SlackHost host)
    {
        var team = host.Slack.Teams[0];
        var channel = team.Channel("study", team.User("lea"), team.User("ana"), team.User("ben"));
        await host.AddCohortAsync(channel, "lea", new LocalDate(2026, 3, 5));
        await host.JumpAsync(Instant.FromUtc(2026, 3, 5, 9, 0));
        host.Clock.Advance(TimeSpan.FromMinutes(1));
        return (channel, team.User("ana"));
    }

    /// <summary>The last thing that this person sees alone, in the thread or the channel where it is to stand.</summary>
    private static async Task<SlackMessage> AnswerAsync(SlackHost host, SlackChannel channel, SlackUser person, string? thread)
    {
        await host.SettledAsync();
        var answer = channel.SeenBy(person).Last(message => message.PrivateTo == person);
        Assert.Equal(thread, answer.ThreadTs);
        return answer;
    }
}
