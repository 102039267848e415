namespace StudyBot.Judges.Cluster;

/// <summary>An update without a break: one instance after the other ends and comes back while the others go on.</summary>
[Collection(nameof(Heavy))]
public class RollingTests(ITestOutputHelper output)
{
    private const int Cohorts = 300;

    [Fact]
    public async Task Instances_that_are_started_again_one_by_one_in_the_middle_of_a_morning_lose_nothing_and_double_nothing()
    {
        await using var town = await Town.FoundAsync(2, await Postgres.DatabaseAsync());
        await town.SeedAsync(Cohorts);

        for (var number = 0; number < town.Instances.Count; number++)
        {
            await town.UntilAsync(() => town.Posted >= 40 * (number + 1), TimeSpan.FromMinutes(10), "The lessons meanwhile");
            var instance = town.Instances[number];
            Assert.Equal(0, await instance.StopAsync());
            await instance.StartAsync();
        }

        await town.RecordedAsync(TimeSpan.FromMinutes(10));
        await town.JudgeAsync(output);
    }
}
