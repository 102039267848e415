using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using NodaTime;
using NodaTime.Text;
using StudyBot.Cards;
using StudyBot.CheckIns;
using StudyBot.Doors;
using StudyBot.Host.Commands;
using StudyBot.Host.Running;
using StudyBot.Host.Settings;
using StudyBot.Local;
using StudyBot.Ports;
using StudyBot.Storage;

namespace StudyBot.Tests.Days;

/// <summary>The real host on a port of its own, with a database of its own and a clock that moves when it is told to.
/// Days are told through the built-in chat: say, move the clock, look at what the bot said.</summary>
public sealed class App : IAsyncDisposable
{
    private readonly string _folder;
    private readonly StorageSettings _store;
    private readonly FakeTimeProvider _machine;
    private Factory _factory;

    private App(string folder, StorageSettings store, FakeTimeProvider machine)
    {
        (_folder, _store, _machine) = (folder, store, machine);
        _factory = Start();
    }

    /// <summary>Where days are kept, given a folder of their own; whoever wants them kept elsewhere says so before the first.</summary>
    public static Func<string, Task<StorageSettings>> Store { get; set; } = folder => Task.FromResult(new StorageSettings { SqlitePath = Path.Combine(folder, "studybot.db") });

    public HttpClient Http => _factory.Client;

    public IServiceProvider Services => _factory.Services;

    public string Database => _store.SqlitePath;

    /// <summary>First start at an instant; the demo cohort's first lesson comes in that minute, by the zone of the machine, which is UTC.</summary>
    public static async Task<App> StartAsync(string instant = "2026-03-02T09:00:00Z")
    {
        var folder = Directory.CreateTempSubdirectory("studybot-day-").FullName;
        var app = new App(folder, await Store(folder), new FakeTimeProvider(InstantPattern.General.Parse(instant).Value.ToDateTimeOffset()));
        await app.UntilAsync(app.FirstLessonIsRecordedAsync);
        return app;
    }

    /// <summary>First start on a store that holds something already.</summary>
    public static async Task<App> StartWithAsync(string instant, Func<IStudyStore, Task> prepare)
    {
        var folder = Directory.CreateTempSubdirectory("studybot-day-").FullName;
        var store = await Store(folder);
        var table = Stores.Open(store);
        using (table as IDisposable) await prepare(new StudyStore(table));
        var app = new App(folder, store, new FakeTimeProvider(InstantPattern.General.Parse(instant).Value.ToDateTimeOffset()));
        await app.UntilAsync(async () => (await app.Http.GetAsync("/health/ready")).IsSuccessStatusCode);
        return app;
    }

    /// <summary>Stops the host as an operator would, and starts it again on the same database.</summary>
    /// <param name="after">How long the machine is off.</param>
    public async Task RestartAsync(Duration after)
    {
        await _factory.DisposeAsync();
        _machine.Advance(after.ToTimeSpan());
        _factory = Start();
        await UntilAsync(async () => (await Http.GetAsync("/health/ready")).IsSuccessStatusCode);
    }

    /// <summary>What came of it: receipts as <c>lesson class text</c>, replies as plain text.</summary>
    public Task<Heard> SaysAsync(string who, string text, string? thread = null, bool direct = false, string channel = "study") =>
        HeardAsync(Http.PostAsJsonAsync("/local/messages", new { from = who, text, thread, direct, channel }));

    /// <summary>A command after a mention, and its only answer.</summary>
    public async Task<string> AsksAsync(string who, string command) => (await SaysAsync(who, $"@StudyBot {command}")).Reply;

