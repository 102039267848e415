using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using CsCheck;
using StudyBot.Cohorts;
using StudyBot.Slack;
using StudyBot.Teams;

namespace StudyBot.Tests.Fuzz;

/// <summary>What a button or a form carries comes back by way of somebody's client: it is read as it stands there, or is none of ours.</summary>
public class CardDataFuzzTests
{
    private static readonly CohortId Bakers = new("slack", "T1", "C1");

    private static readonly Gen<string> Odd = Gen.OneOf(Gen.String, Gen.Char["{}[]\":,say\\ud8 \0\ud83e\udd56"].Array[0, 40].Select(chars => new string(chars)));

    [Fact]
    public void A_buttons_value_is_read_as_it_stands_or_is_none()
    {
        JsonNode[] written = [.. ((ButtonValue[])[new("done 6"), new("done: https://example.org/bread <caf\u00e9>", $"{Bakers}"), new(new string('x', 1_900))]).Select(value => JsonNode.Parse(value.Write())!)];
        var (read, none) = (0, 0);
        Gen.OneOf(HostileJson.Like(written).Select(Encoding.UTF8.GetString), Odd).Sample(
            text =>
            {
                if (Allocation.Within(20_000 + (40L * text.Length), () => ButtonValue.Read(text), () => text) is not { } value)
                {
                    Interlocked.Increment(ref none);
                    return;
                }

                Interlocked.Increment(ref read);
                Assert.InRange(text.Length, 1, 2_000);
                using var json = JsonDocument.Parse(text);
                Assert.Equal((value.Say, value.In), (json.RootElement.GetProperty("say").GetString(), json.RootElement.TryGetProperty("in", out var cohort) ? cohort.GetString() : null));
            },
            iter: 10_000);
        Assert.All((int[])[read, none], count => Assert.InRange(count, 500, int.MaxValue));
    }

    [Fact]
    public void A_cards_data_is_read_as_it_stands_or_is_none()
    {
        var form = CardAction.OfForm("setup", Bakers);
        foreach (var field in (string[])["start", "zone", "time", "file"]) form[field] = $"some {field}";
        var (read, none) = (0, 0);
        HostileJson.Like([CardAction.OfButton("done 6", null), CardAction.OfButton("done: https://example.org/bread", Bakers), form]).Sample(
            bytes =>
            {
                if (Parse(bytes) is not { } json) return;
                using (json)
                {
                    if (Allocation.Within(20_000 + (20L * bytes.Length), () => CardAction.Read(json.RootElement), () => Encoding.UTF8.GetString(bytes)) is not { } action)
                    {
                        Interlocked.Increment(ref none);
                        return;
                    }

                    Interlocked.Increment(ref read);
                    var ours = json.RootElement.GetProperty("studybot");
                    Assert.Equal(action.Say is null, action.Form is not null);
                    Assert.Equal(action.Say ?? action.Form, ours.GetProperty(action.Say is null ? "form" : "say").GetString());
                    Assert.InRange(action.Say?.Length ?? 0, 0, 2_000);
                    Assert.InRange(action.Values.Count, 0, action.Form is null ? 0 : 50);
                    Assert.All(action.Values, value => Assert.Contains(json.RootElement.EnumerateObject(), field => field.Name == value.Key && field.Value.ValueEquals(value.Value)));
                }
            },
            iter: 10_000);
        Assert.All((int[])[read, none], count => Assert.InRange(count, 500, int.MaxValue));
    }

    /// <summary>Fields without end are not taken.</summary>
    [Fact]
    public void More_fields_than_a_form_has_are_left_out()
    {
        var data = CardAction.OfForm("setup", null);
        for (var field = 0; field < 20_000; field++) data[$"f{field}"] = "x";
        var bytes = Encoding.UTF8.GetBytes(data.ToJsonString());
        using var json = JsonDocument.Parse(bytes);

        Assert.InRange(Allocation.Within(50_000, () => CardAction.Read(json.RootElement)!, () => "many fields").Values.Count, 1, 50);
    }

    [Fact]
    public void Where_a_modal_was_opened_is_read_as_it_was_written_or_not_at_all() =>
        Gen.OneOf(Gen.OneOf("C1", "D1", "1700000000.000001", " ", "  ", "\0", "\ud83e", "{\"say\":\"done\"}", "\n", new string('x', 3_000), new string(' ', 3_000)).Array[0, 5].Select(string.Concat), Gen.String).Sample(
            text =>
            {
                if (Allocation.Within(5_000 + (80L * text.Length), () => ModalPlace.Read(text), () => text) is not { } place) return;
                Assert.Equal(text, place.Write());
                Assert.NotEmpty(place.Channel);
                Assert.NotEqual("", place.Thread);
            },
            iter: 10_000);

    private static JsonDocument? Parse(byte[] json)
    {
        try
        {
            return JsonDocument.Parse(json, new() { MaxDepth = 32 });
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
