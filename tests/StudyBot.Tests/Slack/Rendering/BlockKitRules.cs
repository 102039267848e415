using System.Text.Json;
using System.Text.RegularExpressions;

namespace StudyBot.Tests.Slack;

/// <summary>Slack's rules for blocks and views, over their JSON, by somebody who knows nothing of the renderer. Each rule names its page under
/// docs.slack.dev/reference; what a page does not allow by name is refused.</summary>
internal static partial class BlockKitRules
{
    /// <summary>What is wrong, one line each, with where; empty where Slack would take it.</summary>
    public static IReadOnlyList<string> Message(string text, JsonElement blocks)
    {
        var wrong = new List<string>();
        // methods/chat.postMessage: text up to 4,000 characters, escaped as messaging/formatting-message-text says.
        Length(wrong, "text", text, 1, 4_000);
        if (ControlSequence().IsMatch(text)) wrong.Add("text: a control sequence");
        if (LooseAmpersand().IsMatch(text)) wrong.Add("text: an unescaped &");
        // block-kit/blocks: 50 in a message.
        Blocks(wrong, blocks, most: 50, ["header", "rich_text", "context", "actions", "divider"]);
        // methods/chat.postMessage: msg_blocks_too_long, met from 11,300 characters on.
        if (Characters(blocks) > 11_000) wrong.Add($"blocks: {Characters(blocks)} characters are too long");
        return wrong;
    }

    /// <summary>views.</summary>
    public static IReadOnlyList<string> View(JsonElement view)
    {
        var wrong = new List<string>();
        var type = view.GetProperty("type").GetString();
        // views: 100 blocks; title, submit and close 24; callback_id 255; private_metadata 3,000; submit is required with an input.
        Blocks(wrong, view.GetProperty("blocks"), most: 100, ["header", "rich_text", "context", "actions", "divider", .. type is "modal" ? (string[])["input"] : []]);
        if (type is "modal")
        {
            Fields(wrong, "view", view, ["type", "blocks", "title", "close"], ["submit", "callback_id", "private_metadata"]);
            foreach (var name in (string[])["title", "submit", "close"])
                if (view.TryGetProperty(name, out var title)) Text(wrong, name, title, 24, plain: true);
            Optional(wrong, view, "callback_id", 255);
            Optional(wrong, view, "private_metadata", 3_000);
            if (!view.TryGetProperty("submit", out _) && view.GetProperty("blocks").EnumerateArray().Any(b => Type(b) is "input")) wrong.Add("view: an input without submit");
        }
        else
        {
            Fields(wrong, "view", view, ["type", "blocks"], []);
        }

        // methods/views.open, methods/views.publish: view_too_large above 250 kB.
        if (view.GetRawText().Length > 250_000) wrong.Add("view: too large");
        return wrong;
    }

    private static void Blocks(List<string> wrong, JsonElement blocks, int most, string[] allowed)
    {
        if (blocks.GetArrayLength() is var count && (count == 0 || count > most)) wrong.Add($"blocks: {count} of at most {most}");
        var blockIds = new HashSet<string>();
        var i = 0;
        foreach (var block in blocks.EnumerateArray())
        {
            var at = $"blocks[{i++}]";
            if (!allowed.Contains(Type(block))) wrong.Add($"{at}: no {Type(block)} here");
            // block-kit/blocks: block_id 255, unique.
            Optional(wrong, block, "block_id", 255);
            if (block.TryGetProperty("block_id", out var id) && !blockIds.Add(id.GetString()!)) wrong.Add($"{at}: block_id twice");
            Block(wrong, at, block);
        }
    }

    private static void Block(List<string> wrong, string at, JsonElement block)
    {
        switch (Type(block))
        {
            case "header": // block-kit/blocks/header-block: plain text of 150
                Fields(wrong, at, block, ["type", "text"], ["block_id"]);
                Text(wrong, at, block.GetProperty("text"), 150, plain: true);
                break;
            case "divider": // block-kit/blocks/divider-block
                Fields(wrong, at, block, ["type"], ["block_id"]);
                break;
            case "context": // block-kit/blocks/context-block: 1 to 10 elements
                Fields(wrong, at, block, ["type", "elements"], ["block_id"]);
                Each(wrong, at, block, 10, (where, e) => Text(wrong, where, e, 3_000));
                break;
            case "actions": // block-kit/blocks/actions-block: 1 to 25 elements
                Fields(wrong, at, block, ["type", "elements"], ["block_id"]);
                Each(wrong, at, block, 25, (where, e) => Button(wrong, where, e));
                Unique(wrong, at, block.GetProperty("elements"));
                // block-kit/block-elements/button-element: primary for one button of a set.
                if (block.GetProperty("elements").EnumerateArray().Count(e => e.TryGetProperty("style", out _)) > 1) wrong.Add($"{at}: several primary buttons");
                break;
            case "rich_text": // block-kit/blocks/rich-text-block
                Fields(wrong, at, block, ["type", "elements"], ["block_id"]);
                Each(wrong, at, block, int.MaxValue, (where, e) => RichText(wrong, where, e));
                break;
            case "input": // block-kit/blocks/input-block: label and hint 2,000
                Fields(wrong, at, block, ["type", "label", "element"], ["block_id", "hint", "optional"]);
                Text(wrong, at, block.GetProperty("label"), 2_000, plain: true);
                if (block.TryGetProperty("hint", out var hint)) Text(wrong, at, hint, 2_000, plain: true);
                Input(wrong, at, block.GetProperty("element"));
                break;
        }
    }

