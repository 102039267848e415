using System.Text;
using System.Text.Json.Nodes;
using CsCheck;
using StudyBot.Fakes.Teams;
using StudyBot.Tests.Teams;

namespace StudyBot.Tests.Fuzz;

/// <summary>Whatever comes under the Bot Framework's token is taken or turned away: nothing breaks, and who is honest is heard as before.</summary>
public class TeamsFuzzTests(ITestOutputHelper output)
{
    private const int Activities = 1_500;

    [Fact]
    public async Task An_activity_that_is_not_what_it_should_be_breaks_nothing()
    {
        using var complaints = new Complaints();
        await using var school = await School.OpenAsync(logs: complaints);
        await DayAsync(school);
        JsonNode[] activities = [.. school.Host.Teams.Deliveries.Select(delivery => delivery.Activity).Where(activity => activity["type"]!.ToString() is not "installationUpdate")];
        var token = school.Host.Teams.Keys.Mint(with => with);

        var answers = new Dictionary<int, int>();
        foreach (var body in HostileJson.Like(activities).Array[Activities].Single())
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, "/api/messages") { Content = new ByteArrayContent(body) };
            request.Content.Headers.TryAddWithoutValidation("Content-Type", "application/json");
            request.Headers.TryAddWithoutValidation("Authorization", $"Bearer {token}");
            using var answer = await school.Host.Http.SendAsync(request);
            var status = (int)answer.StatusCode;
            answers[status] = answers.GetValueOrDefault(status) + 1;
            Assert.True(status is < 500 or 501, $"{status} for {Encoding.UTF8.GetString(body)}");
        }

        await school.Host.SettledAsync();
        output.WriteLine(string.Join(", ", answers.Select(answer => $"{answer.Value} × {answer.Key}")));
        Assert.Empty(complaints.Errors);
        Assert.Contains(200, answers.Keys);
        Assert.Contains(400, answers.Keys);
        await school.DoAsync(() => school.Ben.RepliesAsync(school.Lesson, "done"));
        Assert.NotNull(await school.Host.CheckInAsync(school.Channel, school.Ben, 1));
    }

    /// <summary>A bit of everything that Teams tells of.</summary>
    private static async Task DayAsync(School school)
    {
        await school.NineAsync();
        TeamsMessage? said = null;
        await school.DoAsync(async () => said = await school.Ana.RepliesAsync(school.Lesson, "done: https://example.org/bread"));
        await school.DoAsync(() => school.Ana.EditsAsync(said!, "not done"));
        await school.DoAsync(() => school.Ana.DeletesAsync(said!));
        await school.DoAsync(() => school.Ana.ReactsAsync(school.Lesson, "like"));
        await school.DoAsync(() => school.Ana.TakesBackAsync(school.Lesson, "like"));
        await school.DoAsync(() => school.Ana.MentionsAsync(school.Channel, "me"));
        await school.DoAsync(() => school.Ana.PressesAsync(school.Lesson, "Done"));
        await school.DoAsync(() => school.Ana.MentionsAsync(school.Channel, "my data"));
        await school.DoAsync(() => school.Ana.AcceptsFileAsync(school.Ana.Chat.Messages.First(message => message.From is null && message.Card is null)));
    }
}
