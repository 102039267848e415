using System.Reflection;
using System.Text.Json.Nodes;
using CsCheck;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using NodaTime;
using StudyBot.Agendas;
using StudyBot.Cohorts;
using StudyBot.Doors;
using StudyBot.Ports;
using StudyBot.Slack;
using StudyBot.Storage;

namespace StudyBot.Tests.Fuzz;

/// <summary>Whatever stands in Slack's place answers: a call comes to an answer or to a failure, never to an exception.</summary>
public sealed class SlackAnswersFuzzTests : IDisposable
{
    private static readonly Instant Now = Instant.FromUtc(2026, 3, 5, 9, 0);
    private static readonly Workspace Team = new("T1", "UBOT", "xoxb-1");
    private static readonly CohortId Cohort = new("slack", "T1", "C1");
    private static readonly DeliveryId Lesson = new(1, DeliveryKind.Lesson, "1");

    /// <summary>One of each kind that there is; each is given to every call.</summary>
    private static readonly JsonNode[] Answers = [.. new[]
    {
        """{"ok":true,"ts":"1772701200.000100","channel":"C1"}""",
        """{"ok":true,"channel":{"id":"D1","is_archived":false,"is_member":true,"name":"study"}}""",
        """{"ok":true,"has_more":true,"messages":[{"ts":"1772701200.000100","user":"U1","text":"done","thread_ts":"1772701200.000100","reactions":[{"name":"white_check_mark","users":["U1","U2"],"count":3}]},{"ts":"1772701201.000100","user":"U2","text":"<@UBOT> done: https://example.org"}],"response_metadata":{"next_cursor":"dGVhbQ=="}}""",
        """{"ok":true,"messages":[{"ts":"1772701200.000100","bot_id":"B1","metadata":{"event_type":"studybot_delivery","event_payload":{"cohort":"slack|T1|C1","run":"1","kind":"Lesson","subject":"1"}}}],"response_metadata":{"next_cursor":""}}""",
        """{"ok":true,"message":{"ts":"1772701200.000100","reactions":[{"name":"white_check_mark","users":["U1"],"count":1}]}}""",
        """{"ok":true,"user":{"id":"U1","name":"ana","tz":"Europe/Berlin","is_bot":false,"team_id":"T1","enterprise_user":{"teams":["T1"]},"profile":{"display_name":"Ana","real_name":"Ana"}}}""",
        """{"ok":true,"team_id":"T1","user_id":"UBOT","team":"Bakers","bot_id":"B1","enterprise_id":null}""",
        """{"ok":true,"url":"wss://example.org/link"}""",
        """{"ok":true,"file":{"id":"F1","name":"plan.md","size":12,"url_private_download":"https://files.slack.com/F1","user":"U1"}}""",
        """{"ok":true,"upload_url":"https://files.slack.com/up","file_id":"F1"}""",
        """{"ok":true,"access_token":"xoxb-1","bot_user_id":"UBOT","team":{"id":"T1","name":"Bakers"},"enterprise":null,"scope":"chat:write","refresh_token":"xoxe-1","expires_in":43200}""",
        """{"ok":false,"error":"missing_scope","needed":"chat:write","response_metadata":{"messages":["[ERROR] too odd"]}}""",
    }.Select(text => JsonNode.Parse(text)!)];

