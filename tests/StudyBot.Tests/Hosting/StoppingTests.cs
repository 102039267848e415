using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Quartz;
using StudyBot.Agendas;
using StudyBot.Cards;
using StudyBot.Cohorts;
using StudyBot.Host;
using StudyBot.Host.Commands;
using StudyBot.Host.Running;
using StudyBot.Host.Settings;
using StudyBot.Ports;
using StudyBot.Storage;
using StudyBot.Tests.Doors;
using StudyBot.Tests.Storage;

namespace StudyBot.Tests.Hosting;

/// <summary>Starting and stopping, as an operator does it.</summary>
public class StoppingTests
{
    private static readonly CohortId Id = new("slow", "T1", "C1");

    /// <summary>A post that is under way when the host is told to stop is waited for and recorded: it would be sent again otherwise.</summary>
    [Fact]
    public async Task Told_to_stop_it_finishes_what_it_started()
    {
        var platform = new Slow();
        await using var served = new Served();
        await served.WithStoreAsync(PrepareAsync);
        await served.StartAsync(services => services.AddSingleton<IPlatform>(platform));
        await platform.Asked;

        var stopping = served.StopAsync();
        Assert.False(stopping.IsCompleted);
        platform.Answer(new Sending.Sent("m1", Instant.FromUtc(2035, 1, 1, 9, 0, 31)));
        await stopping;

        await served.WithStoreAsync(async store =>
        {
            Assert.Equal("m1", (await store.FindCohortAsync(Id, default))!.Value.Lesson(1)!.MessageId);
            Assert.Equal(DeliveryState.Sent, Assert.Single(await store.DeliveriesAsync(Id, 1, DeliveryKind.Lesson, default)).Value.State);
        });
    }

    /// <summary>It waits for a database that takes connections and says nothing.</summary>
    [Fact]
    public async Task Told_to_stop_while_it_starts_it_stops_and_that_is_no_fault()
    {
        using var folder = new TempFolder();
        using var silent = new TcpListener(IPAddress.Loopback, 0);
        silent.Start();
        using var output = new StringWriter();
        string[] settings = ["--urls=http://127.0.0.1:0", $"--Storage:SqlitePath={folder.File("studybot.db")}", "--Quartz:Provider=Postgres", $"--Quartz:ConnectionString=Host=127.0.0.1;Port={((IPEndPoint)silent.LocalEndpoint).Port};Username=u;Database=q"];
        using var stop = new CancellationTokenSource();

        var serving = Server.RunAsync(new Terminal(output, output, settings), stop.Token);
        using var asked = await silent.AcceptTcpClientAsync(TestContext.Current.CancellationToken);
        await asked.GetStream().ReadExactlyAsync(new byte[8], TestContext.Current.CancellationToken);
        await Task.Delay(TimeSpan.FromMilliseconds(200), TimeProvider.System, TestContext.Current.CancellationToken);
        await stop.CancelAsync();

        Assert.Equal(0, await serving.WaitAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken));
        Assert.Equal("", output.ToString());
    }

    /// <summary>It may read for minutes, and what is left to say does not wait for it.</summary>
    [Fact]
    public async Task Told_to_stop_it_gives_the_nights_sweep_up()
    {
        var sweeping = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var table = new ScriptedTable(new MemoryTable(), new()) { Reads = cancel => { sweeping.TrySetResult(); return Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancel); } };
        var builder = Microsoft.Extensions.Hosting.Host.CreateEmptyApplicationBuilder(null);
        builder.Services.AddLogging().AddSingleton(TimeProvider.System).AddSingleton(new StudyBotSettings()).AddSingleton(new StudyStore(table)).AddSingleton<Sweeping>();
        Waking.Add(builder.Services, new());
        builder.Services.Remove(builder.Services.Single(service => service.ImplementationType == typeof(RoundWatchdog)));
        using var host = builder.Build();
        await host.StartAsync(TestContext.Current.CancellationToken);
        var scheduler = await host.Services.GetRequiredService<ISchedulerFactory>().GetScheduler();
        await scheduler.TriggerJob((await scheduler.GetTrigger(new TriggerKey("sweep")))!.JobKey);
        await sweeping.Task.WaitAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken);

        // One that did not give it up would be waited for half a minute.
        await host.StopAsync(TestContext.Current.CancellationToken).WaitAsync(TimeSpan.FromSeconds(28), TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task The_start_says_where_the_page_is_and_what_is_kept_where()
    {
        await using var served = new Served();
        await served.StartAsync();

        Assert.Contains($"StudyBot is ready. Open {served.Http.BaseAddress!.GetLeftPart(UriPartial.Authority)}/ and reply: done\n", served.Said.ReplaceLineEndings("\n"));
        Assert.Contains($"Store    {served.Database}", served.Said);
    }

    [Theory]
    [InlineData("http://127.0.0.1:3978", "http://127.0.0.1:3978/")]
    [InlineData("http://localhost:4000", "http://localhost:4000/")]
    [InlineData("http://[::]:4000", "http://127.0.0.1:4000/")]
    [InlineData("http://0.0.0.0:4000", "http://127.0.0.1:4000/")]
    [InlineData("http://[::1]:4000", "http://[::1]:4000/")]
    public void The_page_it_names_can_be_opened_here(string listening, string page) => Assert.Equal(page, StartBlock.Page(listening));

    private static async Task PrepareAsync(IStudyStore store)
    {
        var plan = BuiltIn.Find("month-3")!;
        var schedule = new Schedule(new(2035, 1, 1), DateTimeZone.Utc, new(9, 0), StudyDays.EveryDay, new HashSet<LocalDate>(), [], Nudge: null, Summary: null);
        await store.SaveCurriculumAsync(plan, default);
        await store.AnnounceAsync(new(Id, Instant.FromUtc(2035, 1, 1, 9, 0)), default);
        await store.CommitAsync(Id, [new Change.PutCohort(new(Id, 1, plan.Version, schedule, [], []), null)], default);
    }

    /// <summary>Answers a post when the test says so.</summary>
    private sealed class Slow : IPlatform
    {
        private readonly TaskCompletionSource _asked = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly TaskCompletionSource<Sending> _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public string Name => Id.Platform;

        public Limits Limits => Limits.None;

        public bool CanReadBack => false;

        public Task Asked => _asked.Task.WaitAsync(TimeSpan.FromSeconds(60));

        public void Answer(Sending sending) => _answer.SetResult(sending);

        public Task<Sending> PostAsync(Post post, CancellationToken cancel)
        {
            _asked.TrySetResult();
            return _answer.Task;
        }

        public Task<bool> UpdateAsync(CohortId cohort, string messageId, Card card, CancellationToken cancel) => Task.FromResult(true);

        public Task<bool> DeleteAsync(CohortId cohort, string messageId, CancellationToken cancel) => Task.FromResult(true);

        public Task<Found> FindAsync(Sought sought, CancellationToken cancel) => Task.FromResult<Found>(new Found.CannotTell());

        public Task ReadBackAsync(CohortId cohort, Instant since, IReadOnlyList<string> posts, CancellationToken cancel) => Task.CompletedTask;
    }
}
