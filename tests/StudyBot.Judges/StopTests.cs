namespace StudyBot.Judges;

/// <summary>Told to stop by a signal, as systemd, Docker and Ctrl+C do it.</summary>
public class StopTests
{
    [Theory]
    [InlineData("TERM")]
    [InlineData("INT")]
    public async Task A_signal_ends_it_well_within_ten_seconds_even_with_a_page_open(string signal)
    {
        await using var host = await HostProcess.StartAsync();
        Assert.Equal(1, Assert.Single(await host.LessonsAsync()));
        await using var page = await host.Http.GetStreamAsync("/local/events");
        Assert.NotEqual(0, await page.ReadAsync(new byte[64]));

        var (exit, took) = await host.StopAsync(signal);

        Assert.Equal(0, exit);
        Assert.True(took < TimeSpan.FromSeconds(10), $"It took {took}.");
        await host.StartAgainAsync();
        Assert.Equal(1, Assert.Single(await host.LessonsAsync()));
    }
}
