using StudyBot.Fakes.Slack;

namespace StudyBot.Tests.Slack;

/// <summary><c>doctor</c> says what is wrong with Slack, and what to do.</summary>
public class DoctorTests
{
    [Fact]
    public async Task All_is_well()
    {
        await using var slack = await SlackFake.StartAsync();
        var said = await AskAsync(slack, slack.AddTeam().BotToken, slack.App.AppToken);

        Assert.Contains("ok  slack token: is the bot's in Acme", said);
        Assert.Contains("ok  slack scopes: all that are needed are granted", said);
        Assert.Contains("ok  slack socket: Slack opens a connection", said);
    }

    [Fact]
    public async Task A_scope_is_missing()
    {
        await using var slack = await SlackFake.StartAsync();
        slack.App.Scopes = [.. slack.App.Scopes.Where(scope => scope != "reactions:write")];

        Assert.Contains("BAD slack scopes: reactions:write is missing. Add it under OAuth & Permissions, and install the app anew", await AskAsync(slack, slack.AddTeam().BotToken, slack.App.AppToken));
    }

    [Fact]
    public async Task Tokens_are_not_taken()
    {
        await using var slack = await SlackFake.StartAsync();
        var said = await AskAsync(slack, "xoxb-of-somebody-else", "xapp-of-somebody-else");

        Assert.Contains("BAD slack token: Slack does not take the bot token (invalid_auth)", said);
        Assert.Contains("BAD slack socket: Slack opens no connection (invalid_auth)", said);
        Assert.DoesNotContain("of-somebody-else", said);
    }

    private static async Task<string> AskAsync(SlackFake slack, string botToken, string appToken)
    {
        var folder = Directory.CreateTempSubdirectory("studybot-doctor-");
        try
        {
            using var output = new StringWriter();
            await Host.Commands.CommandLine.RunAsync(["doctor", $"--Storage:SqlitePath={Path.Combine(folder.FullName, "studybot.db")}", $"--Slack:ApiUrl={slack.ApiUrl}", $"--Slack:BotToken={botToken}", $"--Slack:AppToken={appToken}"], output, output);
            return output.ToString();
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
