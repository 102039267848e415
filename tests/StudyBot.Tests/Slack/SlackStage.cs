using System.Net;
using NodaTime;
using StudyBot.Doors;
using StudyBot.Fakes.Slack;
using StudyBot.Tests.Platforms;

namespace StudyBot.Tests.Slack;

/// <summary>The shared day in a Slack channel, over HTTP or Socket Mode.</summary>
public sealed class SlackStage : IStage
{
    private readonly SlackHost _host;
    private readonly SlackTeam _team;
    private readonly SlackChannel _channel;
    private readonly Dictionary<string, SlackMessage> _last = new(StringComparer.Ordinal);
    private readonly HashSet<SlackMessage> _told = [];
    private readonly Dictionary<SlackMessage, bool> _marked = [];

    private SlackStage(SlackHost host)
    {
        _host = host;
        _team = host.Slack.Teams[0];
        _channel = _team.ChannelWithoutBot("study", [.. new[] { "lea", "ana", "ben", "cem", "dora", "emil", "finn", "gita", "hana" }.Select(_team.User)]);
        _team.User("lea").Admin = true;
    }

    /// <param name="settings">Further settings of the host.</param>
    public static async Task<SlackStage> StartAsync(bool sockets, Dictionary<string, string?>? settings = null) => new(await SlackHost.StartAsync("2026-03-05T06:59:00Z", sockets, settings));

    public async Task InvitesAsync(string lead) => await DidAsync(() => _team.User(lead).InvitesAsync(_channel, _team.Bot));

    public async Task<IReadOnlyDictionary<string, string>> SetsUpAsync(string lead, IReadOnlyDictionary<string, string> values)
    {
        var user = _team.User(lead);
        if (user.Modal is null)
        {
            await DidAsync(async () =>
            {
                await user.PressesAsync(_channel.Messages.First(message => message.Buttons.Count > 0), "Set up a cohort");
                await SlackHost.OpenedAsync(user);
            });
        }

        IReadOnlyDictionary<string, string> errors = new Dictionary<string, string>();
        await DidAsync(async () => errors = await user.SubmitsAsync(user.Modal!, values));
        return errors;
    }

    public Task SaysAsync(string who, string text) => WroteAsync(who, user => user.SaysAsync(_channel, text));

    public Task MentionsAsync(string who, string text) => WroteAsync(who, user => user.SaysAsync(_channel, $"{_team.Bot.Mention} {text}"));

    public Task RepliesAsync(string who, int lesson, string text) => WroteAsync(who, user => user.RepliesAsync(Post(lesson), text));

    public Task WhispersAsync(string who, string text) => WroteAsync(who, user => user.SaysToBotAsync(text));

    public Task CommandsAsync(string who, string text) => DidAsync(() => _team.User(who).SlashAsync("/study", text, _channel));

    public Task PressesAsync(string who, int lesson, string button) => DidAsync(() => _team.User(who).PressesAsync(Post(lesson), button));

    public Task ReactsAsync(string who, int lesson, bool on) =>
        DidAsync(() => on ? _team.User(who).ReactsAsync(Post(lesson), "white_check_mark") : _team.User(who).TakesBackAsync(Post(lesson), "white_check_mark"));

    public Task EditsAsync(string who, string text) => DidAsync(() => _team.User(who).EditsAsync(_last[who], text));

    public Task DeletesAsync(string who) => DidAsync(() => _team.User(who).DeletesAsync(_last[who]));

    public Task UntilAsync(Instant at) => _host.JumpAsync(at);

    public Task<IReadOnlyList<string>> NewsAsync()
    {
        var news = new List<(string Ts, string Words)>();
        var seen = _team.Users.SelectMany(user => _team.Channels.SelectMany(channel => channel.SeenBy(user)));
        foreach (var message in seen.Where(message => message.User == _team.Bot && message.Blocks.Count > 0 && _told.Add(message)))
            news.Add((message.Ts, $"{To(message)}: {Plain(message)}"));
        foreach (var message in _last.Values.Concat(_marked.Keys).Distinct().ToArray())
        {
            var marked = message.Reactions.Any(reaction => reaction.Name == "white_check_mark" && reaction.By == _team.Bot);
            if (marked == _marked.GetValueOrDefault(message)) continue;
            _marked[message] = marked;
            news.Add(("9", marked ? $"marks {message.User}'s words" : $"takes its mark off {message.User}'s words"));
        }

        return Task.FromResult<IReadOnlyList<string>>([.. news.OrderBy(item => item.Ts, StringComparer.Ordinal).Select(item => item.Words)]);
    }

    public Task<string> LessonAsync(int lesson) => Task.FromResult(Plain(Post(lesson)));

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    private SlackMessage Post(int lesson) => _channel.Messages.Single(message =>
        message.Metadata?["event_payload"]?["kind"]?.GetValue<string>() == "Lesson" && message.Metadata["event_payload"]!["subject"]!.GetValue<string>() == $"{lesson:0000}");

    private static string To(SlackMessage message) => message switch
    {
        { PrivateTo: { } person } => $"to {person} alone",
        { Channel: { Kind: ChannelKind.Im, Other: { } person } } => $"to {person} alone",
        _ => "to the channel",
    };

    /// <summary>What a notification and a screen reader say.</summary>
    private static string Plain(SlackMessage message) => WebUtility.HtmlDecode(message.Text);

    private async Task WroteAsync(string who, Func<SlackUser, Task<SlackMessage>> write) => await DidAsync(async () => _last[who] = await write(_team.User(who)));

    /// <summary>People take a minute between what they do.</summary>
    private async Task DidAsync(Func<Task> deed)
    {
        _host.Clock.Advance(TimeSpan.FromMinutes(1));
        await deed();
        await _host.SettledAsync();
        await _host.Store.BeatAsync(_host.Clock.Now(), CancellationToken.None);
    }
}
