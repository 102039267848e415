using System.Text.Json.Nodes;
using StudyBot.Fakes.Teams;
using StudyBot.Tests.Fuzz;
using StudyBot.Tests.Platforms;

namespace StudyBot.Tests.Teams;

/// <summary>Who may say that they are Teams. Microsoft's own SDK is asked the same in <c>StudyBot.Judges</c>.</summary>
public class TokenTests(ITestOutputHelper output)
{
    [Fact]
    public async Task Only_the_Bot_Framework_is_believed_and_nobody_is_told_why()
    {
        using var logs = new Logs();
        await using var school = await School.OpenAsync(settings: new() { ["Logging:LogLevel:StudyBot.Doors"] = "Warning" }, logs: logs);
        var fake = school.Host.Teams;
        var table = TokenTable.Of(fake);

        foreach (var row in table)
        {
            var came = await fake.PostAsync(Activity(school), row.Header);
            output.WriteLine($"{row.Case}: {came}");
            Assert.Equal($"{row.Case}: {row.Status}", $"{row.Case}: {came}");
        }

        // The operator is, once of each kind.
        string[] told = [.. logs.Lines.Where(line => line.StartsWith("A call to /api/messages was turned away: ", StringComparison.Ordinal)).Select(line => line.Split(": ", 2)[1].Split(';')[0]).Order(StringComparer.Ordinal)];
        Assert.Equal(
            [
                "another service URL claimed", "for another bot", "from another bot", "from another issuer", "key not endorsed for the channel", "malformed", "no service URL claimed",
                "no token", "not a bearer token", "not current", "not signed by its key", "signed with an unknown key",
            ],
            told);
        Assert.DoesNotContain(logs.Lines, line => line.Contains("eyJ", StringComparison.Ordinal));
        Assert.All(fake.Deliveries.Where(delivery => !delivery.Acknowledged), delivery => Assert.All(delivery.Attempts, attempt => Assert.Empty(attempt.Body)));
    }

    /// <summary>Genuine, and from where nobody asked for it.</summary>
    [Theory]
    [InlineData("channelId", "webchat", 401)]
    [InlineData("channelId", "emulator", 401)]
    [InlineData("serviceUrl", "https://evil.example/", 401)]
    [InlineData("tenant", "0000000a-0000-4000-8000-0000000000ff", 403)]
    public async Task A_genuine_token_does_not_open_every_door(string what, string value, int status)
    {
        await using var school = await School.OpenAsync();
        var activity = Activity(school);
        if (what == "tenant") activity["conversation"]!["tenantId"] = value;
        else activity[what] = value;

        Assert.Equal(status, await school.Host.Teams.PostAsync(activity, $"Bearer {school.Host.Teams.Keys.Mint()}"));
    }

