using System.Buffers;
using System.Text.RegularExpressions;
using System.Text;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using StudyBot.Ports;

namespace StudyBot.Teams;

/// <summary>What Teams sends of a message, as words. The HTML that comes with most messages tells links, quotes and code; where there is none the plain text stands.
/// Source: Teams' pages on channel and group conversations and on formatting.</summary>
public static partial class TeamsText
{
    /// <summary>A message longer than this is read up to here; the grammar reads less.</summary>
    private const int Longest = 60_000;

    /// <summary>A parser looks through all that is open at each tag. Beyond this many the plain text stands, as where there is no HTML.</summary>
    private const int MostTags = 2_000;

    /// <summary>Each costs a look at all the words. Whoever is named after them stays text.</summary>
    private const int MostMentions = 100;

    private const string Code = "kbd";
    private const string Struck = "del";

    private static readonly HtmlParser Parser = new();

    /// <summary>What means more than itself in HTML.</summary>
    private static readonly SearchValues<char> Special = SearchValues.Create("<&\0\r");

    /// <returns>The words, whether the bot itself was mentioned (that mention is gone), and the id of the message that is quoted in reply. No input throws.</returns>
    public static (string Text, bool Mentioned, string? Quoted) Read(Activity activity)
    {
        var mentions = (activity.Entities ?? []).OfType<Entity>().Where(entity => entity is { Type: "mention", Mentioned.Id: not null, Text.Length: > 0 }).Take(MostMentions).ToList();
        var html = activity.Attachments?.FirstOrDefault(attached => attached?.ContentType == "text/html")?.Content?.Text();
        var (words, mentioned, quoted) = html is { Length: > 0 and <= Longest } && html.AsSpan().Count('<') <= MostTags ? OfHtml(html, mentions, activity.Recipient?.Id) : OfPlain(activity.Text ?? "", mentions, activity.Recipient?.Id);
        words = Split().Replace(words.Replace('\u00A0', ' ').Replace("\r\n", "\n", StringComparison.Ordinal), Joined);
        quoted ??= activity.Entities?.FirstOrDefault(entity => entity?.Type == "quotedReply")?.QuotedReply?.MessageId;
        return (mentioned ? words.Trim() : words.Trim('\n', '\r'), mentioned, quoted);
    }

    private static (string Words, bool Mentioned, string? Quoted) OfPlain(string text, List<Entity> mentions, string? bot)
    {
        var mentioned = false;
        var words = QuoteMark().Replace(text.Length > Longest ? text[..Longest] : text, "");
        foreach (var mention in mentions)
        {
            var own = mention.Mentioned!.Id == bot;
            mentioned |= own;
            words = Replaced(words, mention.Text!, own ? "" : Called(mention));
        }

        return (words.Replace("&nbsp;", " ", StringComparison.Ordinal), mentioned, null);
    }

    private static (string Words, bool Mentioned, string? Quoted) OfHtml(string html, List<Entity> mentions, string? bot)
    {
        if (Paragraph(html) is { } plain) return (plain, false, null);
        using var document = Parser.ParseDocument(Formatting().Replace(html, Plainly));
        var walk = new Walk(mentions, bot);
        walk.Into(document.Body!);
        return (walk.Words.ToString(), walk.Mentioned, walk.Quoted);
    }

    /// <summary>No further than a message is read: a long name may come for every letter.</summary>
    private static string Replaced(string words, string text, string name)
    {
        var made = new StringBuilder();
        var from = 0;
        while (made.Length < Longest && words.IndexOf(text, from, StringComparison.Ordinal) is >= 0 and var at)
        {
            made.Append(words, from, at - from).Append(name);
            from = at + text.Length;
        }

        if (from == 0) return words;
        made.Append(words, from, words.Length - from);
        return made.ToString(0, Math.Min(made.Length, Longest));
    }

    private static string Plainly(Match tag) => tag.Groups["name"].Value.ToLowerInvariant() switch
    {
        "code" or "pre" or "listing" => $"<{tag.Groups["end"].Value}{Code}",
        "s" or "strike" => $"<{tag.Groups["end"].Value}{Struck}",
        _ => $"<{tag.Groups["end"].Value}x",
    };

    /// <summary>What a single paragraph says that is words alone, as most messages are: nothing in it has to be parsed. Null for all others.</summary>
    private static string? Paragraph(string html) =>
        html.StartsWith("<p>", StringComparison.Ordinal) && html.EndsWith("</p>", StringComparison.Ordinal) && html.Length > 7 && html.AsSpan(3, html.Length - 7).IndexOfAny(Special) < 0
            ? html[3..^4].Replace('\n', ' ')
            : null;

    /// <summary>A name of several words may come as a mention each, one behind the other: together they name one person.</summary>
    private static string Joined(Match split)
    {
        string[] names = [split.Groups["name"].Value, .. split.Groups["more"].Captures.Select(more => more.Value)];
        return $"<@{split.Groups["id"].Value}|{string.Join(' ', names.Distinct())}>";
    }

