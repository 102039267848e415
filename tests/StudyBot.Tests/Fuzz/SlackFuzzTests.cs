using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using CsCheck;
using NodaTime;
using StudyBot.Fakes.Slack;
using StudyBot.Slack;
using StudyBot.Tests.Slack;
using SlackUser = StudyBot.Fakes.Slack.SlackUser;

namespace StudyBot.Tests.Fuzz;

/// <summary>Whatever comes under Slack's signature is taken or turned away: nothing breaks, and who is honest is heard as before.</summary>
public class SlackFuzzTests(ITestOutputHelper output)
{
    private const int Payloads = 1_500;

    [Fact]
    public async Task A_payload_that_is_not_what_it_should_be_breaks_nothing()
    {
        using var complaints = new Complaints();
        await using var host = await SlackHost.StartAsync(logs: complaints);
        var (channel, lea, ana) = await DayAsync(host);
        var kinds = host.Slack.Deliveries.Where(delivery => delivery.Kind is not DeliveryKind.Verification).GroupBy(delivery => delivery.Kind).ToDictionary(group => group.Key, group => HostileJson.Like([.. group.Select(delivery => delivery.Payload)]));
        Assert.Equal(3, kinds.Count);
        host.MustBeSeen = false;

        var answers = new Dictionary<HttpStatusCode, int>();
        foreach (var body in Gen.OneOf([.. kinds.Select(kind => kind.Value.Select(json => (kind.Key, json)))]).Array[Payloads].Single())
        {
            var status = await PostAsync(host, body.Key, body.json);
            answers[status] = answers.GetValueOrDefault(status) + 1;
            Assert.True((int)status < 500, $"{status} for {Encoding.UTF8.GetString(body.json)}");
        }

        await host.SettledAsync();
        output.WriteLine(string.Join(", ", answers.Select(answer => $"{answer.Value} × {(int)answer.Key}")));
        Assert.Empty(complaints.Errors);
        Assert.Equal([HttpStatusCode.OK, HttpStatusCode.BadRequest], answers.Keys.Order());
        var finn = channel.Team.User("finn");
        await lea.InvitesAsync(channel, finn);
        await finn.RepliesAsync(channel.Lesson(1), "done");
        await host.SettledAsync();
        Assert.NotNull(await host.CheckInAsync(channel, finn, 1));
    }

    /// <summary>Over a socket a command comes as JSON, and not as the form it is.</summary>
    [Theory]
    [InlineData("""{"text":"me","user_id":"U1"}""", "text=me user_id=U1")]
    [InlineData("""{"text":"me","text":"done"}""", "text=done")]
    [InlineData("""{"text":"\ud800","user_id":"U1"}""", "user_id=U1")]
    [InlineData("""{"\udfff":"me","user_id":"U1"}""", "user_id=U1")]
    [InlineData("""{"text":1,"user_id":null}""", "")]
    [InlineData("""["text"]""", "")]
    public void The_fields_of_a_command_are_those_that_can_be_read(string json, string fields) =>
        Assert.Equal(fields, string.Join(' ', JsonDocument.Parse(json).RootElement.Fields().Select(field => $"{field.Key}={field.Value}")));

    [Fact]
    public void No_header_that_is_made_up_is_a_signature_and_none_is_too_odd_to_be_looked_at()
    {
        var odd = Gen.OneOf(Gen.String, Gen.String[Gen.Char["0123456789abcdefv=-+ \0"], 0, 80], Gen.Long.Select(number => $"{number}"), Gen.Int[0, 99].Select(digits => new string('9', digits)), Gen.Int[0, 99].Select(digits => "v0=" + new string('f', digits)));
        var now = Instant.FromUtc(2026, 3, 5, 9, 0);
        var stamp = Gen.OneOf(odd, Gen.Int[-400, 400].Select(seconds => $"{now.ToUnixTimeSeconds() + seconds}"));
        Gen.Select(stamp.Array[0, 2], Gen.OneOf(odd, Gen.Const("v0=" + new string('a', 64))).Array[0, 2], Gen.Byte.Array[0, 100]).Sample(
            (stamps, signatures, body) => Signature.Check(stamps, signatures, body, ["a secret", ""], now) is not Verdict.Genuine,
            iter: 20_000);
    }

    /// <summary>A bit of everything that Slack tells of.</summary>
    private static async Task<(SlackChannel Channel, SlackUser Lead, SlackUser Ana)> DayAsync(SlackHost host)
    {
        var team = host.Slack.Teams[0];
        var (lea, ana) = (team.User("lea"), team.User("ana"));
        var channel = team.Channel("study", lea, ana);
        await host.AddCohortAsync(channel, "lea", new LocalDate(2026, 3, 5));
        await host.JumpAsync(Instant.FromUtc(2026, 3, 5, 9, 0));
        host.Clock.Advance(TimeSpan.FromMinutes(1));
        var said = await ana.RepliesAsync(channel.Lesson(1), "done: https://example.org/bread");
        await ana.EditsAsync(said, "not done");
        await ana.DeletesAsync(said);
        await ana.ReactsAsync(channel.Lesson(1), "white_check_mark");
        await ana.TakesBackAsync(channel.Lesson(1), "white_check_mark");
        await ana.SaysToBotAsync("today");
        await ana.SlashAsync("/study", "me", channel);
        await ana.PressesAsync(channel.Lesson(1), "Done");
        await ana.OpensHomeAsync();
        await lea.SlashAsync("/study", "setup", channel);
        await host.SettledAsync();
        return (channel, lea, ana);
    }

    private static async Task<HttpStatusCode> PostAsync(SlackHost host, DeliveryKind kind, byte[] json)
    {
        var (path, body, type) = kind switch
        {
            DeliveryKind.Event => ("/slack/events", json, "application/json"),
            DeliveryKind.Command => ("/slack/commands", Form(json), "application/x-www-form-urlencoded"),
            _ => ("/slack/interactions", Encoding.ASCII.GetBytes($"payload={Uri.EscapeDataString(Encoding.UTF8.GetString(json))}"), "application/x-www-form-urlencoded"),
        };
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new ByteArrayContent(body) };
        request.Content.Headers.TryAddWithoutValidation("Content-Type", type);
        SlackSignature.Apply(request, host.Slack.App.SigningSecret, host.Clock.GetUtcNow(), body);
        using var answer = await host.Http.SendAsync(request);
        return answer.StatusCode;
    }

    /// <summary>As a form, where it still is an object; else as it came.</summary>
    private static byte[] Form(byte[] json)
    {
        try
        {
            return JsonNode.Parse(json) is JsonObject fields ? Encoding.ASCII.GetBytes(string.Join('&', fields.Select(field => $"{Uri.EscapeDataString(field.Key)}={Uri.EscapeDataString($"{field.Value}")}"))) : json;
        }
        catch (Exception odd) when (odd is JsonException or ArgumentException or InvalidOperationException)
        {
            return json;
        }
    }
}