    /// <summary>A command through the bot's own door, as no chat shows it: from a guest or an admin, or without a trace in the chat.</summary>
    public async Task<string> TellsAsync(string who, string command, bool guest = false, bool admin = false)
    {
        var now = Instant.FromDateTimeOffset(_machine.GetUtcNow()) + Duration.FromMinutes(1);
        var person = new Person(new(Names.Platform, Names.Tenant, who), who, Admin: admin, Guest: guest);
        var said = new Incoming($"{who} {command} {guest} {admin}", new(Names.Platform, Names.Tenant, Names.Channel), person, now, new Did.Said($"{who} {command}", command, Mentioned: true));
        return PlainText.Render(Assert.Single((await Services.GetRequiredService<Bot>().HandleAsync(said, default)).Replies).Card);
    }

    public Task<Heard> SubmitsAsync(string who, string message, string form, Dictionary<string, string> values) =>
        HeardAsync(Http.PostAsJsonAsync("/local/forms", new { from = who, message, form, values }));

    /// <summary>The files that came with a message, by name.</summary>
    public async Task<IReadOnlyDictionary<string, string>> FilesAsync(string who, string message)
    {
        var files = new Dictionary<string, string>();
        var read = await Http.GetFromJsonAsync<JsonElement>($"/local/messages/{message}?as={who}");
        foreach (var file in read.GetProperty("files").EnumerateArray())
            files.Add(file.GetProperty("name").GetString()!, await Http.GetStringAsync($"{file.GetProperty("url").GetString()}?as={who}"));
        return files;
    }

    public Task<Heard> EditsAsync(string who, string message, string text) =>
        HeardAsync(Http.PatchAsJsonAsync($"/local/messages/{message}", new { from = who, text }));

    public Task<Heard> DeletesAsync(string who, string message) => HeardAsync(Http.DeleteAsync($"/local/messages/{message}?from={who}"));

    public Task<Heard> ReactsAsync(string who, string message, string name = "white_check_mark", bool on = true) =>
        HeardAsync(Http.PostAsJsonAsync("/local/reactions", new { from = who, message, name, on }));

    public Task<Heard> PressesAsync(string who, string message, string command) =>
        HeardAsync(Http.PostAsJsonAsync("/local/press", new { from = who, message, command }));

    public Task NextMorningAsync() => ClockAsync("next-morning");

    public Task ClockAsync(string to) => OkAsync(Http.PostAsJsonAsync("/local/clock", new { to }));

    /// <summary>Lets time pass on the demo clock.</summary>
    public async Task PassAsync(Duration time)
    {
        var now = (await Http.GetFromJsonAsync<JsonElement>("/local/clock")).GetProperty("now").GetString()!;
        await ClockAsync(InstantPattern.ExtendedIso.Format(InstantPattern.ExtendedIso.Parse(now).Value + time));
    }

    public async Task<IReadOnlyList<Said>> MessagesAsync() =>
        [.. (await Http.GetFromJsonAsync<JsonElement>("/local/messages")).EnumerateArray().Select(Said.Of)];

    /// <summary>What the bot said by itself, of a kind.</summary>
    public async Task<IReadOnlyList<Said>> PostsAsync(string kind) => [.. (await MessagesAsync()).Where(m => m.Kind == kind)];

    public async Task<Said> LessonAsync(int lesson) => (await PostsAsync("lesson")).Single(m => m.Lesson == lesson);

