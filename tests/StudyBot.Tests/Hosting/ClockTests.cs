using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using StudyBot.Doors;
using StudyBot.Local;
using StudyBot.Storage;

namespace StudyBot.Tests.Hosting;

/// <summary>The demo clock is the built-in chat's, and only while nothing else is served: a store that was tried out may go to work.</summary>
public class ClockTests
{
    [Theory]
    [InlineData(3)]
    [InlineData(0, "Teams:Anonymous=true", "environment=Development", "Local:Enabled=true")]
    public async Task A_host_is_ahead_by_what_its_demo_clock_was_moved_unless_it_serves_another_chat_too(int days, params string[] settings)
    {
        await using var served = new Served();
        using (var table = SqliteTable.Open(served.Database))
            await new DemoClock(served.Machine).MoveToAsync(served.Machine.Now() + Duration.FromDays(3), table, TestContext.Current.CancellationToken);

        await served.StartAsync(null, settings);

        Assert.Equal(served.Machine.Now() + Duration.FromDays(days), served.Services.GetRequiredService<TimeProvider>().Now());
        Assert.Equal(days > 0, served.Services.GetRequiredService<TimeProvider>() is DemoClock);
    }
}