    private static readonly (string Name, Func<SlackApi, Task<bool>> Call)[] Calls =
    [
        (nameof(SlackApi.PostMessageAsync), api => IsOneAsync(api.PostMessageAsync("x", new("C1", "words", []), default), posted => posted.Ts, posted => posted.Channel)),
        (nameof(SlackApi.PostEphemeralAsync), api => IsOneAsync(api.PostEphemeralAsync("x", new("C1", "U1", "words", []), default))),
        (nameof(SlackApi.UpdateAsync), api => IsOneAsync(api.UpdateAsync("x", new("C1", "1.0", "words", []), default))),
        (nameof(SlackApi.DeleteAsync), api => IsOneAsync(api.DeleteAsync("x", new("C1", "1.0"), default))),
        (nameof(SlackApi.AddReactionAsync), api => IsOneAsync(api.AddReactionAsync("x", new("C1", "1.0", "bread"), default))),
        (nameof(SlackApi.RemoveReactionAsync), api => IsOneAsync(api.RemoveReactionAsync("x", new("C1", "1.0", "bread"), default))),
        (nameof(SlackApi.OpenConversationAsync), api => IsOneAsync(api.OpenConversationAsync("x", "U1", default), opened => opened.Channel.Id)),
        (nameof(SlackApi.ConversationAsync), api => IsOneAsync(api.ConversationAsync("x", "C1", default), found => found.Channel.Id)),
        (nameof(SlackApi.HistoryAsync), api => IsOneAsync(api.HistoryAsync("x", "C1", "0", null, default), page => page.Messages)),
        (nameof(SlackApi.RepliesAsync), api => IsOneAsync(api.RepliesAsync("x", "C1", "1.0", "0", "more", default), page => page.Messages)),
        (nameof(SlackApi.ReactionsAsync), api => IsOneAsync(api.ReactionsAsync("x", "C1", "1.0", default), found => found.Message.Ts)),
        (nameof(SlackApi.UserAsync), api => IsOneAsync(api.UserAsync("x", "U1", default), found => found.User.Id)),
        (nameof(SlackApi.OpenViewAsync), api => IsOneAsync(api.OpenViewAsync("x", new("trigger", BlockKit.Home([])), default))),
        (nameof(SlackApi.PublishViewAsync), api => IsOneAsync(api.PublishViewAsync("x", new("U1", BlockKit.Home([])), default))),
        (nameof(SlackApi.WhoAmIAsync), api => IsOneAsync(api.WhoAmIAsync("x", default), who => who.TeamId, who => who.UserId)),
        (nameof(SlackApi.FileAsync), api => IsOneAsync(api.FileAsync("x", "F1", default), found => found.File)),
        (nameof(SlackApi.UploadSpaceAsync), api => IsOneAsync(api.UploadSpaceAsync("x", "data.json", 2, default), space => space.UploadUrl, space => space.FileId)),
        (nameof(SlackApi.CompleteUploadAsync), api => IsOneAsync(api.CompleteUploadAsync("x", new([new("F1", "data.json")], "D1"), default))),
        (nameof(SlackApi.OpenConnectionAsync), api => IsOneAsync(api.OpenConnectionAsync("x", default), opened => opened.Url)),
        (nameof(SlackApi.AccessAsync), api => IsOneAsync(api.AccessAsync("id", "secret", [new("code", "1")], default), given => given.AccessToken, given => given.BotUserId)),
        (nameof(SlackApi.RespondAsync), api => IsOneAsync(api.RespondAsync(new("https://hooks.slack.com/1"), new("ephemeral", "words", []), default))),
        (nameof(SlackApi.DownloadAsync), api => IsOneAsync(api.DownloadAsync("x", new("https://files.slack.com/F1"), 1000, default))),
        (nameof(SlackApi.UploadAsync), api => IsOneAsync(api.UploadAsync(new("https://files.slack.com/up"), [1], default))),
    ];

    private readonly Impostor _slack = new();
    private readonly FakeTimeProvider _clock = new(Now.ToDateTimeOffset());
    private readonly ServiceProvider _services;

    public SlackAnswersFuzzTests()
    {
        var services = new ServiceCollection().AddSingleton<TimeProvider>(_clock).AddSlackApi(new(new("https://slack.com/api/")));
        foreach (var client in (string[])[SlackApi.Once, SlackApi.Again]) services.AddHttpClient(client).ConfigureHttpClient(http => http.Timeout = TimeSpan.FromSeconds(2)).ConfigurePrimaryHttpMessageHandler(() => _slack);
        _services = services.BuildServiceProvider();
    }

    private SlackApi Api => _services.GetRequiredService<SlackApi>();

    public void Dispose()
    {
        _services.Dispose();
        _slack.Dispose();
    }

