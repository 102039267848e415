using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using StudyBot.Doors;
using StudyBot.Tests.Platforms;

namespace StudyBot.Tests.Doors;

/// <summary>What is said after an event was acknowledged: in order, whatever happens to the answer before it, and also while the bot is told to stop.</summary>
public class AfterwardsTests
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(60);

    private readonly Afterwards _afterwards = new(NullLogger<Afterwards>.Instance);
    private readonly ConcurrentQueue<string> _said = new();

    [Fact]
    public async Task Answers_of_a_queue_are_said_in_order_and_those_that_wait_are_counted()
    {
        foreach (var word in (string[])["one", "two", "three"]) _afterwards.Enqueue("slack", "T1", Say(word));
        Assert.Equal(3, _afterwards.Waiting);
        Assert.Empty(_said);

        await SayAllAsync(_afterwards);

        Assert.Equal(["one", "two", "three"], _said);
        Assert.Equal(0, _afterwards.Waiting);
    }

    public static TheoryData<Exception> Faults => [new InvalidOperationException("no such channel"), new TaskCanceledException("no such channel: gave up by itself")];

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task An_answer_that_fails_is_logged_once_and_the_next_is_said(Exception fault)
    {
        using var logs = new Logs();
        var afterwards = new Afterwards(new Logger<Afterwards>(logs));
        afterwards.Enqueue("slack", "T1", _ => throw fault);
        afterwards.Enqueue("slack", "T1", Say("two"));

        await SayAllAsync(afterwards);

        Assert.Equal(["two"], _said);
        Assert.Equal(0, afterwards.Waiting);
        var line = Assert.Single(logs.Lines);
        Assert.StartsWith("An answer could not be said", line);
        Assert.Contains("no such channel", line);
    }

    [Fact]
    public async Task A_queue_that_hangs_delays_no_other()
    {
        using var stop = new CancellationTokenSource();
        var (hanging, others) = (new TaskCompletionSource(), new TaskCompletionSource());
        _afterwards.Enqueue("slack", "T1", _ => hanging.Task);
        var running = _afterwards.RunAsync(stop.Token, CancellationToken.None);
        _afterwards.Enqueue("slack", "T1", Say("T1"));
        foreach (var (platform, name) in (ValueTuple<string, string>[])[("slack", "T2"), ("teams", "T1")]) _afterwards.Enqueue(platform, name, Say($"{platform} {name}"));
        _afterwards.Enqueue("slack", "T2", Done(others));
        await others.Task.WaitAsync(Soon, TestContext.Current.CancellationToken);
        Assert.Contains("slack T2", _said);
        Assert.DoesNotContain("T1", _said);

        hanging.SetResult();
        await stop.CancelAsync();
        await running.WaitAsync(Soon, TestContext.Current.CancellationToken);
        Assert.Equal(["T1", "slack T2", "teams T1"], _said.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Told_to_stop_it_says_what_is_left_and_ends_only_then()
    {
        using var stop = new CancellationTokenSource();
        var (begun, hanging) = (new TaskCompletionSource(), new TaskCompletionSource());
        _afterwards.Enqueue("slack", "T1", _ =>
        {
            begun.SetResult();
            return hanging.Task;
        });
        _afterwards.Enqueue("slack", "T1", Say("left"));
        var running = _afterwards.RunAsync(stop.Token, CancellationToken.None);
        await begun.Task.WaitAsync(Soon, TestContext.Current.CancellationToken);

        await stop.CancelAsync();
        Assert.False(running.IsCompleted);
        hanging.SetResult();
        await running.WaitAsync(Soon, TestContext.Current.CancellationToken);

        Assert.Equal(["left"], _said);
    }

    [Fact]
    public async Task What_was_to_be_said_when_it_was_told_to_stop_is_said_too()
    {
        using var stop = new CancellationTokenSource();
        await stop.CancelAsync();
        _afterwards.Enqueue("slack", "T1", Say("left"));

        await _afterwards.RunAsync(stop.Token, CancellationToken.None).WaitAsync(Soon, TestContext.Current.CancellationToken);

        Assert.Equal(["left"], _said);
    }

    [Fact]
    public async Task Abandoned_it_ends_at_once_and_leaves_the_rest_unsaid()
    {
        using var stop = new CancellationTokenSource();
        using var abandon = new CancellationTokenSource();
        var begun = new TaskCompletionSource();
        _afterwards.Enqueue("slack", "T1", async cancel =>
        {
            begun.SetResult();
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancel);
        });
        _afterwards.Enqueue("slack", "T1", Say("left"));
        var running = _afterwards.RunAsync(stop.Token, abandon.Token);
        await begun.Task.WaitAsync(Soon, TestContext.Current.CancellationToken);

        await stop.CancelAsync();
        await abandon.CancelAsync();
        await running.WaitAsync(Soon, TestContext.Current.CancellationToken);

        Assert.Empty(_said);
    }

    /// <summary>Nobody waits for the ten-thousandth answer; and no queue eats the bot's memory.</summary>
    [Fact]
    public async Task Of_more_answers_than_can_wait_those_beyond_are_left_out_and_the_log_says_so()
    {
        using var logs = new Logs();
        var afterwards = new Afterwards(new Logger<Afterwards>(logs));
        for (var answer = 1; answer <= 2_000; answer++) afterwards.Enqueue("slack", "T1", Say("early"));
        Assert.Empty(logs.Lines);

        Assert.False(afterwards.Enqueue("slack", "T1", Say("beyond")));
        Assert.True(afterwards.Enqueue("slack", "T2", Say("elsewhere")));

        Assert.Equal(2_001, afterwards.Waiting);
        Assert.StartsWith("Too many answers wait for slack T1;", Assert.Single(logs.Lines));
        await SayAllAsync(afterwards);
        Assert.Equal((2_000, 1, 0), (_said.Count(word => word == "early"), _said.Count(word => word == "elsewhere"), _said.Count(word => word == "beyond")));
    }

    /// <summary>Runs until each queue that there is has said all it holds.</summary>
    internal static async Task SayAllAsync(Afterwards afterwards)
    {
        using var stop = new CancellationTokenSource();
        var running = afterwards.RunAsync(stop.Token, CancellationToken.None);
        await stop.CancelAsync();
        await running.WaitAsync(Soon, TestContext.Current.CancellationToken);
    }

    private static Func<CancellationToken, Task> Done(TaskCompletionSource done) => _ =>
    {
        done.SetResult();
        return Task.CompletedTask;
    };

    private Func<CancellationToken, Task> Say(string word) => _ =>
    {
        _said.Enqueue(word);
        return Task.CompletedTask;
    };
}
