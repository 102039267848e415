using StudyBot.Agendas;
using StudyBot.Ports;

namespace StudyBot.Doors;

/// <summary>Says something that may not be said twice.</summary>
public static class Trying
{
    private const int Tries = 4;

    /// <summary>Tries again what certainly did not happen, when the platform says so; what may have happened is not said twice.</summary>
    public static async Task<CallResult<T>> AsLongAsItHelpsAsync<T>(this TimeProvider clock, Func<Task<CallResult<T>>> call, CancellationToken cancel)
        where T : class
    {
        for (var attempt = 1; ; attempt++)
        {
            var answer = await call();
            if (answer.Failure is not { Kind: FailureKind.NotNow } failure || attempt == Tries) return answer;
            var wait = Pace.RetryAt(clock.Now(), failure.RetryAfter, attempt, jitter: 0.5) - clock.Now();
            await Task.Delay(wait.ToTimeSpan(), clock, cancel);
        }
    }
}
