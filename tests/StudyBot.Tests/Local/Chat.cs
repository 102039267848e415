using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using NodaTime;
using StudyBot.Doors;
using StudyBot.Host;
using StudyBot.Local;
using StudyBot.Ports;
using StudyBot.Storage;

namespace StudyBot.Tests.Local;

/// <summary>The built-in chat with the real bot and poster, over a table in memory; the clock is the test's. Talks to it as a script would.</summary>
public sealed class Chat : IAsyncDisposable
{
    /// <summary>08:00 in Berlin, the minute of lesson 1.</summary>
    public static readonly DateTimeOffset FirstMorning = new(2026, 11, 24, 7, 0, 0, TimeSpan.Zero);

    private readonly WebApplication _app;

    private Chat(WebApplication app, FakeTimeProvider time, ITable table)
    {
        _app = app;
        Time = time;
        Table = table;
        Http = app.GetTestServer().CreateClient();
    }

    /// <summary>What the demo clock stands on.</summary>
    public FakeTimeProvider Time { get; }

    public ITable Table { get; }

    public HttpClient Http { get; }

    public Instant Now => Get<TimeProvider>().Now();

    /// <param name="table">One of before, for a second start.</param>
    public static Task<Chat> StartAsync(ITable? table = null, DateTimeOffset? at = null, params IPlatform[] others) => StartAsync(null, table, at, others);

    /// <param name="logs">Who gets what is logged.</param>
    public static Task<Chat> StartAsync(ILoggerProvider logs) => StartAsync(logs, null, null);

    private static async Task<Chat> StartAsync(ILoggerProvider? logs, ITable? table, DateTimeOffset? at, params IPlatform[] others)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseTestServer();
        builder.Logging.ClearProviders();
        if (logs is not null) builder.Logging.AddProvider(logs);
        table ??= new MemoryTable();
        var time = new FakeTimeProvider(at ?? FirstMorning);
        time.SetLocalTimeZone(TimeZoneInfo.CreateCustomTimeZone("Europe/Berlin", TimeSpan.FromHours(1), "Berlin", "Berlin"));
        builder.Services
            .AddSingleton(table)
            .AddSingleton<IStudyStore>(new StudyStore(table))
            .AddSingleton(new DemoClock(time))
            .AddSingleton<TimeProvider>(services => others.Length == 0 ? services.GetRequiredService<DemoClock>() : time)
            .AddSingleton(new PosterOptions("test"))
            .AddSingleton<Library>()
            .AddSingleton<Refreshes>()
            .AddSingleton<Refusals>()
            .AddSingleton<Bot>()
            .AddSingleton<Hear>(services => services.GetRequiredService<Bot>().HandleAsync)
            .AddSingleton<Poster>()
            .AddSingleton<RunUntil>(services => (until, cancel) => RunAsync(services, until, cancel))
            .AddLocal();
        foreach (var other in others) builder.Services.AddSingleton(other);

        var app = builder.Build();
        app.Use((context, next) =>
        {
            context.Connection.RemoteIpAddress ??= IPAddress.Loopback;
            return next(context);
        });
        LocalEndpoints.Map(app);
        await app.StartAsync();
        var chat = new Chat(app, time, table);
        await chat.Get<IStudyStore>().SaveCurriculumAsync(BuiltIn.Find("month-3")!, CancellationToken.None);
        _ = chat.Get<Poster>(); // Listens for cards to bring up to date, from the first word on.
        await chat.Get<LocalSetUp>().StartAsync(CancellationToken.None);
        await chat.SettleAsync();
        return chat;
    }

    public T Get<T>()
        where T : notnull => _app.Services.GetRequiredService<T>();

    /// <summary>Posts what is due and brings cards up to date, as the next tick would.</summary>
    public async Task SettleAsync()
    {
        await Get<Poster>().TickAsync(CancellationToken.None);
        await Get<Poster>().DrainAsync(CancellationToken.None);
    }

    public async Task<JsonElement> ReadAsync(string path) => await Answer(await Http.GetAsync(path), HttpStatusCode.OK);

    /// <summary>Messages in order, all or as one person sees them.</summary>
    public async Task<JsonElement[]> MessagesAsync(string? reader = null) =>
        [.. (await ReadAsync(reader is null ? "/local/messages" : $"/local/messages?as={reader}")).EnumerateArray()];

    public async Task<JsonElement> SayAsync(string from, string text, string? thread = null, bool direct = false) =>
        await Answer(await Http.PostAsJsonAsync("/local/messages", new { from, text, thread, direct }), HttpStatusCode.Created);

    public async Task<JsonElement> PostAsync(string path, object body, HttpStatusCode expected = HttpStatusCode.OK) =>
        await Answer(await Http.PostAsJsonAsync(path, body), expected);

    public async Task<JsonElement> EditAsync(string from, string id, string text, HttpStatusCode expected = HttpStatusCode.OK) =>
        await Answer(await Http.PatchAsJsonAsync($"/local/messages/{id}", new { from, text }), expected);

    public async Task<JsonElement> DeleteAsync(string from, string id, HttpStatusCode expected = HttpStatusCode.OK) =>
        await Answer(await Http.DeleteAsync($"/local/messages/{id}?from={from}"), expected);

    public async Task<JsonElement> NextMorningAsync() => await PostAsync("/local/clock", new { to = "next-morning" });

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await _app.StopAsync();
        await _app.DisposeAsync();
    }

    private static async Task<JsonElement> Answer(HttpResponseMessage response, HttpStatusCode expected)
    {
        var body = await response.Content.ReadAsStringAsync();
        Assert.True(response.StatusCode == expected, $"{response.StatusCode}: {body}");
        return JsonDocument.Parse(body).RootElement;
    }

    /// <summary>From one due instant to the next, as the host does it.</summary>
    private static async Task RunAsync(IServiceProvider services, Instant until, CancellationToken cancel)
    {
        var clock = services.GetRequiredService<DemoClock>();
        var poster = services.GetRequiredService<Poster>();
        var store = services.GetRequiredService<IStudyStore>();
        while (true)
        {
            var later = (await store.DueAsync(0, until, cancel)).Select(hint => hint.At).Where(at => at > clock.Now());
            await clock.MoveToAsync(later.DefaultIfEmpty(until).Min(), services.GetRequiredService<ITable>(), cancel);
            await poster.TickAsync(cancel);
            await poster.DrainAsync(cancel);
            if (clock.Now() >= until) return;
        }
    }
}

/// <summary>Members of an answer, shortly.</summary>
public static class JsonAnswers
{
    public static string? Text(this JsonElement element, string name) => element.GetProperty(name).GetString();

    public static string[] Names(this JsonElement element) => [.. element.EnumerateObject().Select(member => member.Name)];
}
