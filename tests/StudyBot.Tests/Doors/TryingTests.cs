using Microsoft.Extensions.Time.Testing;
using NodaTime;
using StudyBot.Doors;
using StudyBot.Ports;

namespace StudyBot.Tests.Doors;

/// <summary>A platform's answer decides whether something is said again.</summary>
public class TryingTests
{
    private static readonly Failure Limited = new(FailureKind.NotNow, "ratelimited", Duration.FromSeconds(7));

    private readonly FakeTimeProvider _clock = new();
    private readonly List<DateTimeOffset> _calls = [];

    [Fact]
    public async Task What_certainly_did_not_happen_is_tried_again_when_the_platform_said()
    {
        var start = _clock.GetUtcNow();

        Assert.Equal("said", (await CallAsync(Limited, Limited, "said")).Value);

        Assert.Equal([0, 7, 14], _calls.Select(call => (call - start).TotalSeconds));
    }

    [Fact]
    public async Task After_four_tries_it_is_given_up()
    {
        Assert.Equal(Limited, (await CallAsync(Limited, Limited, Limited, Limited, "too late")).Failure);
        Assert.Equal(4, _calls.Count);
    }

    [Theory]
    [InlineData(FailureKind.Unknown)]
    [InlineData(FailureKind.Refused)]
    public async Task What_may_have_happened_or_was_refused_is_not_said_twice(FailureKind kind)
    {
        Assert.Equal(kind, (await CallAsync(new Failure(kind, "no"), "twice")).Failure!.Kind);
        Assert.Single(_calls);
    }

    private async Task<CallResult<string>> CallAsync(params CallResult<string>[] meets)
    {
        // Whoever waits goes on inside Advance.
        SynchronizationContext.SetSynchronizationContext(null);
        var calling = _clock.AsLongAsItHelpsAsync(
            () =>
            {
                _calls.Add(_clock.GetUtcNow());
                return Task.FromResult(meets[_calls.Count - 1]);
            },
            CancellationToken.None);
        for (var second = 0; second < 60 && !calling.IsCompleted; second++) _clock.Advance(TimeSpan.FromSeconds(1));
        return await calling;
    }
}