    [GeneratedRegex(@"<@(?<id>[^<>|\n]+)\|(?<name>[^<>\n]*)>(?: {1,3}<@\k<id>\|(?<more>[^<>\n]*)>)+", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Split();

    /// <summary>Stands in the plain text for the message that is quoted in reply.</summary>
    [GeneratedRegex(@"<quoted messageId=""[^""<>]{0,100}"" ?/>", RegexOptions.CultureInvariant)]
    private static partial Regex QuoteMark();

    /// <summary>As the core names a mentioned person.</summary>
    private static string Called(Entity mention) => $"<@{mention.Mentioned!.Id}|{(mention.Mentioned.Name ?? "").Replace('|', ' ').Replace('>', ' ')}>";

    /// <summary>Through the elements in their order, not by recursion: what others send may be nested deep.</summary>
    private sealed class Walk(List<Entity> mentions, string? bot)
    {
        private readonly List<(string Name, Entity Mention)> _named = [.. mentions.Select(mention => (Bare(mention.Text!), mention))];

        public StringBuilder Words { get; } = new();

        public bool Mentioned { get; private set; }

        public string? Quoted { get; private set; }

        public void Into(IElement body)
        {
            var ahead = new Stack<object>([body]);
            while (ahead.TryPop(out var next))
            {
                if (next is string closing)
                {
                    Close(closing);
                    continue;
                }

                if (next is IText text) Words.Append(text.Data.Replace('\n', ' '));
                else if (next is IElement element && Open(element) is { } after)
                {
                    ahead.Push(after);
                    foreach (var child in element.ChildNodes.Reverse()) ahead.Push(child);
                }
            }
        }

        /// <summary>What stands before an element's children; returns what stands behind them, or null where they are left out.</summary>
        private string? Open(IElement element)
        {
            switch (element.LocalName)
            {
                case "br":
                    Words.Append('\n');
                    return null;
                case "blockquote" when element.GetAttribute("itemtype")?.EndsWith("/Reply", StringComparison.Ordinal) == true:
                    Quoted = element.GetAttribute("itemid");
                    return null;
                case "blockquote":
                    return Quote(element);
                case Code:
                    Words.Append('`').Append(element.TextContent.Replace('`', ' ').Replace('\n', ' ')).Append('`');
                    return null;
                case Struck:
                    return null;
                case "emoji":
                case "img" when element.GetAttribute("itemtype")?.EndsWith("/Emoji", StringComparison.Ordinal) == true:
                    Words.Append(element.GetAttribute("alt"));
                    return null;
                case "img":
                    // What a picture is called ("image") nobody wrote; where it is a character, it is an emoji.
                    if (element.GetAttribute("alt") is { } alt && !alt.Any(char.IsLetterOrDigit)) Words.Append(alt);
                    return null;
                case "at":
                case "span" when element.GetAttribute("itemtype")?.EndsWith("/Mention", StringComparison.Ordinal) == true:
                    Mention(element.TextContent);
                    return null;
                case "a":
                    Link(element);
                    return null;
                case "script" or "style" or "attachment":
                    return null;
                case "p" or "div" or "li" or "h1" or "h2" or "h3" or "tr":
                    StartLine();
                    return "\n";
                default:
                    return "";
            }
        }

        private void Close(string with)
        {
            if (with == "\n") StartLine();
        }

        private void StartLine()
        {
            if (Words.Length > 0 && Words[^1] != '\n') Words.Append('\n');
        }

        /// <summary>Quoted lines keep their mark: the grammar leaves them out.</summary>
        private string? Quote(IElement element)
        {
            StartLine();
            foreach (var line in element.TextContent.Split('\n', StringSplitOptions.RemoveEmptyEntries)) Words.Append("> ").Append(line).Append('\n');
            return null;
        }

        private void Mention(string name)
        {
            var called = name.Trim();
            var at = _named.FindIndex(mention => mention.Name == called);
            if (at < 0)
            {
                Words.Append('@').Append(name);
                return;
            }

            var found = _named[at].Mention;
            // A name of several words may come as a mention each; the same person twice as two.
            _named.RemoveAt(at);
            if (found.Mentioned!.Id == bot) Mentioned = true;
            else Words.Append(Called(found));
        }

        private static string Bare(string text) => text.Replace("<at>", "", StringComparison.Ordinal).Replace("</at>", "", StringComparison.Ordinal).Trim();

        private void Link(IElement element)
        {
            var url = SafeLink.Unwrap(element.GetAttribute("href") ?? "");
            var label = element.TextContent.Trim();
            if (url.Length == 0 || url.StartsWith("mailto:", StringComparison.Ordinal) || url.StartsWith("tel:", StringComparison.Ordinal)) Words.Append(label);
            else if (label.Length == 0 || SafeLink.Unwrap(label).TrimEnd('/') == url.TrimEnd('/') || label.Contains("://", StringComparison.Ordinal)) Words.Append(url);
            // A linked "done" is a done; behind one, a link is what a note starts with.
            else Words.Append(StartsLine() ? $"{label} {url}" : $"{url} {label}");
        }

        private bool StartsLine()
        {
            if (Words.Length == 0 || Words[^1] == '\n') return true;
            var at = Words.Length - 1;
            while (at >= 0 && char.IsWhiteSpace(Words[at])) at--;
            return at < 0;
        }
    }

    /// <summary>Tags that a parser of HTML takes special care of, which we need not: what is not closed is opened again in every paragraph that follows, so many times so many;
    /// and each <c>pre</c> in another is a call in another. Under other names they are elements like any.</summary>
    [GeneratedRegex(@"<(?<end>/?)(?<name>b|big|code|em|font|i|listing|nobr|pre|s|small|strike|strong|tt|u)(?=[\s/>])", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Formatting();
}
