using StudyBot.Fakes.Teams;
using StudyBot.Tests.Platforms;

namespace StudyBot.Tests.Teams;

/// <summary>Tokens, the password and what people wrote stay out of the log, however much of it is asked for.</summary>
public class SecretsTests
{
    private static readonly Dictionary<string, string?> Everything = new()
    {
        ["Logging:LogLevel:Default"] = "Trace",
        ["Logging:LogLevel:System.Net.Http"] = "Trace",
        ["Logging:LogLevel:StudyBot"] = "Trace",
        ["Logging:Console:LogLevel:Default"] = "None",
    };

    [Fact]
    public async Task Nothing_secret_is_logged_even_where_everything_is()
    {
        using var logs = new Logs();
        await using var school = await School.OpenAsync(settings: Everything, logs: logs);
        await school.NineAsync();
        school.Host.Teams.Faults.Next(call => call.Posts, new TeamsFault { Status = 401 });
        await school.DoAsync(() => school.Ana.RepliesAsync(school.Lesson, "done, a canary sang"));
        await school.DoAsync(() => school.Ana.MentionsAsync(school.Channel, "me"));

        Assert.NotEmpty(logs.Lines);
        // Tokens of either side begin so.
        string[] secrets = [school.Host.Teams.App.Password, "eyJ", "a canary sang"];
        foreach (var secret in secrets) Assert.DoesNotContain(logs.Lines, line => line.Contains(secret, StringComparison.Ordinal));
    }
}
