using System.Net;
using System.Text;
using System.Text.Json;
using CsCheck;
using StudyBot.Fakes.Slack;
using StudyBot.Ports;
using StudyBot.Storage;
using StudyBot.Tests.Slack;

namespace StudyBot.Tests.Fuzz;

/// <summary>Whatever comes under Slack's signature is taken or turned away: nothing breaks, and who is honest is heard as before.</summary>
[Collection(nameof(Alone))]
public class SlackFuzzTests(ITestOutputHelper output)
{
    private const int Payloads = 1_500;

    [Fact]
    public async Task A_payload_that_is_not_what_it_should_be_breaks_nothing()
    {
        using var complaints = new Complaints();
        await using var host = await SlackHost.StartAsync(logs: complaints);
        var (channel, lea) = await SlackPayloads.DayAsync(host);
        var kinds = SlackPayloads.Of(host).GroupBy(payload => payload.Kind).ToDictionary(group => group.Key, group => HostileJson.Like([.. group.Select(payload => payload.Json)]));
        Assert.Equal(3, kinds.Count);
        host.MustBeSeen = false;

        var answers = new Dictionary<HttpStatusCode, int>();
        foreach (var body in Gen.OneOf([.. kinds.Select(kind => kind.Value.Select(json => (kind.Key, json)))]).Array[Payloads].Draw(output))
        {
            var status = await SlackPayloads.PostAsync(host, body.Key, body.json);
            answers[status] = answers.GetValueOrDefault(status) + 1;
            Assert.True((int)status < 500, $"{status} for {Encoding.UTF8.GetString(body.json)}");
        }

        await host.SettledAsync();
        output.WriteLine(string.Join(", ", answers.Select(answer => $"{answer.Value} × {(int)answer.Key}")));
        Assert.Empty(complaints.Errors);
        Assert.Equal([HttpStatusCode.OK, HttpStatusCode.BadRequest], answers.Keys.Order());
        await CountsStillAsync(host, channel, lea);
    }

    /// <summary>Every value of every kind of payload, one at a time.</summary>
    [Fact]
    public async Task A_value_that_no_one_thought_of_breaks_nothing()
    {
        using var complaints = new Complaints();
        await using var host = await SlackHost.StartAsync(logs: complaints, table: new MemoryTable());
        var (channel, lea) = await SlackPayloads.DayAsync(host);
        host.MustBeSeen = false;

        var (number, seen) = (0, new HashSet<string>());
        var calls = SlackPayloads.Of(host).SelectMany(payload => HostileJson.EachValue(() => SlackPayloads.Anew(payload.Json, host, number++), path => seen.Add(SlackPayloads.Place(payload.Kind, payload.Json, path))).Select(json => Calling(payload.Kind, json)));
        var answers = await Allocation.WithinAsync(calls, most: 2_000_000);

        await host.SettledAsync();
        output.WriteLine(string.Join(", ", answers.Select(answer => $"{answer.Value} × {answer.Key}")));
        Assert.Empty(complaints.Errors);
        Assert.Equal([200, 400], answers.Keys);
        await CountsStillAsync(host, channel, lea);

        Func<Task<(int, byte[])>> Calling(DeliveryKind kind, Func<byte[]> json) => async () =>
        {
            var body = json();
            return ((int)await SlackPayloads.PostAsync(host, kind, body), body);
        };
    }

    /// <summary>Commands and interactions come as forms, which can be wrong in ways of their own.</summary>
    [Fact]
    public async Task A_form_that_is_none_breaks_nothing()
    {
        using var complaints = new Complaints();
        await using var host = await SlackHost.StartAsync(logs: complaints, table: new MemoryTable());
        var (channel, lea) = await SlackPayloads.DayAsync(host);
        host.MustBeSeen = false;
        string[] names = ["text", "user_id", "channel_id", "team_id", "trigger_id", "response_url", "user_name", "payload", "", "%74ext", "te%00xt", "%ff", "x"];
        string[] values =
        [
            "", "done", "me", "+", "%", "%zz", "%ff", "%c3%28", "%00", "%ed%a0%80", "a=b=c", "%26%3D", lea.Id, channel.Id, channel.Team.Id, "U1%7C%3C", "https%3A%2F%2F%5B%3A%3A1", "javascript:alert(1)", "%7B%7D", "%5B%5D", "%22%5Cud800%22", "null",
            "%3C%40U1%7C", new('x', 20_000), string.Concat(Enumerable.Repeat("%F0%9F%A5%96", 900)),
        ];
        // Who it is and where stands before whatever else comes, and may come again.
        var honest = $"team_id={channel.Team.Id}&user_id={lea.Id}&channel_id={channel.Id}&trigger_id=1.1&";
        var forms = Gen.Select(
            Gen.OneOf("", honest),
            Gen.Select(Gen.OneOf(names), Gen.OneOf("=", "=", "=", ""), Gen.OneOf(values), (name, sign, value) => name + sign + value).Array[0, 8],
            Gen.OneOf("&", "&", "&", ";", "&&"),
            Gen.OneOf("/slack/commands", "/slack/interactions"),
            (start, fields, between, path) => (path, Body: Encoding.Latin1.GetBytes(start + string.Join(between, fields))));
        foreach (var (path, body) in forms.Array[800].Draw(output))
        {
            var status = await SlackPayloads.PostAsync(host, path, body, "application/x-www-form-urlencoded");
            Assert.True(status is HttpStatusCode.OK or HttpStatusCode.BadRequest, $"{status} for {path} {Encoding.Latin1.GetString(body)}");
        }

        Assert.Equal(HttpStatusCode.OK, await SlackPayloads.PostAsync(host, "/slack/commands", Encoding.ASCII.GetBytes(honest + string.Join('&', Enumerable.Range(0, 40_000).Select(field => $"f{field}=1"))), "application/x-www-form-urlencoded"));
        await host.SettledAsync();
        Assert.Empty(complaints.Errors);
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

    private static async Task CountsStillAsync(SlackHost host, SlackChannel channel, Fakes.Slack.SlackUser lea)
    {
        var finn = channel.Team.User("finn");
        await lea.InvitesAsync(channel, finn);
        await finn.RepliesAsync(channel.Lesson(1), "done");
        await host.SettledAsync();
        Assert.NotNull(await host.CheckInAsync(channel, finn, 1));
    }
}
