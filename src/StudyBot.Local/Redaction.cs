using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using StudyBot.Cards;

namespace StudyBot.Local;

/// <summary>Takes somebody's name out of what others wrote and were told, and the links that were told as theirs. A lesson's post is the plan's and names nobody:
/// a word in it that is somebody's name too stays.</summary>
internal static class Redaction
{
    private const string Somebody = "somebody";
    private const string Gone = "a link that was taken back";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    /// <summary>The members of a card in which a name may stand; the rest are addresses and names of parts.</summary>
    private static readonly string[] Spoken = ["value", "name", "detail"];

    /// <returns>The same message where the name does not stand in it.</returns>
    public static Message Without(Message message, string name)
    {
        var pattern = $@"(?<![\p{{L}}\p{{N}}])(?:@(?i:{Regex.Escape(name)})|{Regex.Escape(name)})(?![\p{{L}}\p{{N}}])";
        var words = message.Words is { } said ? Replace(said, pattern) : null;
        var card = message is { Card: { } shown, Kind: not MessageKind.Lesson } ? Without(shown, pattern) : message.Card;
        return words == message.Words && ReferenceEquals(card, message.Card) ? message : message with { Words = words, Card = card };
    }

    private static Card Without(Card card, string pattern)
    {
        var json = JsonNode.Parse(RowJson.Write(card).Span)!;
        return Redact(json, pattern) ? RowJson.Read<Card>(RowJson.Write(json)) : card;
    }

    private static bool Redact(JsonNode? node, string pattern)
    {
        var changed = false;
        if (node is JsonArray items)
        {
            foreach (var item in items) changed |= TakeBack(item, pattern) || Redact(item, pattern);
        }
        else if (node is JsonObject members)
        {
            foreach (var (member, value) in members.ToArray())
            {
                if (value is not JsonValue text)
                {
                    changed |= Redact(value, pattern);
                }
                else if (Spoken.Contains(member) && text.TryGetValue<string>(out var before) && Replace(before, pattern) is var after && after != before)
                {
                    members[member] = after;
                    changed = true;
                }
            }
        }

        return changed;
    }

    /// <summary>Whether a line told a link as theirs, as summaries and lists do; in a lesson a link may only be called like them.</summary>
    private static bool TakeBack(JsonNode? node, string pattern)
    {
        if (node is not JsonObject line || line["spans"] is not JsonArray { Count: > 1 } spans || spans[0]?["value"] is not JsonValue first) return false;
        if (!spans.Any(span => span?["url"] is not null) || !Regex.IsMatch(first.GetValue<string>(), $@"\A{pattern}, day [0-9]+: \z", RegexOptions.None, Patience)) return false;
        line["spans"] = new JsonArray(new JsonObject { ["value"] = Gone });
        return true;
    }

    private static string Replace(string text, string pattern) =>
        Regex.Replace(text, pattern, match => match.Value[0] == '@' ? "@" + Somebody : Somebody, RegexOptions.None, Patience);
}
