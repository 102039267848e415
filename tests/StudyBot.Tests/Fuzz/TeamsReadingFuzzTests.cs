using System.Text;
using System.Text.Json;
using CsCheck;
using NodaTime;
using StudyBot.Teams;
using StudyBot.Tests.Teams;

namespace StudyBot.Tests.Fuzz;

/// <summary>The reader of Teams' activities by itself: many more activities, and what each takes of memory.</summary>
public class TeamsReadingFuzzTests
{
    /// <summary>Bytes for each that came.</summary>
    private const long Usual = 100;

    /// <summary>The parser looks through all open elements again and again, which takes memory too until that code is compiled at its best.</summary>
    private const long ForOpenElements = 4_000;

    private static readonly Instant Now = Instant.FromUtc(2026, 3, 5, 9, 0);

    [Fact]
    public async Task An_activity_is_read_and_takes_no_more_than_its_length_allows()
    {
        await using var school = await School.OpenAsync();
        await TeamsPayloads.DayAsync(school);
        HostileJson.Like([.. TeamsPayloads.Of(school, comings: false), .. TeamsPayloads.Of(school, comings: true)]).Sample(json => HoldsTogether(Usual, json), iter: 10_000);
    }

    /// <summary>Things that a parser of HTML can make expensive: by the square of their length, or by how deep they go.</summary>
    [Theory]
    [InlineData("x", "")]
    [InlineData("<", "")]
    [InlineData("&", "")]
    [InlineData("&lt;", "")]
    [InlineData("<p>", "")]
    [InlineData("<p>x", "")]
    [InlineData("<b>", "<p>")]
    [InlineData("<b a{n}>", "<p>")]
    [InlineData("<a href={n}>", "<p>")]
    [InlineData("<font size={n}>", "</p>")]
    [InlineData("<div>", "</div>")]
    [InlineData("<table>", "")]
    [InlineData("<table><b>", "x")]
    [InlineData("<blockquote>", "done</blockquote>")]
    [InlineData("<blockquote>done\n", "")]
    [InlineData("<pre>", "`")]
    [InlineData("<code>`</code>", "")]
    [InlineData("<at>", "x")]
    [InlineData("<at>Ana</at>", "")]
    [InlineData("<a href=\"https://a.example\">b</a>", "")]
    [InlineData("<a href=\"https://eur.safelinks.protection.outlook.com/?url=https%3A%2F%2Fa.example\">b</a>", "")]
    [InlineData("<img alt=\"\ud83e\udd56\">", "")]
    [InlineData("<!--", "")]
    [InlineData("<svg>", "<p>")]
    [InlineData("<select>", "<option>")]
    [InlineData("<a b{n}=c ", "")]
    public void A_long_message_of_one_thing_takes_no_more_than_its_length_allows(string open, string then)
    {
        foreach (var (length, most) in ((int, int)[])[(59_000, 950), (59_000, 60_000), (400_000, 400_000)])
        {
            var half = then.Length == 0 ? length : length / 2;
            var html = new StringBuilder();
            for (var n = 0; n < most && html.Length + open.Length + 6 < half; n++) html.Append(open.Replace("{n}", $"{n}", StringComparison.Ordinal));
            for (var n = 0; n < most && then.Length > 0 && html.Length + then.Length < length; n++) html.Append(then);
            HoldTogether(ForOpenElements, html.ToString());
        }
    }

    /// <summary>Whom a message names comes beside it, and puts longer words in the place of shorter ones.</summary>
    [Theory]
    [InlineData("a", "a", 10_000)]
    [InlineData("a", "<at>a</at>", 10_000)]
    [InlineData("<at>a</at>", "<at>a</at>", 10_000)]
    [InlineData("<at>b</at>", "<at>a</at>", 10_000)]
    [InlineData("a", "a", 1)]
    [InlineData("a", "a", 8)]
    [InlineData("<at>a</at>", "<at>a</at>", 1)]
    public void Many_mentions_take_no_more_than_their_length_allows(string unit, string mention, int mentions)
    {
        var name = new string('a', Math.Max(1, 400_000 / mentions));
        HoldTogether(Usual, string.Concat(Enumerable.Repeat(unit, 59_000 / unit.Length)), [.. Enumerable.Repeat<object>(new { type = "mention", text = mention, mentioned = new { id = "a", name } }, mentions)]);
    }

    private static void HoldTogether(long each, string words, params object[] entities)
    {
        foreach (var html in (bool[])[true, false])
        {
            HoldsTogether(each, JsonSerializer.SerializeToUtf8Bytes(new
            {
                type = "message", id = "1", from = new { id = "29:1" }, recipient = new { id = "28:bot" }, conversation = new { id = "19:c", tenantId = "t" },
                text = html ? "" : words, entities, attachments = html ? new[] { new { contentType = "text/html", content = words } } : [],
            }));
        }
    }

    private static void HoldsTogether(long each, byte[] json)
    {
        try
        {
            Allocation.Within(1_000_000 + (each * json.Length), () => Read(json), () => Encoding.UTF8.GetString(json.AsSpan(0, Math.Min(json.Length, 20_000))));
        }
        catch (JsonException)
        {
            // Turned away at the door.
        }
    }

    private static IReadOnlyList<Heard> Read(byte[] json) => JsonSerializer.Deserialize(json, ActivityJson.Default.Activity) is { } activity ? ActivityReader.Read(activity, Now) : [];
}
