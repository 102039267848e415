using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using StudyBot.Benchmarks.Load;
using StudyBot.Doors;

namespace StudyBot.Benchmarks.Hosts;

/// <summary>Somebody's <c>done</c> in a lesson's thread.</summary>
/// <param name="Number">Counts on, over all of a run.</param>
/// <param name="Second">Of the clock, since 1970.</param>
internal sealed record Said(string Channel, string User, int Lesson, int Number, long Second);

/// <summary>The host with people who have heard 29 lessons and not said <c>done</c> to any yet. A round is one lesson: everybody says it in that lesson's thread.</summary>
/// <param name="letter">What the platform sends of it. The mark tells one sending under a new event id from another.</param>
internal sealed class Stage(RunningHost host, Barrage barrage, string platform, string tenant, Func<Said, char, byte[]> letter) : IContender, IAsyncDisposable
{
    public const int Cohorts = 32;
    public const int Members = 64;
    public const int Lessons = 29;

    /// <summary>Check-ins in a round.</summary>
    public const int Everyone = Cohorts * Members;

    private int _classes;
    private int _lesson = Lessons;
    private int _said;

    public Process? Elsewhere => null;

    public static async Task<Stage> StartAsync(RunningHost host, string platform, string tenant, Func<Said, char, byte[]> letter) =>
        new(host, await Barrage.ConnectAsync(host.Address), platform, tenant, letter);

    /// <summary>Everybody's <c>done</c> to a lesson.</summary>
    /// <param name="first">The first of their cohorts.</param>
    /// <param name="before">How many were said so far.</param>
    public static IReadOnlyList<Said> Everybody(int first, int lesson, int before)
    {
        var now = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds();
        return
        [
            .. from member in Enumerable.Range(0, Members)
               from cohort in Enumerable.Range(first, Cohorts)
               select new Said(Seeding.Channel(cohort), Seeding.User(cohort, member), lesson, ++before, now),
        ];
    }

    /// <summary>The next lesson's letters, each once.</summary>
    public async Task<byte[][]> LettersAsync() => [.. (await NextLessonAsync()).Select(said => letter(said, 'v'))];

    /// <summary>The same with every tenth twice and every hundredth four times under new event ids, in no order.</summary>
    public async Task<byte[][]> LettersAndAgainAsync()
    {
        var all = new List<byte[]>();
        foreach (var said in await NextLessonAsync())
        {
            all.Add(letter(said, 'v'));
            if (said.Number % 10 == 0) all.Add(all[^1]);
            if (said.Number % 100 == 5) all.AddRange("wxy".Select(mark => letter(said, mark)));
        }

        var shuffled = all.ToArray();
        new Random(1).Shuffle(shuffled);
        return shuffled;
    }

    /// <summary>Until all are answered.</summary>
    public Task<double[]> SendAsync(byte[][] letters) => barrage.SendAsync(letters);

    /// <summary>Until the receipts are given too.</summary>
    public async Task SettledAsync()
    {
        var afterwards = host.Services.GetRequiredService<Afterwards>();
        while (afterwards.Waiting > 0) await Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System);
    }

    /// <summary>What is wrong in the store: check-ins that lack, or that were counted from more than their one message.</summary>
    public async Task<int> WrongAsync()
    {
        var wrong = 0;
        for (var number = 0; number < _classes * Cohorts; number++)
        {
            var done = number < (_classes - 1) * Cohorts ? Lessons : _lesson;
            var id = new StudyBot.Cohorts.CohortId(platform, tenant, Seeding.Channel(number));
            var rows = await host.Store.CheckInsAsync(id, 1, 1, Lessons, CancellationToken.None);
            wrong += Math.Abs(rows.Count - done * Members) + rows.Count(row => row.Value.Sources.Count != 1);
            foreach (var member in await host.Store.MembersAsync(id, 1, CancellationToken.None)) wrong += Math.Abs(member.Value.Ledger.Completed - done);
        }

        return wrong;
    }

    public async ValueTask DisposeAsync()
    {
        barrage.Dispose();
        await host.DisposeAsync();
    }

    /// <summary>Where all lessons were done, other people come.</summary>
    private async Task<IReadOnlyList<Said>> NextLessonAsync()
    {
        if (_lesson == Lessons)
        {
            await Seeding.CohortsAsync(host.Store, platform, tenant, _classes++ * Cohorts, Cohorts, Members, Lessons);
            _lesson = 0;
        }

        var all = Everybody((_classes - 1) * Cohorts, ++_lesson, _said);
        _said += all.Count;
        return all;
    }
}
