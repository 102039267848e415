using System.Text.RegularExpressions;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using NodaTime;
using NodaTime.Text;
using StudyBot.Cards;
using StudyBot.Cohorts;
using StudyBot.Curricula;
using StudyBot.Doors;
using StudyBot.Ports;
using StudyBot.Storage;

namespace StudyBot.Tests.Days;

/// <summary>The same days as over the real host, on the core alone: its doors, a table in memory, and a list of what was said for a chat. A morning costs milliseconds.</summary>
public sealed partial class App : IAsyncDisposable
{
    private static readonly CohortId Study = new("local", "local", "study");
    private static readonly StoredCurriculum Plan = Read();

    private readonly FakeTimeProvider _clock;
    private readonly MemoryTable _table = new();
    private readonly StudyStore _store;
    private Bot _bot;
    private Poster _poster;
    private readonly Chat _chat;
    private int _deeds;

    private App(Instant now)
    {
        _clock = new(now.ToDateTimeOffset());
        _store = new(_table);
        _chat = new(_clock);
        (_bot, _poster) = Started();
    }

    public IServiceProvider Services => new Kept(_store, _table);

    public static async Task<App> StartAsync(string instant = "2026-03-02T09:00:00Z")
    {
        var app = new App(InstantPattern.General.Parse(instant).Value);
        var start = app._clock.Now().InUtc();
        var schedule = new Schedule(start.Date, DateTimeZoneProviders.Tzdb["UTC"], start.TimeOfDay, StudyDays.EveryDay, new HashSet<LocalDate>(), [], new(18, 0), new(null, new(17, 0)));
        await app._store.SaveCurriculumAsync(Plan, default);
        await app._store.AnnounceAsync(new(Study, app._clock.Now()), default);
        await app._store.CommitAsync(Study, [new Change.PutCohort(new(Study, 1, Plan.Version, schedule, [], ["ana"]), null), new Change.PutMember(1, Member.New(Who("ana"), "ana"), null)], default);
        await app.TickAsync();
        return app;
    }

    public Task<Heard> SaysAsync(string who, string text, string? thread = null, bool direct = false, string channel = "study")
    {
        var line = _chat.Add(who, direct ? $"direct {who}" : channel, "message", text, null) with { Thread = thread };
        _chat.Put(line);
        return HearAsync(line, who, "said", Words(text, (words, mentioned) => new Did.Said(line.Id, words, mentioned)));
    }

    public async Task<string> AsksAsync(string who, string command) => (await SaysAsync(who, $"@StudyBot {command}")).Reply;

    public async Task<string> TellsAsync(string who, string command, bool guest = false, bool admin = false)
    {
        var said = new Incoming($"{who} {command} {guest} {admin}", new(Study.Platform, Study.Tenant, Study.Channel), new(Who(who), who, admin, guest), _clock.Now() + Duration.FromMinutes(1), new Did.Said($"{who} {command}", command, Mentioned: true));
        return PlainText.Render(Assert.Single((await _bot.HandleAsync(said, default)).Replies).Card);
    }

    public Task<Heard> SubmitsAsync(string who, string message, string form, Dictionary<string, string> values) => HearAsync(_chat.Find(message), who, "form", new Did.Submitted(form, values));

    public Task<IReadOnlyDictionary<string, string>> FilesAsync(string who, string message) =>
        Task.FromResult<IReadOnlyDictionary<string, string>>(_chat.Find(message).Files.ToDictionary(file => file.Name, file => file.Content));

    public Task<Heard> EditsAsync(string who, string message, string text)
    {
        var line = _chat.Find(message) with { Text = text };
        _chat.Put(line);
        return HearAsync(line, who, "edit", Words(text, (words, _) => new Did.Edited(line.Id, words, line.At)));
    }

    public Task<Heard> DeletesAsync(string who, string message) => HearAsync(_chat.Find(message), who, "delete", new Did.Deleted(message, _chat.Find(message).At));

    public Task<Heard> ReactsAsync(string who, string message, string name = "white_check_mark", bool on = true) => HearAsync(_chat.Find(message), who, "reaction", new Did.Reacted(message, name, on));

