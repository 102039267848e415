using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using StudyBot.Fakes.Teams;
using StudyBot.Ports;
using StudyBot.Storage;

namespace StudyBot.Tests.Teams;

/// <summary>Posts to Teams: once where that can be told, within its limits, with a token that is good.</summary>
public class DeliveryTests(ITestOutputHelper output)
{
    [Fact]
    public async Task A_lesson_begins_a_thread_with_a_card_and_words_for_the_notification()
    {
        await using var school = await School.OpenAsync();

        await school.NineAsync();

        Assert.StartsWith("Day 1 · ", school.Lesson.Summary);
        Assert.Equal("1.5", school.Lesson.Card!["version"]!.GetValue<string>());
        Assert.Equal("/emea/v3/conversations", Assert.Single(school.Host.Teams.Calls, call => call.Posts && call.Body!["activity"] is not null).Path);
    }

    /// <summary>A tenant takes 50 calls a second, a conversation 7: the fake refuses each one more.</summary>
    [Fact]
    public async Task Three_thousand_channels_of_one_tenant_get_their_lesson_once_and_another_tenant_on_time()
    {
        const int Channels = 3_000;
        await using var host = await TeamsHost.StartAsync(
            prepare: fake => (fake.Rates, fake.TokenLifetime) = (new TeamsRates(), TimeSpan.FromDays(7)),
            settings: new() { ["Teams:AllowedTenants"] = $"{Acme},{Other}" },
            table: new MemoryTable());
        var (acme, other) = (host.Teams.Tenant, host.Teams.AddTenant("Other", Other));
        var team = acme.Team("Study", acme.Person("Lea"));
        var elsewhere = other.Team("There", other.Person("Otto"));
        foreach (var (lead, of) in ((TeamsPerson, TeamsTeam)[])[(acme.Person("Lea"), team), (other.Person("Otto"), elsewhere)])
        {
            await lead.InstallsAsync(of);
            await host.SettledAsync();
        }

        var places = new StudyBot.Teams.Places(host.Table);
        for (var number = 1; number <= Channels; number++)
        {
            var channel = team.Channel($"c{number}");
            await places.AddAsync(acme.Id, new(channel.Id, StudyBot.Teams.ConversationKind.Channel, "https://smba.trafficmanager.net/emea/", team.Id, HearsAll: true), CancellationToken.None);
            await host.AddCohortAsync(channel, acme.Person("Lea"), School.Start);
        }

        await host.AddCohortAsync(elsewhere.General, other.Person("Otto"), School.Start);
        await host.JumpAsync(School.Nine);
        for (var minute = 0; minute < 2; minute++) await host.PassAsync(Duration.FromMinutes(1));

        Assert.All(team.Channels.Where(channel => channel != team.General), channel => Assert.Single(channel.Lessons(1)));
        Assert.Single(elsewhere.General.Lessons(1));
        var posts = host.Teams.Calls.Where(call => call.Posts && call.Body!["activity"] is not null).ToList();
        var acmes = posts.Where(call => call.Body!["tenantId"]!.GetValue<string>() == acme.Id).ToList();
        var took = acmes[^1].At - School.Nine.ToDateTimeOffset();
        var others = posts.Single(call => call.Body!["tenantId"]!.GetValue<string>() == other.Id).At - School.Nine.ToDateTimeOffset();
        output.WriteLine($"{posts.Count} posts, {posts.Count(call => call.Status == 429)} refused; the last of Acme's {Channels} after {took.TotalSeconds:0.0} s, the other tenant's after {others.TotalSeconds:0.0} s");
        Assert.All(posts, call => Assert.True(call.Ok, call.ToString()));
        Assert.Equal(Channels, acmes.Count);
        Assert.InRange(took.TotalSeconds, 60, 120);
        Assert.InRange(others.TotalSeconds, 0, 30);
    }

    [Theory]
    [InlineData("4")]
    [InlineData(null)]
    [InlineData("soon")]
    public async Task A_limit_is_waited_for(string? retryAfter)
    {
        await using var school = await School.OpenAsync();
        school.Host.Teams.Faults.Next(call => call.Posts, new TeamsFault { Status = 429, RetryAfter = retryAfter });

        await school.NineAsync();
        await school.Host.PassAsync(Duration.FromMinutes(2));

        _ = school.Lesson;
        var posts = school.Host.Teams.Calls.Where(call => call.Posts && call.Body!["activity"] is not null).ToList();
        Assert.Equal([429, 201], posts.Select(call => call.Status));
        Assert.True(posts[1].At - posts[0].At >= TimeSpan.FromSeconds(4));
    }