    /// <summary>Waits for what the host does in its own time; fails after a while.</summary>
    public async Task UntilAsync(Func<Task<bool>> holds)
    {
        var started = TimeProvider.System.GetTimestamp();
        while (!await holds())
        {
            Assert.True(TimeProvider.System.GetElapsedTime(started) < TimeSpan.FromSeconds(60), "It did not happen within 60 s.");
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _factory.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    /// <summary>A lesson stands in the chat a moment before it is recorded.</summary>
    private async Task<bool> FirstLessonIsRecordedAsync() =>
        await Services.GetRequiredService<IStudyStore>().FindCohortAsync(new(Names.Platform, Names.Tenant, Names.Channel), default) is { Value.Day: > 0 };

    private Factory Start() => new(_store, _machine);

    private static async Task<Heard> HeardAsync(Task<HttpResponseMessage> sent)
    {
        var answer = await OkAsync(sent);
        return new(
            answer.GetProperty("id").GetString()!,
            [.. answer.GetProperty("receipts").EnumerateArray().Select(r => $"{r.GetProperty("lesson")} {r.GetProperty("class").GetString()}")],
            [.. answer.GetProperty("receipts").EnumerateArray().Select(Tell)],
            [.. answer.GetProperty("replies").EnumerateArray().Select(Said.Of)]);
    }

    private static string Tell(JsonElement receipt)
    {
        var at = InstantPattern.ExtendedIso.Parse(receipt.GetProperty("at").GetString()!).Value;
        var @class = receipt.GetProperty("class").GetString() switch
        {
            "on-time" => CheckInClass.OnTime,
            "grace" => CheckInClass.Grace,
            _ => CheckInClass.Late,
        };
        return $"{at} {receipt.GetProperty("from").GetString()} {receipt.GetProperty("lesson")} {@class} {receipt.GetProperty("text").GetString()}";
    }

    private static async Task<JsonElement> OkAsync(Task<HttpResponseMessage> sent)
    {
        using var response = await sent;
        var body = await response.Content.ReadAsStringAsync();
        Assert.True(response.IsSuccessStatusCode, $"{(int)response.StatusCode} {body}");
        return JsonDocument.Parse(body).RootElement;
    }

    private sealed class Factory : WebApplicationFactory<Program>
    {
        private readonly StorageSettings _store;
        private readonly TimeProvider _machine;

        public Factory(StorageSettings store, TimeProvider machine)
        {
            _store = store;
            _machine = machine;
            UseKestrel(); // Where it listens is among the settings: a port named here would be set at a server that may have started by then.
            StartServer();
            Client = CreateClient();
        }

        public HttpClient Client { get; }

        protected override void ConfigureWebHost(IWebHostBuilder builder) => builder
            .UseSetting("Storage:Provider", $"{_store.Provider}")
            .UseSetting("Storage:SqlitePath", _store.SqlitePath)
            .UseSetting("Storage:ConnectionString", _store.ConnectionString)
            .UseSetting("Storage:TableName", _store.TableName)
            .UseSetting("urls", "http://127.0.0.1:0")
            .UseSetting("Logging:LogLevel:Default", "Error")
            .ConfigureTestServices(services => services
                .AddKeyedSingleton(Composition.RealClock, _machine)
                .AddSingleton(new Terminal(TextWriter.Null, TextWriter.Null)))
            .ConfigureTestServices(Patiently);

        /// <summary>What stands in for Azure shares this machine with all other tests: a day is not about how fast it answers.</summary>
        private void Patiently(IServiceCollection services)
        {
            if (_store.Provider is StorageProvider.AzureTables) services.AddSingleton(_ => Stores.OpenForCommand(_store, create: true));
        }
    }
}

/// <param name="Id">The message's own.</param>
/// <param name="Receipts">Such as <c>4 on-time</c>.</param>
/// <param name="Told">The same in full.</param>
public sealed record Heard(string Id, IReadOnlyList<string> Receipts, IReadOnlyList<string> Told, IReadOnlyList<Said> Replies)
{
    /// <summary>The only answer.</summary>
    public string Reply => Assert.Single(Replies).Text;
}

public sealed record Said(string Id, string At, string From, string Kind, int? Lesson, string? PrivateTo, string Text, IReadOnlyList<string> Buttons)
{
    public static Said Of(JsonElement message) => new(
        message.GetProperty("id").GetString()!,
        message.GetProperty("at").GetString()!,
        message.GetProperty("from").GetString()!,
        message.GetProperty("kind").GetString()!,
        message.GetProperty("lesson").ValueKind is JsonValueKind.Number ? message.GetProperty("lesson").GetInt32() : null,
        message.GetProperty("private_to").GetString(),
        message.GetProperty("text").GetString()!,
        [.. message.GetProperty("buttons").EnumerateArray().Select(b => b.GetProperty("command").GetString()!)]);
}