    public Task<Heard> PressesAsync(string who, string message, string command)
    {
        var line = _chat.Find(message);
        var button = line.Card!.Parts.OfType<Part.Buttons>().SelectMany(part => part.Items).First(b => b.Command == command);
        return HearAsync(line, who, "press", new Did.Pressed(command), button.Cohort);
    }

    /// <summary>The next slot of the channel's lesson.</summary>
    public async Task NextMorningAsync() =>
        await ClockAsync(InstantPattern.General.Format(Agendas.Agenda.NextLesson((await _store.FindCohortAsync(Study, default))!.Value, _clock.Now())!.Value));

    /// <summary>Over every instant at which something is due.</summary>
    public async Task ClockAsync(string to)
    {
        var until = InstantPattern.ExtendedIso.Parse(to).Value;
        while ((await _store.DueAsync(0, until, default)).Select(hint => hint.At).Where(at => at > _clock.Now()).DefaultIfEmpty(Instant.MaxValue).Min() is var next && next <= until)
        {
            _clock.Advance((next - _clock.Now()).ToTimeSpan());
            await TickAsync();
        }

        if (until > _clock.Now()) _clock.Advance((until - _clock.Now()).ToTimeSpan());
        await TickAsync();
    }

    public Task PassAsync(Duration time) => ClockAsync(InstantPattern.ExtendedIso.Format(_clock.Now() + time));

    public Task<IReadOnlyList<Said>> MessagesAsync() => Task.FromResult<IReadOnlyList<Said>>([.. _chat.Lines.Select(line => line.Said)]);

    public async Task<IReadOnlyList<Said>> PostsAsync(string kind) => [.. (await MessagesAsync()).Where(m => m.Kind == kind)];

    public async Task<Said> LessonAsync(int lesson) => (await PostsAsync("lesson")).Single(m => m.Lesson == lesson);

    public async Task UntilAsync(Func<Task<bool>> holds)
    {
        await TickAsync();
        Assert.True(await holds());
    }

    public async Task RestartAsync(Duration after)
    {
        _clock.Advance(after.ToTimeSpan());
        (_bot, _poster) = Started();
        await TickAsync();
    }

    public ValueTask DisposeAsync() => default;

    private (Bot, Poster) Started()
    {
        var (refreshes, library) = (new Refreshes(), new Library(_store));
        return (new(_store, library, refreshes, NullLogger<Bot>.Instance), new(_store, [_chat], library, refreshes, new("bot", 1, WhenUnsure.Resend), _clock, NullLogger<Poster>.Instance));
    }

    private async Task TickAsync()
    {
        await _poster.TickAsync(default);
        await _poster.DrainAsync(default);
    }

    private async Task<Heard> HearAsync(Line about, string who, string kind, Did what, CohortId? cohort = null)
    {
        var direct = about.Channel.StartsWith("direct", StringComparison.Ordinal);
        var own = what is Did.Said or Did.Edited or Did.Deleted;
        var place = new Place(Study.Platform, Study.Tenant, about.Channel, direct, about.Thread ?? (own || direct ? null : about.Id), cohort ?? about.Cohort);
        var handled = await _bot.HandleAsync(new Incoming($"{about.Channel} {kind} {about.Id} {++_deeds}", place, new(Who(who), who, Zone: "UTC"), _clock.Now(), what), default);
        if (handled.Forgotten) _chat.Lines.RemoveAll(line => line.From == who || line.PrivateTo == who);
        var replies = handled.Replies.Select(reply =>
        {
            var line = _chat.Add("StudyBot", about.Channel, "reply", PlainText.Render(reply.Card), reply.Private ? who : null) with { Thread = about.Thread, Cohort = handled.Cohort, Card = reply.Card, Files = reply.Files };
            _chat.Put(line);
            return line.Said;
        }).ToList();
        await TickAsync();
        return new(about.Id, [.. handled.Receipts.Select(r => $"{r.Lesson} {StudyBot.Exports.ExportWords.Of(r.Class)}")], [.. handled.Receipts.Select(r => $"{r.At} {r.From.User} {r.Lesson} {r.Class} {r.Text}")], replies);
    }