    [Fact]
    public async Task A_lead_is_told_what_a_lesson_waits_for_and_when_it_came()
    {
        await using var school = await School.OpenAsync();
        school.Host.Teams.Faults.Next(call => call.Posts, new TeamsFault { Status = 429, Code = "TooManyRequests", RetryAfter = "300" });
        await school.NineAsync();

        await school.DoAsync(() => school.Lea.MentionsAsync(school.Channel, "status"));
        Assert.Contains("Last delivery: day 1, planned for Thu 5 Mar, 09:00 (UTC): not there yet after 1 try (TooManyRequests), next at 09:05", School.Told(school.Lea)[^1]);

        await school.Host.PassAsync(Duration.FromMinutes(6));
        await school.DoAsync(() => school.Lea.MentionsAsync(school.Channel, "status"));
        Assert.Contains("Last delivery: day 1, planned for Thu 5 Mar, 09:00 (UTC): sent at 09:0", School.Told(school.Lea)[^1]);
    }

    /// <summary>412: somebody else wrote there in the same instant. Such a post is certainly not there, so it is sent again even where a doubtful one would not be.</summary>
    [Fact]
    public async Task A_conversation_that_was_busy_is_asked_again()
    {
        await using var school = await School.OpenAsync(settings: new() { ["Delivery:WhenUnsure"] = "Hold" });
        school.Host.Teams.Faults.Next(call => call.Posts, new TeamsFault { Status = 412, Code = "PreconditionFailed" });

        await school.NineAsync();
        await school.Host.PassAsync(Duration.FromMinutes(2));

        _ = school.Lesson;
    }

    /// <summary>The Connector tells nobody whether a post arrived: twice is better than never, and a reply to either counts once.</summary>
    [Fact]
    public async Task A_post_whose_answer_was_lost_is_sent_again_and_replies_to_either_count_once()
    {
        await using var school = await School.OpenAsync();
        school.Host.Teams.Faults.Next(call => call.Posts, TeamsFault.LostAnswer);

        await school.NineAsync();
        await school.Host.PassAsync(Duration.FromMinutes(4));

        var posts = school.Channel.Lessons(1);
        Assert.Equal(2, posts.Count);
        await school.DoAsync(() => school.Ana.RepliesAsync(posts[0], "done"));
        await school.DoAsync(() => school.Ana.RepliesAsync(posts[1], "done"));
        Assert.Contains("1 of 1 done", posts[1].Words());
    }

    [Fact]
    public async Task Where_the_operator_would_rather_miss_one_it_is_not_sent_again()
    {
        await using var school = await School.OpenAsync(settings: new() { ["Delivery:WhenUnsure"] = "Hold" });
        school.Host.Teams.Faults.Next(call => call.Posts, TeamsFault.LostAnswer);

        await school.NineAsync();
        await school.Host.PassAsync(Duration.FromMinutes(4));

        _ = school.Lesson;
    }

    [Fact]
    public async Task A_channel_that_refuses_stops_its_cohort_tells_its_lead_once_and_leaves_the_next_alone()
    {
        await using var school = await School.OpenAsync();
        var next = school.Team.Channel("Next");
        await school.Host.AddCohortAsync(next, school.Ben, School.Start);
        await school.DoAsync(() => school.Ben.MentionsAsync(next, "join"));
        school.Host.Teams.Faults.Next(call => call.Posts && call.Body!["channelData"]?["channel"]?["id"]?.GetValue<string>() == school.Channel.Id, new TeamsFault { Status = 403, Code = "BotNotInConversationRoster" });

        await school.NineAsync();
        for (var minute = 0; minute < 3; minute++) await school.Host.PassAsync(Duration.FromMinutes(1));

        Assert.Equal("I am no longer installed here", (await school.Host.FindCohortAsync(school.Channel))!.Broken);
        Assert.Single(School.Told(school.Lea), told => told.Contains("I am no longer installed here"));
        Assert.Single(next.Lessons(1));
    }

