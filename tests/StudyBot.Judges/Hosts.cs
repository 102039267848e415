namespace StudyBot.Judges;

/// <summary>One host on its first day, for tests that each bring people of their own and leave the clock alone.</summary>
public sealed class FirstDay : IAsyncLifetime
{
    public HostProcess Host { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Host = await HostProcess.StartAsync();
        await Host.LessonsAsync();
    }

    public ValueTask DisposeAsync() => Host.DisposeAsync();
}

/// <summary>One host after some mornings of four people, to be looked at.</summary>
public sealed class SomeMornings : IAsyncLifetime
{
    /// <summary>The newest lesson there is.</summary>
    public const int Day = 4;

    public HostProcess Host { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Host = await HostProcess.StartAsync();
        await Host.LessonsAsync();
        await Host.SayAsync("ana", "done");
        await Host.SayAsync("ben", "done, took me 25 min");
        await Host.SayAsync("chloe", "✅");
        await Host.SayAsync("dev", "done");
        await Host.NextMorningAsync();
        await Host.SayAsync("ana", "done 2");
        await Host.SayAsync("chloe", "Day 2 done");
        await Host.SayAsync("ben", "done");
        await Host.NextMorningAsync();
        await Host.SayAsync("chloe", "done 3");
        await Host.SayAsync("ana", "done");
        await Host.NextMorningAsync();
        await Host.PressAsync("ben", Day, "done 4");
        await Host.SayAsync("chloe", "done https://example.org/my-notebook");
        await Host.SayAsync("ana", "done 💪");
    }

    public ValueTask DisposeAsync() => Host.DisposeAsync();
}
