using System.Text;
using CsCheck;
using StudyBot.Storage;
using StudyBot.Tests.Teams;

namespace StudyBot.Tests.Fuzz;

/// <summary>Whatever comes under the Bot Framework's token is taken or turned away: nothing breaks, and who is honest is heard as before.</summary>
[Collection(nameof(Alone))]
public class TeamsFuzzTests(ITestOutputHelper output)
{
    private const int Activities = 1_500;

    /// <summary>What ends a cohort has a turn of its own, since nothing is honest after it.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task An_activity_that_is_not_what_it_should_be_breaks_nothing(bool comings)
    {
        using var complaints = new Complaints();
        await using var school = await School.OpenAsync(logs: complaints);
        await TeamsPayloads.DayAsync(school);
        var token = school.Host.Teams.Keys.Mint(with => with);

        var answers = new SortedDictionary<int, int>();
        foreach (var body in HostileJson.Like(TeamsPayloads.Of(school, comings)).Array[Activities].Draw(output))
        {
            var status = await TeamsPayloads.PostAsync(school, token, body);
            answers[status] = answers.GetValueOrDefault(status) + 1;
            Assert.True(status is < 500 or 501, $"{status} for {Encoding.UTF8.GetString(body)}");
        }

        await school.Host.SettledAsync();
        output.WriteLine(string.Join(", ", answers.Select(answer => $"{answer.Value} × {answer.Key}")));
        Assert.Empty(complaints.Errors);
        Assert.Contains(200, answers.Keys);
        Assert.Contains(400, answers.Keys);
        if (comings) return;
        await school.DoAsync(() => school.Ben.RepliesAsync(school.Lesson, "done"));
        Assert.NotNull(await school.Host.CheckInAsync(school.Channel, school.Ben, 1));
    }

    /// <summary>Every value of every kind of activity, one at a time.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_value_that_no_one_thought_of_breaks_nothing(bool comings)
    {
        using var complaints = new Complaints();
        await using var school = await School.OpenAsync(logs: complaints, table: new MemoryTable());
        await TeamsPayloads.DayAsync(school);
        var token = school.Host.Teams.Keys.Mint(with => with);

        var (number, seen) = (0, new HashSet<string>());
        var calls = TeamsPayloads.Of(school, comings).SelectMany(activity => HostileJson.EachValue(() => TeamsPayloads.Anew(activity, school, number++), path => seen.Add(TeamsPayloads.Place(activity, path)))).Select(Calling);
        var answers = await Allocation.WithinAsync(calls, most: 2_000_000);

        await school.Host.SettledAsync();
        output.WriteLine(string.Join(", ", answers.Select(answer => $"{answer.Value} × {answer.Key}")));
        Assert.Empty(complaints.Errors);
        Assert.DoesNotContain(answers.Keys, status => status is not (200 or 400 or 401 or 403 or 501));
        if (comings) return;
        await school.DoAsync(() => school.Ben.RepliesAsync(school.Lesson, "done"));
        Assert.NotNull(await school.Host.CheckInAsync(school.Channel, school.Ben, 1));

        Func<Task<(int, byte[])>> Calling(Func<byte[]> activity) => async () =>
        {
            var body = activity();
            return (await TeamsPayloads.PostAsync(school, token, body), body);
        };
    }
}