    /// <summary>The Connector names why it refuses; what stands between may answer anything for a while.</summary>
    [Theory]
    [InlineData(302)]
    [InlineData(403)]
    [InlineData(404)]
    [InlineData(407)]
    [InlineData(408)]
    public async Task What_a_gateway_answers_for_a_while_stops_no_cohort(int status)
    {
        await using var school = await School.OpenAsync(settings: new() { ["Delivery:WhenUnsure"] = "Hold" });
        school.Host.Teams.Faults.Next(call => call.Posts, new TeamsFault { Status = status, Page = "<html>", Times = 2 });

        await school.NineAsync();
        await school.Host.PassAsync(Duration.FromMinutes(4));

        _ = school.Lesson;
        Assert.Null((await school.Host.FindCohortAsync(school.Channel))!.Broken);
    }

    /// <summary>Nothing is posted by opening a chat: there is no doubt that could hold the nudge back.</summary>
    [Fact]
    public async Task A_nudge_whose_chat_could_not_be_opened_comes_later()
    {
        await using var school = await School.OpenAsync(settings: new() { ["Delivery:WhenUnsure"] = "Hold" });
        await school.DoAsync(() => school.Ana.MentionsAsync(school.Channel, "join"));
        await school.NineAsync();
        // A host that was started since knows nobody's chat.
        await school.Host.EndAsync();
        await school.Host.BeginAsync();
        school.Host.Teams.Faults.Next(Opens, new TeamsFault { Status = 500 });

        await school.Host.JumpAsync(School.Nine + Duration.FromHours(9));
        await school.Host.PassAsync(Duration.FromMinutes(4));

        Assert.Single(School.Told(school.Ana), told => told.Contains("Still time for day 1"));
        Assert.Equal(0, school.Host.Teams.Faults.Left);
    }

    [Fact]
    public async Task Whoever_opens_a_chat_hears_of_a_long_limit_and_does_not_hang_on_it()
    {
        await using var school = await School.OpenAsync(cohort: false);
        school.Host.Teams.Faults.Next(Opens, new TeamsFault { Status = 429, Code = "TooManyRequests", RetryAfter = "60" });

        var answer = await school.Host.Services.GetRequiredService<StudyBot.Teams.Directs>()
            .WithAsync("https://smba.trafficmanager.net/emea/", school.Team.Tenant.Id, school.Ana.Id, CancellationToken.None);

        Assert.Equal(new(FailureKind.NotNow, "TooManyRequests", Duration.FromMinutes(1)), answer.Failure);
    }

    /// <summary>Tokens end by Microsoft's clock; one that is not taken is asked for anew.</summary>
    [Fact]
    public async Task A_token_that_ended_is_renewed_and_nothing_is_said_twice()
    {
        await using var school = await School.OpenAsync(prepare: fake => fake.TokenLifetime = TimeSpan.FromHours(1));
        await school.NineAsync();

        await school.Host.JumpAsync(School.Nine + Duration.FromHours(24));

        Assert.Single(school.Channel.Lessons(2));
        Assert.Contains(school.Host.Teams.Calls, call => call.Status == 401);
    }

    [Fact]
    public async Task No_token_leaves_this_machine_for_anybody_but_Microsoft()
    {
        await using var school = await School.OpenAsync();
        var places = new StudyBot.Teams.Places(school.Host.Table);
        var (place, etag) = (await places.FindAsync(school.Team.Tenant.Id, school.Channel.Id, CancellationToken.None))!.Value;
        await places.ReplaceAsync(school.Team.Tenant.Id, place with { Service = "https://evil.example/" }, etag, CancellationToken.None);

        await school.NineAsync();

        Assert.Empty(school.Channel.Lessons(1));
        Assert.DoesNotContain(school.Host.Teams.Calls, call => call.Host == "evil.example");
    }

    private static bool Opens(TeamsCall call) => call.Method == "POST" && call.Path.EndsWith("/v3/conversations", StringComparison.Ordinal) && !call.Posts;

    private const string Acme = "0000000a-0000-4000-8000-00000000ac3e";
    private const string Other = "0000000a-0000-4000-8000-0000000000ee";
}
