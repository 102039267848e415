using StudyBot.Tests.Platforms;

namespace StudyBot.Tests.Slack;

/// <summary>The shared day, over both of Slack's transports: what carried an event makes no difference.</summary>
public class SlackDayTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task The_first_days_of_a_cohort(bool sockets)
    {
        await using var stage = await SlackStage.StartAsync(sockets);

        SharedDay.Hold(await new SharedDay(stage).PlayAsync());
    }
}