    private static Did Words(string text, Func<string, bool, Did> did) =>
        text.StartsWith("@StudyBot", StringComparison.Ordinal) ? did(Mentioned().Replace(text["@StudyBot".Length..].Trim(), "<@$1|$1>"), true) : did(text, false);

    /// <summary>Who is named at the end, as the built-in chat tells of them.</summary>
    [GeneratedRegex(@"(?<=\s)@([a-z]+)(?=( off)?\z)")]
    private static partial Regex Mentioned();

    private static PersonId Who(string name) => new(Study.Platform, Study.Tenant, name);

    private sealed class Kept(StudyStore store, ITable table) : IServiceProvider
    {
        public object? GetService(Type type) => type == typeof(ITable) ? table : store;
    }

    private static StoredCurriculum Read()
    {
        var bytes = File.ReadAllBytes(Repository.PathOf("src", "StudyBot", "Curricula", "month-3.md"));
        return Shelf.Of("month-3", System.Text.Encoding.UTF8.GetString(bytes), CurriculumReader.Read("month-3", bytes).Curriculum!);
    }
}

/// <summary>A line of the chat.</summary>
internal sealed record Line(string Id, Instant At, string From, string Channel, string Kind, int? Lesson, string? PrivateTo, string Text)
{
    public string? Thread { get; init; }

    public CohortId? Cohort { get; init; }

    public Card? Card { get; init; }

    public IReadOnlyList<Attachment> Files { get; init; } = [];

    public Said Said => new(Id, InstantPattern.ExtendedIso.Format(At), From, Kind, Lesson, PrivateTo, Text, Card is null ? [] : [.. Card.Parts.OfType<Part.Buttons>().SelectMany(part => part.Items).Select(button => button.Command)]);
}

/// <summary>The other side: what was said, in order.</summary>
internal sealed class Chat(TimeProvider clock) : IPlatform
{
    private int _said;

    public List<Line> Lines { get; } = [];

    public string Name => "local";

    public Limits Limits => Limits.None;

    public bool CanReadBack => false;

    public Line Add(string from, string channel, string kind, string text, string? to, int? lesson = null)
    {
        var line = new Line($"m{++_said}", clock.Now(), from, channel, kind, lesson, to, text);
        Lines.Add(line);
        return line;
    }

    public Line Find(string id) => Lines.Single(line => line.Id == id);

    public void Put(Line line) => Lines[Lines.FindIndex(other => other.Id == line.Id)] = line;

    public Task<Sending> PostAsync(Post post, CancellationToken cancel)
    {
        var kind = post.Delivery.Kind switch
        {
            Agendas.DeliveryKind.Lesson => "lesson",
            Agendas.DeliveryKind.Summary => "summary",
            Agendas.DeliveryKind.Notice => "notice",
            _ => "nudge",
        };
        int? lesson = kind is "lesson" or "nudge" ? Agendas.Deliveries.LessonOf(post.Delivery) : null;
        var line = Add("StudyBot", post.Cohort.Channel, kind, PlainText.Render(post.Card), post.To?.User, lesson) with { Card = post.Card, Cohort = post.Cohort };
        Put(line);
        return Task.FromResult<Sending>(new Sending.Sent(line.Id, line.At));
    }

    public Task<bool> UpdateAsync(CohortId cohort, string messageId, Card card, CancellationToken cancel)
    {
        Put(Find(messageId) with { Card = card, Text = PlainText.Render(card) });
        return Task.FromResult(true);
    }

    public Task<bool> DeleteAsync(CohortId cohort, string messageId, CancellationToken cancel) => Task.FromResult(true);

    public Task<Found> FindAsync(Sought sought, CancellationToken cancel) => Task.FromResult<Found>(new Found.Nowhere());

    public Task ReadBackAsync(CohortId cohort, Instant since, IReadOnlyList<string> posts, CancellationToken cancel) => Task.CompletedTask;
}

public sealed record Heard(string Id, IReadOnlyList<string> Receipts, IReadOnlyList<string> Told, IReadOnlyList<Said> Replies)
{
    public string Reply => Assert.Single(Replies).Text;
}

public sealed record Said(string Id, string At, string From, string Kind, int? Lesson, string? PrivateTo, string Text, IReadOnlyList<string> Buttons);
