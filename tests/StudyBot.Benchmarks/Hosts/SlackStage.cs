using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using StudyBot.Benchmarks.Load;
using StudyBot.Slack;

namespace StudyBot.Benchmarks.Hosts;

internal static class SlackStage
{
    public static Dictionary<string, string> Settings(string apiUrl) => new(StringComparer.Ordinal)
    {
        ["Slack:BotToken"] = "xoxb-bench", ["Slack:SigningSecret"] = SlackLetter.Secret, ["Slack:ApiUrl"] = apiUrl,
    };

    /// <summary>With a Slack that keeps nothing, below the HTTP clients.</summary>
    public static async Task<Stage> StartAsync()
    {
        var host = await RunningHost.StartAsync(Settings("http://127.0.0.1:9/api/"), services =>
        {
            foreach (var client in (string[])[SlackApi.Once, SlackApi.Again]) services.AddHttpClient(client).ConfigurePrimaryHttpMessageHandler(() => new NullSlack.Handler());
        });
        return await Stage.StartAsync(host, "slack", NullSlack.Team, Letter);
    }

    public static byte[] Letter(Said said, char mark) => SlackLetter.Done(
        NullSlack.Team,
        said.Channel,
        said.User,
        string.Create(CultureInfo.InvariantCulture, $"{said.Second}.{said.Number:000000}"),
        Seeding.Post(said.Lesson),
        string.Create(CultureInfo.InvariantCulture, $"E{mark}{said.Number:00000000}"));
}
