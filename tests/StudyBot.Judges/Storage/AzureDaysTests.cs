using StudyBot.Tests.Days;
using StudyBot.Tests.Platforms;
using StudyBot.Tests.Slack;
using StudyBot.Tests.Teams;

namespace StudyBot.Judges.Storage;

// The built-in chat's days, word for word as they are told on SQLite; Azurite says where they are kept.
public class AzureFirstMorningTests : FirstMorningTests;

public class AzureLeadsTests : LeadsTests;

public class AzureMembersTests : MembersTests;

public class AzureMindsChangedTests : MindsChangedTests;

public class AzurePlacesTests : PlacesTests;

public class AzureSeveralAtOnceTests : SeveralAtOnceTests;

public class AzureTakenBackTests : TakenBackTests;

public class AzureWeekTests : WeekTests;

/// <summary>The day that every platform shares, by the same words as on SQLite.</summary>
public class AzureSharedDayTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task The_first_days_of_a_cohort_in_Slack(bool sockets)
    {
        await using var stage = await SlackStage.StartAsync(sockets, await OnAzureAsync());

        SharedDay.Hold(await new SharedDay(stage).PlayAsync());
    }

    [Fact]
    public async Task The_first_days_of_a_cohort_in_Teams()
    {
        await using var stage = await TeamsStage.StartAsync(await OnAzureAsync());

        SharedDay.Hold(await new SharedDay(stage).PlayAsync(), TeamsDayTests.OwnWays);
    }

    private static async Task<Dictionary<string, string?>> OnAzureAsync()
    {
        var store = await Azurite.SettingsAsync();
        return new()
        {
            ["Storage:Provider"] = $"{store.Provider}",
            ["Storage:ConnectionString"] = store.ConnectionString,
            ["Storage:TableName"] = store.TableName,
        };
    }
}