    private static void RichText(List<string> wrong, string at, JsonElement part)
    {
        switch (Type(part))
        {
            case "rich_text_section": // block-kit/block-elements/rich-text-section-element
            case "rich_text_quote": // block-kit/block-elements/rich-text-quote-element
                Fields(wrong, at, part, ["type", "elements"], []);
                Each(wrong, at, part, int.MaxValue, (where, e) => Inline(wrong, where, e));
                break;
            case "rich_text_list": // block-kit/block-elements/rich-text-list-element
                Fields(wrong, at, part, ["type", "elements", "style"], []);
                if (part.GetProperty("style").GetString() is not "bullet") wrong.Add($"{at}: style");
                Each(wrong, at, part, int.MaxValue, (where, e) =>
                {
                    if (Type(e) is not "rich_text_section") wrong.Add($"{where}: no section");
                    RichText(wrong, where, e);
                });
                break;
            default:
                wrong.Add($"{at}: no {Type(part)} in rich text");
                break;
        }
    }

    private static void Inline(List<string> wrong, string at, JsonElement inline)
    {
        switch (Type(inline))
        {
            case "text": // block-kit/block-elements/text-element
                Fields(wrong, at, inline, ["type", "text"], ["style"]);
                Length(wrong, at, inline.GetProperty("text").GetString()!, 1, 3_000);
                break;
            case "link": // block-kit/block-elements/link-element
                Fields(wrong, at, inline, ["type", "url", "text"], ["style"]);
                Length(wrong, at, inline.GetProperty("text").GetString()!, 1, 3_000);
                var url = inline.GetProperty("url").GetString()!;
                Length(wrong, at, url, 1, 3_000);
                if (!Web().IsMatch(url)) wrong.Add($"{at}: {url} is no address");
                break;
            default: // A user, a broadcast, a channel: nobody is ever mentioned.
                wrong.Add($"{at}: a {Type(inline)}");
                break;
        }

        if (inline.TryGetProperty("style", out var style))
            Fields(wrong, at, style, [], ["bold", "italic", "code"]);
    }

    private static void Button(List<string> wrong, string at, JsonElement button)
    {
        // block-kit/block-elements/button-element: text 75, value 2,000, action_id 255, style primary.
        if (Type(button) is not "button") wrong.Add($"{at}: no button");
        Fields(wrong, at, button, ["type", "text", "action_id", "value"], ["style"]);
        Text(wrong, at, button.GetProperty("text"), 75, plain: true);
        Optional(wrong, button, "value", 2_000);
        Optional(wrong, button, "action_id", 255);
        if (button.TryGetProperty("style", out var style) && style.GetString() is not "primary") wrong.Add($"{at}: style");
    }

    private static void Input(List<string> wrong, string at, JsonElement element)
    {
        Optional(wrong, element, "action_id", 255);
        switch (Type(element))
        {
            case "plain_text_input": // block-kit/block-elements/plain-text-input-element: up to 3,000
                Fields(wrong, at, element, ["type", "action_id"], ["initial_value"]);
                Optional(wrong, element, "initial_value", 3_000);
                break;
            case "datepicker": // block-kit/block-elements/date-picker-element
                Fields(wrong, at, element, ["type", "action_id"], ["initial_date"]);
                if (element.TryGetProperty("initial_date", out var date) && !DateOnly.TryParseExact(date.GetString(), "yyyy-MM-dd", out _)) wrong.Add($"{at}: {date} is no date");
                break;
            case "timepicker": // block-kit/block-elements/time-picker-element
                Fields(wrong, at, element, ["type", "action_id"], ["initial_time"]);
                if (element.TryGetProperty("initial_time", out var time) && !TimeOnly.TryParseExact(time.GetString(), "HH:mm", out _)) wrong.Add($"{at}: {time} is no time");
                break;
            case "file_input": // block-kit/block-elements/file-input-element: 1 to 10 files
                Fields(wrong, at, element, ["type", "action_id"], ["filetypes", "max_files"]);
                if (element.TryGetProperty("max_files", out var files) && files.GetInt32() is < 1 or > 10) wrong.Add($"{at}: max_files");
                break;
            case "static_select": // block-kit/block-elements/select-menu-element: 1 to 100 options; option-object: text and value 75
                Fields(wrong, at, element, ["type", "action_id", "options"], ["initial_option"]);
                var options = element.GetProperty("options");
                if (options.GetArrayLength() is < 1 or > 100) wrong.Add($"{at}: {options.GetArrayLength()} options");
                foreach (var option in options.EnumerateArray())
                {
                    Fields(wrong, at, option, ["text", "value"], []);
                    Text(wrong, at, option.GetProperty("text"), 75, plain: true);
                    Length(wrong, at, option.GetProperty("value").GetString()!, 1, 75);
                }

                if (options.EnumerateArray().DistinctBy(o => o.GetProperty("value").GetString()).Count() < options.GetArrayLength()) wrong.Add($"{at}: a value twice");
                // initial_option matches one of the options exactly.
                if (element.TryGetProperty("initial_option", out var initial) && !options.EnumerateArray().Any(o => JsonElement.DeepEquals(o, initial))) wrong.Add($"{at}: initial_option is none of them");
                break;
            default:
                wrong.Add($"{at}: no {Type(element)} in an input");
                break;
        }
    }

