using System.Buffers;
using System.Globalization;
using System.Text.RegularExpressions;

namespace StudyBot.Slack;

/// <summary>What Slack sends as a message's <c>text</c>, as words: docs.slack.dev/messaging/formatting-message-text.</summary>
/// <remarks>People's own <c>&lt;</c>, <c>&gt;</c> and <c>&amp;</c> come escaped, so whatever stands in angle brackets is Slack's.
/// Quotes and code keep their marks: the grammar leaves out what is in them.</remarks>
public static partial class SlackText
{
    /// <summary>A message longer than this is read up to here; the grammar reads less.</summary>
    private const int Longest = 12_000;

    /// <summary>Around the number of a sequence while marks are taken off. It is no character, so nobody means it.</summary>
    private const char Held = '\uFDD0';

    /// <summary>A text without any of these is the words already, as most replies are.</summary>
    private static readonly SearchValues<char> Signs = SearchValues.Create(['<', '&', '`', '*', '_', '~', Held]);

    /// <returns>The words, never longer than the text, and whether the bot itself was mentioned; that mention is gone. No input throws.</returns>
    public static (string Text, bool Mentioned) Read(string text, string botUserId)
    {
        var bounded = text.Length > Longest ? text[..Longest] : text;
        if (!bounded.AsSpan().ContainsAny(Signs)) return (bounded, false);
        bounded = bounded.Replace(Held, ' ');
        var sequences = new List<string>();
        var mentioned = false;
        var held = Sequence().Replace(bounded, match =>
        {
            var (id, label) = Parts(match.Groups["inside"].Value);
            var own = id == $"@{botUserId}";
            mentioned |= own;
            sequences.Add(own ? "" : Seen(id, label, StartsLine(bounded, match.Index)));
            return $"{match.Groups["before"].Value}{Held}{(sequences.Count - 1).ToString(CultureInfo.InvariantCulture)}{Held}{(own ? "" : match.Groups["after"].Value)}";
        });

        var words = string.Concat(Markup.TakeOff(held).Split(Held).Select((piece, i) => Unescape(i % 2 == 0 ? piece : sequences[int.Parse(piece, CultureInfo.InvariantCulture)])));
        return (mentioned ? words.Trim() : words, mentioned);
    }

    private static (string Id, string? Label) Parts(string inside)
    {
        var bar = inside.IndexOf('|');
        return bar < 0 ? (inside, null) : (inside[..bar], bar + 1 < inside.Length ? inside[(bar + 1)..] : null);
    }

    private static string Seen(string id, string? label, bool startsLine) => id switch
    {
        ['@', ..] => label is null ? $"<{id}>" : $"<{id}|{label}>",
        ['#', ..] => label is null ? id : $"#{label}",
        _ when id.StartsWith("!date^", StringComparison.Ordinal) => label ?? "",
        _ when id.StartsWith("!subteam^", StringComparison.Ordinal) => $"@{(label ?? id[9..]).TrimStart('@')}",
        ['!', ..] => $"@{id[1..]}",
        _ when label is null || label == id || id == $"http://{label}" || id == $"https://{label}" => id,
        _ when id == $"mailto:{label}" || id.StartsWith("tel:", StringComparison.Ordinal) => label,
        // A linked "done" is a done; behind one, a link is what a note starts with.
        _ => startsLine ? $"{label} {id}" : $"{id} {label}",
    };

    private static bool StartsLine(string text, int index)
    {
        var before = text.AsSpan(0, index);
        return before[(before.LastIndexOf('\n') + 1)..].Trim(" \t*_").IsEmpty;
    }

    /// <summary>Once, so that an escaped escape stays what the person wrote.</summary>
    private static string Unescape(string words) => Entity().Replace(words, match => match.Value switch
    {
        "&lt;" => "<",
        "&gt;" => ">",
        _ => "&",
    });

    [GeneratedRegex(@"(?<before> ?)<(?<inside>[^<>\n]+)>(?<after>[:,]? ?)", RegexOptions.ExplicitCapture)]
    private static partial Regex Sequence();

    [GeneratedRegex("&(amp|lt|gt);", RegexOptions.ExplicitCapture)]
    private static partial Regex Entity();
}