    [Fact]
    public async Task Every_call_comes_to_an_answer_or_to_a_failure()
    {
        Assert.Equal(typeof(SlackApi).GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly).Select(method => method.Name).Order(), Calls.Select(call => call.Name).Order());
        await HostileJson.Like(Answers).SampleAsync(
            async bytes =>
            {
                _slack.Says(bytes);
                foreach (var (name, call) in Calls) Assert.True(await call(Api), name);
            },
            iter: 300,
            threads: 1);
    }

    /// <summary>The least that can come with <c>ok</c>, and what must not be taken for an answer.</summary>
    [Theory]
    [InlineData("""{"ok":true}""")]
    [InlineData("""{"ok":true,"channel":{},"messages":null,"user":{},"url":null}""")]
    public async Task What_a_method_promises_and_does_not_bring_is_a_failure(string json)
    {
        _slack.Says(System.Text.Encoding.UTF8.GetBytes(json));

        Failure?[] failures =
        [
            (await Api.OpenConversationAsync("x", "U1", default)).Failure, (await Api.HistoryAsync("x", "C1", "0", null, default)).Failure, (await Api.UserAsync("x", "U1", default)).Failure,
            (await Api.WhoAmIAsync("x", default)).Failure, (await Api.OpenConnectionAsync("x", default)).Failure, (await new Directs(Api).WithAsync(Team, "U1", default)).Failure,
        ];

        Assert.All(failures, failure => Assert.Equal(new Failure(FailureKind.Unknown, "something is missing in Slack's answer"), failure));
        Assert.Null((await Api.UpdateAsync("x", new("C1", "1.0", "words", []), default)).Failure);
    }

    [Fact]
    public async Task Whoever_asks_gets_along_with_any_answer() => await HostileJson.Like(Answers).Array[2].SampleAsync(
        async answers =>
        {
            _slack.Says(answers);
            await new Finding(Api, _clock).FindAsync(Team, "C1", new(Cohort, Lesson, null, Now), default);
            _slack.Says(answers);
            var direct = await new Directs(Api).WithAsync(Team, "U1", default);
            Assert.True(direct.Value is null != direct.Failure is null);
            var people = new People(Api, _clock);
            await people.WhoIsAsync(Team, "U1", "ana", default);
            await ReadAsync(answers, people);
        },
        iter: 1_000,
        threads: 1);

    [Fact]
    public async Task An_answer_without_end_is_given_up_at_eight_megabytes()
    {
        foreach (var (name, call) in Calls)
        {
            using var endless = new Endless();
            _slack.Says(endless);
            Assert.True(await call(Api), name);
            Assert.InRange(endless.Given, 0, 9 * 1024 * 1024);
        }
    }

    [Fact]
    public async Task An_answer_that_stops_half_way_is_waited_for_no_longer_than_a_call_may_take()
    {
        using var stalled = new Endless { StopsAt = 20 };
        _slack.Says(stalled);

        Assert.Equal("Slack did not answer in time", (await Api.UserAsync("x", "U1", default)).Failure?.Error);
    }

    /// <summary>After its head came, HttpClient sets it no time any more.</summary>
    [Fact]
    public async Task A_file_that_stops_half_way_is_waited_for_no_longer_than_a_file_may_take()
    {
        using var stalled = new Endless { StopsAt = 20 };
        _slack.Says(stalled);
        var download = Api.DownloadAsync("x", new("https://files.slack.com/F1"), 1000, default);
        await stalled.Stopped.WaitAsync(TimeSpan.FromSeconds(60));

        _clock.Advance(SlackApi.Patience - TimeSpan.FromSeconds(1));
        Assert.False(download.IsCompleted);
        _clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal("Slack did not answer in time", (await download.WaitAsync(TimeSpan.FromSeconds(60))).Failure?.Error);
    }

    /// <summary>The pages of a channel without end: each names itself, or always another.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_history_without_end_is_followed_no_further(bool inPlace)
    {
        byte[][] pages = [.. Enumerable.Range(1, inPlace ? 1 : Pages.Most * 2).Select(next => System.Text.Encoding.UTF8.GetBytes($$$"""{"ok":true,"messages":[],"response_metadata":{"next_cursor":"{{{next}}}"}}"""))];
        _slack.Says(pages);
        Assert.Equal(new Found.NotNow("Slack's pages come to no end"), await new Finding(Api, _clock).FindAsync(Team, "C1", new(Cohort, Lesson, null, Now), default));
        Assert.Equal(inPlace ? 2 : Pages.Most, _slack.Asked);

        // What was told is taken up, and nothing waits for the rest.
        _slack.Says(pages);
        await Reading(new(Api, _clock)).ReadAsync(Team, Cohort, Now - Duration.FromHours(1), [], default);
        Assert.Equal(inPlace ? 2 : Pages.Most, _slack.Asked);
    }

    private async Task ReadAsync(byte[][] answers, People people)
    {
        _slack.Says(answers);
        try
        {
            await Reading(people).ReadAsync(Team, Cohort, Now - Duration.FromHours(1), ["1772701200.000100"], default);
        }
        catch (HttpRequestException)
        {
        }
    }

    /// <summary>What is heard was heard before: nobody is answered.</summary>
    private ReadingBack Reading(People people) =>
        new(Api, people, new Directs(Api), new StudyStore(new MemoryTable()), (_, _) => Task.FromResult(Handled.Again), new Saying(null!, null!, null!), _clock, NullLogger<ReadingBack>.Instance);

    /// <param name="promised">What whoever asks relies on.</param>
    private static async Task<bool> IsOneAsync<T>(Task<CallResult<T>> call, params Func<T, object?>[] promised)
        where T : class => await call switch
        {
            { Value: { } value, Failure: null } => promised.All(part => part(value) is not null),
            { Value: null, Failure.Error.Length: > 0 } => true,
            _ => false,
        };
}
