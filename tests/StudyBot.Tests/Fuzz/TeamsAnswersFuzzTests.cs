using System.Net;
using System.Reflection;
using System.Text.Json.Nodes;
using CsCheck;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using NodaTime;
using StudyBot.Doors;
using StudyBot.Ports;
using StudyBot.Teams;

namespace StudyBot.Tests.Fuzz;

/// <summary>Whatever stands in Microsoft's place answers: a call comes to an answer or to a failure, never to an exception.</summary>
public sealed class TeamsAnswersFuzzTests : IDisposable
{
    private const string Tenant = "0000000a-0000-4000-8000-000000000001";
    private const string Service = "https://smba.trafficmanager.net/emea/";

    private static readonly JsonNode Token = JsonNode.Parse("""{"token_type":"Bearer","expires_in":3599,"ext_expires_in":3599,"access_token":"a.b.c"}""")!;

    private static readonly JsonNode[] Answers = [.. new[]
    {
        """{"id":"a:1","activityId":"1772701200000"}""",
        """{"id":"29:1","name":"Ana","aadObjectId":"o-1","objectId":"o-1","tenantId":"0000000a-0000-4000-8000-000000000001","userRole":"guest"}""",
        """{"id":"19:1@thread.tacv2","name":"Study","aadGroupId":"g-1"}""",
        """{"value":[{"roles":["owner"],"userId":"o-1"},{"roles":[],"userId":"o-2"}],"@odata.nextLink":"https://graph.microsoft.com/v1.0/teams/g-1/members?more"}""",
        """{"error":{"code":"BotNotInConversationRoster","message":"odd"},"message":"{\"subCode\":\"Other\"}"}""",
    }.Select(text => JsonNode.Parse(text)!)];

    private static readonly (string Name, Func<Connector, Task<bool>> Call)[] Calls =
    [
        (nameof(Connector.SendAsync), teams => IsOneAsync(teams.SendAsync(Service, "19:1", Message.Typing, default))),
        (nameof(Connector.OpenAsync), teams => IsOneAsync(teams.OpenAsync(Service, new(new("28:1"), false, Tenant, new(new(Tenant)), [new("29:1")]), default))),
        (nameof(Connector.UpdateAsync), teams => IsOneAsync(teams.UpdateAsync(Service, "19:1", "1", Message.Typing, default))),
        (nameof(Connector.DeleteAsync), teams => IsOneAsync(teams.DeleteAsync(Service, "19:1", "1", default))),
        (nameof(Connector.AddReactionAsync), teams => IsOneAsync(teams.AddReactionAsync(Service, "19:1", "1", "like", default))),
        (nameof(Connector.RemoveReactionAsync), teams => IsOneAsync(teams.RemoveReactionAsync(Service, "19:1", "1", "like", default))),
        (nameof(Connector.MemberAsync), teams => IsOneAsync(teams.MemberAsync(Service, "19:1", "29:1", default))),
        (nameof(Connector.TeamAsync), teams => IsOneAsync(teams.TeamAsync(Service, "19:1", default))),
    ];

    private static readonly HttpStatusCode[] Statuses = [HttpStatusCode.OK, HttpStatusCode.OK, HttpStatusCode.Created, HttpStatusCode.BadRequest, HttpStatusCode.Forbidden, HttpStatusCode.InternalServerError];

    private readonly Impostor _teams = new();
    private readonly Impostor _entra = new();
    private readonly FakeTimeProvider _clock = new(Instant.FromUtc(2026, 3, 5, 9, 0).ToDateTimeOffset());
    private readonly TeamsOptions _options = new(AppType.SingleTenant, "0000b071-0000-4000-8000-000000000001", Tenant, "a secret");
    private readonly ServiceProvider _services;

    public TeamsAnswersFuzzTests()
    {
        var services = new ServiceCollection().AddSingleton<TimeProvider>(_clock).AddTeamsApi(_options);
        foreach (var client in (string[])[Connector.Once, Connector.Again]) services.AddHttpClient(client).ConfigurePrimaryHttpMessageHandler(() => _teams);
        services.AddHttpClient(Entra.Client).ConfigurePrimaryHttpMessageHandler(() => _entra);
        _services = services.BuildServiceProvider();
        _entra.Says(System.Text.Encoding.UTF8.GetBytes(Token.ToJsonString()));
    }

    public void Dispose()
    {
        _services.Dispose();
        _teams.Dispose();
        _entra.Dispose();
    }

    [Fact]
    public async Task Every_call_comes_to_an_answer_or_to_a_failure()
    {
        Assert.Equal(typeof(Connector).GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly).Select(method => method.Name).Order(), Calls.Select(call => call.Name).Order());
        var connector = _services.GetRequiredService<Connector>();
        await Gen.Select(Gen.OneOf(Statuses), HostileJson.Like(Answers)).SampleAsync(
            async (status, bytes) =>
            {
                _teams.Says((status, bytes));
                foreach (var (name, call) in Calls) Assert.True(await call(connector), name);
                var direct = await new Directs(connector, _options).WithAsync(Service, Tenant, "29:1", default);
                Assert.True(direct.Value is null != direct.Failure is null);
            },
            iter: 300,
            threads: 1);
    }

    [Fact]
    public async Task Whether_somebody_owns_a_team_is_told_or_not_told() => await HostileJson.Like([Answers[3]]).SampleAsync(
        async bytes =>
        {
            _teams.Says((HttpStatusCode.OK, bytes));
            await Owners().OfAsync(Tenant, "g-1", default);
        },
        iter: 1_000,
        threads: 1);

    [Fact]
    public async Task A_list_of_members_without_end_is_given_up()
    {
        static byte[] Page(int next) => System.Text.Encoding.UTF8.GetBytes($$"""{"value":[{"roles":["owner"],"userId":"o-1"}],"@odata.nextLink":"https://graph.microsoft.com/v1.0/teams/g-1/members?page={{next}}"}""");
        _teams.Says(Page(2));
        Assert.Null(await Owners().OfAsync(Tenant, "g-1", default));
        Assert.Equal(2, _teams.Asked);

        _teams.Says([.. Enumerable.Range(2, Pages.Most * 2).Select(Page)]);
        Assert.Null(await Owners().OfAsync(Tenant, "g-1", default));
        Assert.Equal(Pages.Most, _teams.Asked);
    }

    [Fact]
    public async Task A_token_is_given_or_not_given() => await HostileJson.Like([Token]).SampleAsync(
        async bytes =>
        {
            _entra.Says(bytes);
            Assert.True(await IsOneAsync(_services.GetRequiredService<Entra>().BotTokenAsync(anew: true, default)));
        },
        iter: 400,
        threads: 1);

    private Owners Owners() => new(_services.GetRequiredService<IHttpClientFactory>(), _services.GetRequiredService<Entra>(), _options, _clock, NullLogger<Owners>.Instance);

    private static async Task<bool> IsOneAsync<T>(Task<CallResult<T>> call)
        where T : class => await call is { Value: not null, Failure: null } or { Value: null, Failure.Error.Length: > 0 };
}
