using System.Text;
using System.Text.Json;
using CsCheck;
using NodaTime;
using StudyBot.Ports;
using StudyBot.Slack;
using StudyBot.Tests.Slack;

namespace StudyBot.Tests.Fuzz;

/// <summary>The readers of Slack's payloads by themselves: many more payloads, and what each takes of memory.</summary>
public class SlackReadingFuzzTests
{
    private static readonly Workspace Acme = new("T1", "UBOT", "xoxb");

    /// <summary>What words are made of that mean more than themselves.</summary>
    private static readonly string[] Units =
    [
        "x", " ", "\n", "<", "<@UBOT>", "<@U1|ana>", "<https://a.example|b>", "<!date^1^x|y>", "&lt;", "&", "`", "```", "*a ", "_", "~a~ ", "> ", ":one:", ":", "done 4 ", "4-", "4 and ", "\ufdd0", "\ud83e\udd56", "\0", "\u00e9", "\ufdfa", "|", "{\"say\":",
    ];

    [Fact]
    public async Task A_payload_is_read_and_takes_no_more_than_its_length_allows()
    {
        await using var host = await SlackHost.StartAsync();
        await SlackPayloads.DayAsync(host);
        HostileJson.Like([.. SlackPayloads.Of(host).Select(payload => payload.Json)]).Sample(HoldsTogether, iter: 10_000);
    }

    /// <summary>As long as the door lets in.</summary>
    [Theory]
    [InlineData("""{"event":{"type":"message","channel":"C1","user":"U1","ts":"1.1","text":"{long}"}}""")]
    [InlineData("""{"event":{"type":"message","subtype":"message_changed","channel":"C1","message":{"user":"U1","ts":"1.1","text":"{long}","edited":{"ts":"2.1"}},"previous_message":{"text":"{long}"},"event_ts":"2.1"}}""")]
    [InlineData("""{"event":{"type":"reaction_added","user":"U1","item":{"type":"message","channel":"C1","ts":"1.1"},"reaction":"{long}","event_ts":"2.1"}}""")]
    [InlineData("""{"user":{"id":"U1"},"channel":{"id":"C1"},"container":{"message_ts":"1.1"},"actions":[{"value":"{long}","action_ts":"1.1"},{"value":"{\"say\":\"{long}\"}","action_ts":"1.1"}]}""")]
    [InlineData("""{"user":{"id":"U1"},"view":{"callback_id":"setup","private_metadata":"C1 {long}","state":{"values":{"{long}":{"value":{"value":"{long}"}}}}}}""")]
    [InlineData("""{"user_id":"U1","channel_id":"C1","text":"{long}","trigger_id":"{long}","response_url":"https://a.example/{long}"}""")]
    public void A_long_one_of_anything_takes_no_more_than_its_length_allows(string payload)
    {
        foreach (var unit in Units)
        {
            var text = JsonSerializer.Serialize(string.Concat(Enumerable.Repeat(unit, 250_000 / Encoding.UTF8.GetByteCount(unit))))[1..^1];
            HoldsTogether(Encoding.UTF8.GetBytes(payload.Replace("{long}", text, StringComparison.Ordinal)));
        }
    }

    private static void HoldsTogether(byte[] json)
    {
        try
        {
            using var document = JsonDocument.Parse(json, UntrustedJson.Bounds);
            Allocation.Within(100_000 + (24L * json.Length), () => Read(document.RootElement), () => Encoding.UTF8.GetString(json.AsSpan(0, Math.Min(json.Length, 20_000))));
        }
        catch (JsonException)
        {
            // Turned away at the door.
        }
    }

    /// <summary>By whichever reader: none of them relies on having been asked rightly.</summary>
    private static Heard?[] Read(JsonElement payload) =>
    [
        payload.Part("event") is { } happened ? EventReader.Read(happened, Acme) : null,
        .. InteractionReader.Pressed(payload, Acme),
        InteractionReader.Submitted(payload, Acme, Instant.FromUnixTimeSeconds(1)),
        InteractionReader.Command(payload.Fields(), Acme, Instant.FromUnixTimeSeconds(1)),
    ];
}
