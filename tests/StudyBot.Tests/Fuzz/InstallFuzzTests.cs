using System.Net;
using CsCheck;
using StudyBot.Tests.Slack;

namespace StudyBot.Tests.Fuzz;

/// <summary>Whatever a browser brings back from Slack, or says that it does: it is turned away with a page, and the one who was sent there can still come back.</summary>
public class InstallFuzzTests(ITestOutputHelper output)
{
    private const string Cookie = "studybot-install";

    /// <summary>As they stand in an address or in a cookie.</summary>
    private static readonly string[] Odd =
    [
        "", "%", "%zz", "%ff", "%c3%28", "%00", "%ed%a0%80", "+", "a=b", "null", "%3Cscript%3E", "..%2F..%2F", "1.1.code", "access_denied", new('a', 63), new('a', 64), new('A', 64), new('a', 65), new('f', 4_000), string.Concat(Enumerable.Repeat("%F0%9F%A5%96", 64)), "%0D%0ASet-Cookie:x",
    ];

    [Fact]
    public async Task A_way_back_that_nobody_was_sent_leads_nowhere()
    {
        using var complaints = new Complaints();
        await using var host = await HostAsync(complaints);
        using var start = await host.Http.GetAsync("/slack/install");
        var state = State(start);
        var value = Gen.OneOf([.. Odd, state]);
        var calls = Gen.Select(
            Gen.Select(Gen.OneOf("state", "state", "code", "code", "error", "", "%73tate"), Gen.OneOf("=", "=", "=", ""), value, (name, sign, of) => name + sign + of).Array[0, 5],
            Gen.Select(Gen.OneOf(Cookie, Cookie, "x"), value, (name, of) => $"{name}={of}").Array[0, 2]);

        foreach (var (query, cookies) in calls.Array[600].Draw(output))
        {
            // Both halves of what one browser has: another's they are not.
            if (query.Select(Uri.UnescapeDataString).Contains($"state={state}") && cookies.Contains($"{Cookie}={state}")) continue;
            using var request = new HttpRequestMessage(HttpMethod.Get, $"/slack/oauth?{string.Join('&', query)}");
            if (cookies.Length > 0) request.Headers.TryAddWithoutValidation("Cookie", string.Join("; ", cookies));
            using var answer = await host.Http.SendAsync(request);
            Assert.True(answer.StatusCode is HttpStatusCode.BadRequest or HttpStatusCode.RequestUriTooLong, $"{answer.StatusCode} for {request} {string.Join(' ', cookies)}");
        }

        Assert.Empty(complaints.Errors);
        Assert.Empty(host.Slack.CallsOf("oauth.v2.access"));
    }

    [Fact]
    public async Task A_code_that_Slack_did_not_give_is_turned_away()
    {
        using var complaints = new Complaints();
        await using var host = await HostAsync(complaints);
        foreach (var code in Odd)
        {
            using var start = await host.Http.GetAsync("/slack/install");
            var state = State(start);
            using var request = new HttpRequestMessage(HttpMethod.Get, $"/slack/oauth?state={state}&code={code}");
            request.Headers.TryAddWithoutValidation("Cookie", $"{Cookie}={state}");
            using var answer = await host.Http.SendAsync(request);
            Assert.Equal((code, code.Length == 0 ? HttpStatusCode.BadRequest : HttpStatusCode.Forbidden), (code, answer.StatusCode));
        }

        Assert.Empty(complaints.Errors);
        using var installed = await InstallTests.InstallAsync(host, host.Slack.Teams[0].User("lea"));
        Assert.Equal(HttpStatusCode.OK, installed.StatusCode);
    }

    private static string State(HttpResponseMessage start) => start.Headers.GetValues("Set-Cookie").Single().Split('=', 2)[1].Split(';')[0];

    private static Task<SlackHost> HostAsync(Complaints complaints) => SlackHost.StartAsync(
        settings: InstallTests.Settings(("Slack:BotToken", "")),
        logs: complaints,
        prepare: slack =>
        {
            slack.App.RedirectUrls.Add("http://127.0.0.1");
            slack.AddTeam("Acme", installed: false);
        });
}