    /// <summary>The claim and the activity agree, and yet it is not Microsoft's.</summary>
    [Theory]
    [InlineData("https://evil.example/")]
    [InlineData("http://smba.trafficmanager.net/emea/")]
    [InlineData("https://smba.trafficmanager.net.evil.example/emea/")]
    [InlineData("https://smba.trafficmanager.net:8443/emea/")]
    [InlineData("https://user@smba.trafficmanager.net/emea/")]
    [InlineData("https://127.0.0.1/")]
    public async Task No_answer_goes_where_Microsoft_is_not(string url)
    {
        await using var school = await School.OpenAsync();
        var activity = Activity(school);
        activity["serviceUrl"] = url;

        Assert.Equal(403, await school.Host.Teams.PostAsync(activity, $"Bearer {school.Host.Teams.Keys.Mint(token => token with { ServiceUrl = url })}"));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Keys_roll_over_without_anybody_looking(bool keepsOld)
    {
        await using var school = await School.OpenAsync();
        Assert.Equal(200, await school.Host.Teams.PostAsync(Activity(school), $"Bearer {school.Host.Teams.Keys.Mint()}"));

        school.Host.Clock.Advance(TimeSpan.FromMinutes(10));
        school.Host.Teams.Keys.Roll(keepsOld);

        Assert.Equal(200, await school.Host.Teams.PostAsync(Activity(school), $"Bearer {school.Host.Teams.Keys.Mint()}"));
    }

    /// <summary>The same token comes with every activity for an hour: that it was good before does not make it good for ever.</summary>
    [Theory]
    [InlineData(10, 200)]
    [InlineData(25 * 60, 401)]
    public async Task A_token_that_was_good_is_good_until_its_end(int minutes, int status)
    {
        await using var school = await School.OpenAsync();
        var fake = school.Host.Teams;
        var token = $"Bearer {fake.Keys.Mint()}";
        for (var calls = 0; calls < 2; calls++) Assert.Equal(200, await fake.PostAsync(Activity(school), token));
        Assert.Equal(401, await fake.PostAsync(Activity(school), token[..^3] + "AAA"));

        school.Host.Clock.Advance(TimeSpan.FromMinutes(minutes));
        Assert.Equal(status, await fake.PostAsync(Activity(school), token));
    }

    /// <summary>A key that is withdrawn takes its tokens with it, as soon as the keys are read anew.</summary>
    [Fact]
    public async Task A_token_that_was_good_is_not_good_under_other_keys()
    {
        await using var school = await School.OpenAsync();
        var fake = school.Host.Teams;
        var old = $"Bearer {fake.Keys.Mint()}";
        Assert.Equal(200, await fake.PostAsync(Activity(school), old));

        fake.Keys.Roll(false);
        Assert.Equal(200, await fake.PostAsync(Activity(school), $"Bearer {fake.Keys.Mint()}"));

        Assert.Equal(401, await fake.PostAsync(Activity(school), old));
    }

    /// <summary>Microsoft's keys are out of reach for a while: those of yesterday are good, and are not asked for anew with every call.</summary>
    [Fact]
    public async Task Keys_that_cannot_be_read_anew_are_used_on()
    {
        await using var school = await School.OpenAsync();
        var fake = school.Host.Teams;
        Assert.Equal(200, await fake.PostAsync(Activity(school), $"Bearer {fake.Keys.Mint()}"));
        bool AsksForKeys(TeamsCall call) => call.Host == "login.botframework.com" && call.Path.Contains("openidconfiguration", StringComparison.Ordinal);
        school.Host.Clock.Advance(TimeSpan.FromHours(25));
        fake.Fail(100, AsksForKeys, 503);
        var before = fake.Calls.Count(AsksForKeys);

        for (var calls = 0; calls < 3; calls++) Assert.Equal(200, await fake.PostAsync(Activity(school), $"Bearer {fake.Keys.Mint()}"));

        // The library that reads them tries twice.
        Assert.InRange(fake.Calls.Count(AsksForKeys) - before, 1, 2);
        Assert.Equal(401, await fake.PostAsync(Activity(school), $"Bearer {fake.Keys.Mint(token => token with { Key = fake.Keys.Unknown })}"));
    }

    /// <summary>Before they were ever read nobody can be told from a stranger: Teams is to come again.</summary>
    [Fact]
    public async Task Until_the_keys_can_be_read_Teams_is_asked_to_deliver_again()
    {
        using var complaints = new Complaints();
        await using var school = await School.OpenAsync(cohort: false, logs: complaints);
        var fake = school.Host.Teams;
        fake.Fail(2, call => call.Host == "login.botframework.com", 404);
        var token = $"Bearer {fake.Keys.Mint()}";

        Assert.Equal(503, await fake.PostAsync(Activity(school), token));
        Assert.Equal(503, await fake.PostAsync(Activity(school), token));
        Assert.Equal(200, await fake.PostAsync(Activity(school), token));
        Assert.Empty(complaints.Errors);
    }

    [Theory]
    [InlineData("GCC", "Public")]
    [InlineData("onyx", "Public")]
    [InlineData("GCC High", "UsGovernment")]
    [InlineData("DoD", "UsGovernmentDoD")]
    [InlineData("21Vianet", "China")]
    public async Task Other_clouds_have_keys_and_addresses_of_their_own(string teams, string cloud)
    {
        await using var school = await School.OpenAsync(
            prepare: fake => fake.Cloud = teams switch { "onyx" => TeamsCloud.Onyx, "GCC" => TeamsCloud.Gcc, "GCC High" => TeamsCloud.UsGovernment, "DoD" => TeamsCloud.DoD, _ => TeamsCloud.China },
            settings: new() { ["Teams:Cloud"] = cloud });
        await school.NineAsync();

        await school.DoAsync(() => school.Ana.RepliesAsync(school.Lesson, "done"));

        Assert.Contains("1 of 1 done", school.Lesson.Words());
    }

    [Theory]
    [InlineData("{", 400)]
    [InlineData("[]", 400)]
    [InlineData("null", 400)]
    [InlineData("""{"type":7}""", 400)]
    public async Task A_body_that_makes_no_sense_does_no_harm(string body, int status)
    {
        await using var school = await School.OpenAsync();
        foreach (var (json, expected) in ((string, int)[])[(body, status), (new string('[', 100_000), 400), (new string(' ', 1024 * 1024 + 1), 413)])
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, "/api/messages") { Content = new StringContent(json, null, "application/json") };
            // A body that is too large is refused before it is sent.
            request.Headers.ExpectContinue = true;
            request.Headers.Authorization = new("Bearer", school.Host.Teams.Keys.Mint());
            Assert.Equal(expected, (int)(await school.Host.Http.SendAsync(request)).StatusCode);
        }
    }

    private static JsonObject Activity(School school) => TokenTable.Activity(school.Host.Teams, school.Team);
}
