using System.Text.Json.Nodes;
using NodaTime;
using StudyBot.Doors;
using StudyBot.Fakes.Teams;
using StudyBot.Tests.Platforms;

namespace StudyBot.Tests.Teams;

/// <summary>The shared day in the first channel of a team.</summary>
public sealed class TeamsStage : IStage
{
    private static readonly string[] Names = ["Lea", "Ana", "Ben", "Cem", "Dora", "Emil", "Finn", "Gita", "Hana"];

    private readonly TeamsHost _host;
    private readonly TeamsTeam _team;
    private readonly TeamsConversation _channel;
    private readonly Dictionary<string, TeamsMessage> _last = new(StringComparer.Ordinal);
    private readonly HashSet<TeamsMessage> _told = [];
    private readonly Dictionary<TeamsMessage, bool> _marked = [];
    private readonly List<(string Id, string Words)> _answered = [];

    private TeamsStage(TeamsHost host)
    {
        _host = host;
        _team = host.Teams.Tenant.Team("Study", Person("lea"), [.. Names.Skip(1).Select(name => host.Teams.Tenant.Person(name))]);
        _channel = _team.General;
    }

    /// <summary>Everybody has added the bot to their own chats before the day begins; what it says to that is no part of the day.</summary>
    public static async Task<TeamsStage> StartAsync(Dictionary<string, string?>? settings = null)
    {
        var stage = new TeamsStage(await TeamsHost.StartAsync("2026-03-05T06:30:00Z", settings));
        foreach (var name in Names) await stage.DidAsync(() => stage.Person(name).InstallsAsync());
        await stage.NewsAsync();
        return stage;
    }

    public Task InvitesAsync(string lead) => DidAsync(() => Person(lead).InstallsAsync(_team));

    /// <summary>The form stands on the greeting, in the place of its buttons. Once it is taken, somebody writes a plain word, as the bot asks.</summary>
    public async Task<IReadOnlyDictionary<string, string>> SetsUpAsync(string lead, IReadOnlyDictionary<string, string> values)
    {
        var greeting = _channel.Messages[0];
        if (ReferenceEquals(greeting.CardFor(Person(lead)), greeting.Card)) await DidAsync(() => Person(lead).PressesAsync(greeting, "Set up a cohort"));
        JsonObject? card = null;
        await DidAsync(async () => card = (await Person(lead).SubmitsAsync(greeting, values)).Card);
        var errors = Errors(card!);
        if (errors.Count > 0) return errors;
        _answered.Add(("", $"to {lead} alone: {Plain(card!)}"));
        await DidAsync(() => Person(lead).SaysAsync(_channel, "hi"));
        return errors;
    }

    public Task SaysAsync(string who, string text) => WroteAsync(who, person => person.SaysAsync(_channel, text));

    public Task MentionsAsync(string who, string text) => WroteAsync(who, person => person.MentionsAsync(_channel, text));

    public Task RepliesAsync(string who, int lesson, string text) => WroteAsync(who, person => person.RepliesAsync(Post(lesson), text));

    public Task WhispersAsync(string who, string text) => WroteAsync(who, person => person.SaysToBotAsync(text));

    public Task CommandsAsync(string who, string text) => MentionsAsync(who, text);

    public Task PressesAsync(string who, int lesson, string button) => DidAsync(async () =>
    {
        var before = Plain(Post(lesson).Card!);
        var answer = await Person(who).PressesAsync(Post(lesson), button);
        // What they alone see stands above what all see.
        var words = answer.Card is { } card ? Above(Plain(card), before) : answer.Text;
        _answered.Add(("", $"to {who} alone: {words}"));
    });

    public Task ReactsAsync(string who, int lesson, bool on) => DidAsync(() => on ? Person(who).ReactsAsync(Post(lesson), "✅") : Person(who).TakesBackAsync(Post(lesson), "✅"));

    public Task EditsAsync(string who, string text) => DidAsync(() => Person(who).EditsAsync(_last[who], text));

    public Task DeletesAsync(string who) => DidAsync(() => Person(who).DeletesAsync(_last[who]));

    public Task UntilAsync(Instant at) => _host.JumpAsync(at);

    public Task<IReadOnlyList<string>> NewsAsync()
    {
        var news = new List<(string Id, string Words)>(_answered);
        _answered.Clear();
        foreach (var message in _channel.Messages.Concat(_host.Teams.Tenant.People.SelectMany(person => person.Chat.Messages)).Where(message => message.From is null && message.Card is not null && _told.Add(message)))
            news.Add((message.Id, $"{To(message)}: {Plain(message.Card!)}"));
        foreach (var message in _last.Values.Concat(_marked.Keys).Distinct().ToArray())
        {
            var marked = message.Reactions.Any(reaction => reaction.By is null);
            if (marked == _marked.GetValueOrDefault(message)) continue;
            _marked[message] = marked;
            news.Add(("9", marked ? $"marks {Called(message.From!)}'s words" : $"takes its mark off {Called(message.From!)}'s words"));
        }

        return Task.FromResult<IReadOnlyList<string>>([.. news.OrderBy(item => item.Id, StringComparer.Ordinal).Select(item => item.Words)]);
    }

    public Task<string> LessonAsync(int lesson) => Task.FromResult(Plain(Post(lesson).Card!));

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    private TeamsPerson Person(string who) => _host.Teams.Tenant.Person(char.ToUpperInvariant(who[0]) + who[1..]);

    private static string Called(TeamsPerson person) => person.Name.ToLowerInvariant();

    private TeamsMessage Post(int lesson) => _channel.Messages.Single(message => message.From is null && message.Root is null && message.Summary?.StartsWith($"Day {lesson} ", StringComparison.Ordinal) == true);

    private static string To(TeamsMessage message) => message.Conversation.Kind is ConversationKind.Personal ? $"to {Called(message.Conversation.Members[0])} alone" : "to the channel";

    /// <summary>What a screen reader says.</summary>
    private static string Plain(JsonObject card) => card["speak"]!.GetValue<string>();

    private static string Above(string mine, string shared)
    {
        var title = shared.Split('\n')[0];
        var at = mine.IndexOf(title, StringComparison.Ordinal);
        return at < 0 ? mine : mine[..at].TrimEnd();
    }

    /// <summary>What stands above a field in the colour of attention.</summary>
    private static Dictionary<string, string> Errors(JsonObject card)
    {
        var body = card["body"]!.AsArray();
        var errors = new Dictionary<string, string>();
        for (var i = 1; i < body.Count; i++)
        {
            if (body[i]!["id"] is { } id && body[i - 1]!["inlines"]?[0] is { } run && run["color"]?.GetValue<string>() == "Attention") errors[id.GetValue<string>()] = run["text"]!.GetValue<string>();
        }

        return errors;
    }

    private async Task WroteAsync(string who, Func<TeamsPerson, Task<TeamsMessage>> write) => await DidAsync(async () => _last[who] = await write(Person(who)));

    /// <summary>People take a minute between what they do.</summary>
    private async Task DidAsync(Func<Task> deed)
    {
        _host.Clock.Advance(TimeSpan.FromMinutes(1));
        await deed();
        await _host.SettledAsync();
        await _host.Store.BeatAsync(_host.Clock.Now(), CancellationToken.None);
    }
}
