using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using NodaTime;
using StudyBot.Doors;
using StudyBot.Fakes.Teams;
using StudyBot.Teams;
using StudyBot.Tests.Platforms;

namespace StudyBot.Tests.Teams;

/// <summary>Teams takes two reactions of a bot a second, over all its conversations; and not everywhere.</summary>
public class MarkTests
{
    private static readonly Dictionary<string, string?> Told = new() { ["Logging:LogLevel:StudyBot.Teams.Marks"] = "Warning" };

    [Fact]
    public async Task A_class_that_finishes_at_once_is_marked_one_after_the_other_and_no_answer_waits_for_that()
    {
        await using var school = await School.OpenAsync(prepare: fake => fake.Rates = new TeamsRates());
        var people = Enumerable.Range(1, 9).Select(number => school.Host.Teams.Tenant.Person($"P{number}")).ToArray();
        foreach (var person in people) await school.DoAsync(() => person.JoinsAsync(school.Team));
        await school.NineAsync();

        var said = new List<TeamsMessage>();
        await school.DoAsync(async () =>
        {
            foreach (var person in people) said.Add(await person.RepliesAsync(school.Lesson, "done"));
            await school.Ana.MentionsAsync(school.Channel, "me");
        });

        Assert.All(said, message => Assert.Single(message.Reactions));
        var marks = Reactions(school);
        Assert.All(marks, mark => Assert.Equal(200, mark.Status));
        Assert.InRange(marks[^1].At - marks[0].At, TimeSpan.FromSeconds(3), TimeSpan.FromSeconds(12));
        Assert.True(school.Ana.Chat.LastOfBot.At < marks[^1].At);
    }

    /// <summary>A mark that comes minutes late says nothing; one that must go is taken off however late.</summary>
    [Fact]
    public async Task What_would_come_more_than_a_minute_late_is_left_out_and_that_is_told()
    {
        using var logs = new Logs();
        await using var school = await School.OpenAsync(settings: Told, logs: logs);
        await school.NineAsync();
        var to = new ReplyTo(school.Host.Teams.Cloud.ServiceUrl.AbsoluteUri, school.Team.Tenant.Id, school.Channel.Id, school.Ana.Id, "Ana", IsDirect: false);

        await school.DoAsync(() =>
        {
            var marks = school.Host.Services.GetRequiredService<Marks>();
            for (var number = 1; number <= 150; number++) marks.Enqueue(to, school.Channel.Id, school.Lesson.Id, on: true);
            marks.Enqueue(to, school.Channel.Id, school.Lesson.Id, on: false);
            return Task.CompletedTask;
        });

        var calls = Reactions(school);
        Assert.InRange(calls.Count, 121, 123);
        Assert.Equal("DELETE", calls[^1].Method);
        Assert.Equal(151 - calls.Count, logs.Lines.Where(line => line.Contains(" marks were left out")).Sum(line => int.Parse(line.Split(' ')[0])));
    }

    [Fact]
    public void One_that_found_no_room_in_the_queue_does_not_count_as_waiting()
    {
        using var logs = new Logs();
        var afterwards = new Afterwards(new Logger<Afterwards>(logs));
        var marks = new Marks(null!, afterwards, TimeProvider.System, NullLogger<Marks>.Instance);
        while (afterwards.Enqueue("teams", "marks", _ => Task.CompletedTask))
        {
        }

        logs.Lines.Clear();
        for (var number = 1; number <= 150; number++) marks.Enqueue(new("", "", "", "", "", IsDirect: false), "c", "m", on: true);

        Assert.Equal(150, logs.Lines.Count(line => line.StartsWith("Too many answers wait for teams marks", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Where_no_bot_may_react_the_card_tells_and_it_is_not_tried_again_for_an_hour()
    {
        await using var school = await School.OpenAsync();
        school.Host.Teams.Tenant.MayReact = false;
        await school.NineAsync();

        foreach (var person in (TeamsPerson[])[school.Ana, school.Ben]) await school.DoAsync(() => person.RepliesAsync(school.Lesson, "done"));

        Assert.Single(Reactions(school));
        Assert.Contains("2 of 2 done", school.Lesson.Words());

        school.Host.Teams.Tenant.MayReact = true;
        await school.Host.JumpAsync(School.Nine + Duration.FromMinutes(62));
        TeamsMessage? said = null;
        await school.DoAsync(async () => said = await school.Lea.RepliesAsync(school.Lesson, "done"));
        Assert.Single(said!.Reactions);
    }

    /// <summary>A gateway that lets no reaction through may do so for ever.</summary>
    [Fact]
    public async Task What_somebody_on_the_way_answers_to_a_mark_is_asked_once_and_then_let_be_for_an_hour()
    {
        await using var school = await School.OpenAsync();
        await school.NineAsync();
        school.Host.Teams.Faults.Next(call => call.Path.Contains("/reactions/"), new TeamsFault { Status = 403, Page = "<html>", Times = 8 });

        foreach (var person in (TeamsPerson[])[school.Ana, school.Ben]) await school.DoAsync(() => person.RepliesAsync(school.Lesson, "done"));

        Assert.Single(Reactions(school));
    }

    [Theory]
    [InlineData(400, "BadArgument")]
    [InlineData(403, "BotNotInConversationRoster")]
    [InlineData(404, "ActivityNotFoundInConversation")]
    [InlineData(500, "ServiceError")]
    public async Task One_mark_that_is_not_taken_is_told_and_keeps_no_other_from_its_place(int status, string code)
    {
        using var logs = new Logs();
        await using var school = await School.OpenAsync(settings: Told, logs: logs);
        await school.NineAsync();
        school.Host.Teams.Faults.Next(call => call.Path.Contains("/reactions/"), new TeamsFault { Status = status, Code = code });

        var said = new List<TeamsMessage>();
        foreach (var person in (TeamsPerson[])[school.Ana, school.Ben]) await school.DoAsync(async () => said.Add(await person.RepliesAsync(school.Lesson, "done")));

        Assert.Equal([0, 1], said.Select(message => message.Reactions.Count));
        Assert.Single(logs.Lines, line => line == $"Teams did not take a mark: {code}");
    }

    private static List<TeamsCall> Reactions(School school) => [.. school.Host.Teams.Calls.Where(call => call.Path.Contains("/reactions/"))];
}