    private static void Text(List<string> wrong, string at, JsonElement text, int most, bool plain = false)
    {
        // block-kit/composition-objects/text-object: 1 to 3,000 characters; verbatim is for mrkdwn.
        var words = text.GetProperty("text").GetString()!;
        Length(wrong, at, words, 1, most);
        switch (Type(text))
        {
            case "plain_text":
                Fields(wrong, at, text, ["type", "text"], []);
                break;
            case "mrkdwn" when !plain:
                Fields(wrong, at, text, ["type", "text", "verbatim"], []);
                if (!text.GetProperty("verbatim").GetBoolean()) wrong.Add($"{at}: not verbatim");
                if (ControlSequence().IsMatch(words) || LooseAmpersand().IsMatch(words)) wrong.Add($"{at}: a control sequence in {words}");
                // messaging/formatting-message-text: marks of style, and quotes; ours are code alone.
                if (Marks().IsMatch(Code().Replace(words, ""))) wrong.Add($"{at}: a mark in {words}");
                break;
            default:
                wrong.Add($"{at}: no {Type(text)} here");
                break;
        }
    }

    private static void Length(List<string> wrong, string at, string words, int least, int most)
    {
        if (words.Length < least || words.Length > most) wrong.Add($"{at}: {words.Length} characters of {least} to {most}");
        for (var i = 0; i < words.Length; i++)
            if (char.IsSurrogate(words[i]) && (i + 1 == words.Length || !char.IsSurrogatePair(words[i], words[++i]))) wrong.Add($"{at}: half a character");
        if (words.Any(c => char.IsControl(c) && c is not '\n' and not '\t')) wrong.Add($"{at}: a control character");
        if (words.Any(c => c is (>= '\u202A' and <= '\u202E') || c is '\u2066' or '\u2067')) wrong.Add($"{at}: a mark that turns the line");
    }

    private static void Optional(List<string> wrong, JsonElement holder, string name, int most)
    {
        if (holder.TryGetProperty(name, out var value)) Length(wrong, name, value.GetString()!, 1, most);
    }

    private static void Fields(List<string> wrong, string at, JsonElement holder, string[] required, string[] allowed)
    {
        var names = holder.EnumerateObject().Select(p => p.Name).ToArray();
        wrong.AddRange(required.Except(names).Select(name => $"{at}: {name} is missing"));
        wrong.AddRange(names.Except(required).Except(allowed).Select(name => $"{at}: {name} is unknown"));
        wrong.AddRange(holder.EnumerateObject().Where(p => p.Value.ValueKind is JsonValueKind.Null).Select(p => $"{at}: {p.Name} is null"));
    }

    private static void Each(List<string> wrong, string at, JsonElement holder, int most, Action<string, JsonElement> check)
    {
        var elements = holder.GetProperty("elements");
        if (elements.GetArrayLength() is var count && (count == 0 || count > most)) wrong.Add($"{at}: {count} elements");
        var i = 0;
        foreach (var element in elements.EnumerateArray()) check($"{at}.elements[{i++}]", element);
    }

    private static void Unique(List<string> wrong, string at, JsonElement elements)
    {
        // block-kit/block-elements: action_id unique in its block.
        var ids = elements.EnumerateArray().Select(e => e.GetProperty("action_id").GetString()).ToArray();
        if (ids.Distinct().Count() < ids.Length) wrong.Add($"{at}: action_id twice");
    }

    private static int Characters(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.Array => json.EnumerateArray().Sum(Characters),
        JsonValueKind.Object => json.EnumerateObject().Where(p => p.Name is not "type" and not "action_id" and not "style").Sum(p => Characters(p.Value)),
        JsonValueKind.String => json.GetString()!.Length,
        _ => 0,
    };

    private static string Type(JsonElement json) => json.GetProperty("type").GetString()!;

    // messaging/formatting-message-text: a raw < or > starts or ends a control sequence.
    [GeneratedRegex("[<>]")]
    private static partial Regex ControlSequence();

    [GeneratedRegex("&(?!(amp|lt|gt);)")]
    private static partial Regex LooseAmpersand();

    [GeneratedRegex("`[^`\n]+`")]
    private static partial Regex Code();

    [GeneratedRegex("[*_~`]|^(&gt;|>)", RegexOptions.Multiline)]
    private static partial Regex Marks();

    [GeneratedRegex(@"\Ahttps?://[^\s<>|""]+\z")]
    private static partial Regex Web();
}
