using System.Text.Json.Nodes;
using static StudyBot.Fakes.Rules;

namespace StudyBot.Fakes.Slack;

/// <summary>
/// What blocks look like: <see href="https://docs.slack.dev/reference/block-kit/blocks">Blocks</see>, <see href="https://docs.slack.dev/reference/block-kit/block-elements">Block elements</see>,
/// <see href="https://docs.slack.dev/reference/block-kit/composition-objects">Composition objects</see>; each type has a page of its own below these. What stands in no table here,
/// no StudyBot needs; the fake refuses it, so that whoever starts to use it writes its rule down first.
/// </summary>
internal static class BlockKit
{
    private static readonly Field BlockId = new("block_id", String(1, 255));

    private static readonly Field ActionId = new("action_id", String(1, 255));

    private static readonly Field FocusOnLoad = new("focus_on_load", Bool);

    private static readonly Field ColorStyle = new("style", OneOf("primary", "danger"));

    // Text object: 1 to 3,000 characters wherever a field says no less.
    private static Rule Plain(int most) => Shape(new("type", OneOf("plain_text"), true), new("text", String(1, most), true), new("emoji", Bool));

    private static Rule Text(int most) => Typed(new Dictionary<string, Rule>
    {
        ["plain_text"] = Plain(most),
        ["mrkdwn"] = Shape(new("type", Anything), new("text", String(1, most), true), new("verbatim", Bool)),
    });

    // Option object: text 75, value 150, description 75; the typings say 75 for the value, the page 150.
    private static Rule Option(Rule text) => Shape(new("text", text, true), new("value", String(1, 150), true), new("description", Plain(75)), new("url", String(1, 3000)));

    private static readonly Rule PlainOption = Option(Plain(75));

    private static readonly Rule AnyOption = Option(Text(75));

    private static readonly Rule OptionGroup = Shape(new("label", Plain(75), true), new("options", Each(PlainOption, 1, 100), true));

    private static readonly Field Confirm = new("confirm", Shape(new("title", Plain(100), true), new("text", Text(300), true), new("confirm", Plain(30), true), new("deny", Plain(30), true), ColorStyle));

    private static readonly Field Placeholder = new("placeholder", Plain(150));

    private static readonly Field DispatchConfig = new("dispatch_action_config", Shape(new Field("trigger_actions_on", Each(OneOf("on_enter_pressed", "on_character_entered"), 1, 2))));

    private static readonly Rule SlackImage = All(
        Shape(new("type", Anything), new("alt_text", String(1, 2000), true), new("image_url", String(1, 3000)), new("slack_file", Shape(new("id", String(1, 255)), new("url", String(1, 3000))))),
        Whole(image => image["image_url"] is null != image["slack_file"] is null, "one of image_url and slack_file is required"));

    /// <summary>Interactive elements and the image, by type.</summary>
    private static readonly Dictionary<string, Rule> Elements = new()
    {
        ["image"] = SlackImage,
        ["button"] = Element(new("text", Plain(75), true), new("value", String(1, 2000)), new("url", String(1, 3000)), ColorStyle, new("accessibility_label", String(1, 75)), Confirm),
        ["checkboxes"] = Element(new("options", Each(AnyOption, 1, 10), true), new("initial_options", Each(AnyOption, 1, 10)), Confirm, FocusOnLoad),
        ["radio_buttons"] = Element(new("options", Each(AnyOption, 1, 10), true), new("initial_option", AnyOption), Confirm, FocusOnLoad),
        ["overflow"] = Element(new("options", Each(PlainOption, 1, 5), true), Confirm),
        ["datepicker"] = Element(new("initial_date", Formatted("yyyy-MM-dd")), Placeholder, Confirm, FocusOnLoad),
        ["timepicker"] = Element(new("initial_time", Formatted("HH:mm")), Placeholder, Confirm, FocusOnLoad, new("timezone", String(1, 100))),
        ["datetimepicker"] = Element(new("initial_date_time", Number(1_000_000_000, 9_999_999_999)), Confirm, FocusOnLoad),
        ["static_select"] = All(Element(new("options", Each(PlainOption, 1, 100)), new("option_groups", Each(OptionGroup, 1, 100)), new("initial_option", PlainOption), Placeholder, Confirm, FocusOnLoad), Choices("initial_option")),
        ["multi_static_select"] = All(Element(new("options", Each(PlainOption, 1, 100)), new("option_groups", Each(OptionGroup, 1, 100)), new("initial_options", Each(PlainOption, 1, 100)), new("max_selected_items", Number(1, 100)), Placeholder, Confirm, FocusOnLoad), Choices("initial_options")),
        ["users_select"] = Element(new("initial_user", String(1, 255)), Placeholder, Confirm, FocusOnLoad),
        ["multi_users_select"] = Element(new("initial_users", Each(String(1, 255), 1, 100)), new("max_selected_items", Number(1, 100)), Placeholder, Confirm, FocusOnLoad),
        ["channels_select"] = Element(new("initial_channel", String(1, 255)), new("response_url_enabled", Bool), Placeholder, Confirm, FocusOnLoad),
        ["conversations_select"] = Element(new("initial_conversation", String(1, 255)), new("default_to_current_conversation", Bool), new("filter", Anything), new("response_url_enabled", Bool), Placeholder, Confirm, FocusOnLoad),
        ["plain_text_input"] = Element(new("initial_value", String(0, 3000)), new("multiline", Bool), new("min_length", Number(0, 3000)), new("max_length", Number(1, 3000)), Placeholder, DispatchConfig, FocusOnLoad),
        ["email_text_input"] = Element(new("initial_value", String(0, 3000)), Placeholder, DispatchConfig, FocusOnLoad),
        ["url_text_input"] = Element(new("initial_value", String(0, 3000)), Placeholder, DispatchConfig, FocusOnLoad),
        ["number_input"] = Element(new("is_decimal_allowed", Bool, true), new("initial_value", String(0, 100)), new("min_value", String(0, 100)), new("max_value", String(0, 100)), Placeholder, DispatchConfig, FocusOnLoad),
        ["file_input"] = Element(new("filetypes", Each(String(1, 20), 1, 100)), new("max_files", Number(1, 10))),
    };

    private static readonly Rule TextStyle = Shape(new("bold", Bool), new("italic", Bool), new("strike", Bool), new("code", Bool), new("underline", Bool));

    private static readonly Field Style = new("style", TextStyle);

    // Rich text block: https://docs.slack.dev/reference/block-kit/blocks/rich-text-block. An empty text is refused: "must be more than 0 characters".
    private static readonly Dictionary<string, Rule> RichInline = new()
    {
        ["text"] = Shape(new("type", Anything), new("text", String(1, 12_000), true), Style),
        ["link"] = Shape(new("type", Anything), new("url", String(1, 3000), true), new("text", String(1, 12_000)), new("unsafe", Bool), Style),
        ["emoji"] = Shape(new("type", Anything), new("name", String(1, 255), true), new("unicode", String(1, 255)), Style),
        ["user"] = Shape(new("type", Anything), new("user_id", String(1, 255), true), Style),
        ["channel"] = Shape(new("type", Anything), new("channel_id", String(1, 255), true), Style),
        ["usergroup"] = Shape(new("type", Anything), new("usergroup_id", String(1, 255), true), Style),
        ["broadcast"] = Shape(new("type", Anything), new("range", OneOf("here", "channel", "everyone"), true), Style),
        ["date"] = Shape(new("type", Anything), new("timestamp", Number(0, 9_999_999_999), true), new("format", String(1, 255), true), new("url", String(1, 3000)), new("fallback", String(1, 255)), Style),
        ["color"] = Shape(new("type", Anything), new("value", String(1, 20), true), Style),
    };

    private static readonly Field Border = new("border", Number(0, 1));

    private static readonly Rule RichSection = Shape(new("type", OneOf("rich_text_section"), true), new("elements", Each(Typed(RichInline), 1, 1000), true));

    private static readonly Dictionary<string, Rule> RichParts = new()
    {
        ["rich_text_section"] = RichSection,
        ["rich_text_list"] = Shape(new("type", Anything), new("style", OneOf("bullet", "ordered"), true), new("elements", Each(RichSection, 1, 1000), true), new("indent", Number(0, 8)), new("offset", Number(0, 10_000)), Border),
        ["rich_text_quote"] = Shape(new("type", Anything), new("elements", Each(Typed(RichInline), 1, 1000), true), Border),
        ["rich_text_preformatted"] = Shape(new("type", Anything), new("elements", Each(Typed(Only(RichInline, "text", "link")), 1, 1000), true), Border),
    };

    private static readonly Rule RichText = Shape(new("type", OneOf("rich_text"), true), BlockId, new("elements", Each(Typed(RichParts), 1, 1000), true));

    private static readonly Rule Section = All(
        Shape(new("type", Anything), BlockId, new("text", Text(3000)), new("fields", Each(Text(2000), 1, 10)), new("expand", Bool),
            new("accessory", Typed(Only(Elements, "button", "checkboxes", "datepicker", "image", "multi_static_select", "multi_users_select", "overflow", "radio_buttons", "static_select", "users_select", "channels_select", "conversations_select", "timepicker")))),
        Whole(section => section["text"] is not null || section["fields"] is not null, "one of text and fields is required"));

    private static readonly Dictionary<string, Rule> Common = new()
    {
        ["header"] = Shape(new("type", Anything), BlockId, new("text", Plain(150), true)),
        ["section"] = Section,
        ["divider"] = Shape(new("type", Anything), BlockId),
        ["image"] = All(Whole(image => image["image_url"] is null != image["slack_file"] is null, "one of image_url and slack_file is required"),
            Shape(new("type", Anything), BlockId, new("alt_text", String(1, 2000), true), new("title", Plain(2000)), new("image_url", String(1, 3000)), new("slack_file", Shape(new("id", String(1, 255)), new("url", String(1, 3000)))))),
        ["context"] = Shape(new("type", Anything), BlockId, new("elements", Each(Typed(new Dictionary<string, Rule> { ["image"] = SlackImage, ["plain_text"] = Plain(3000), ["mrkdwn"] = Text(3000) }), 1, 10), true)),
        ["actions"] = Shape(new("type", Anything), BlockId, new("elements", Each(Typed(Only(Elements, "button", "checkboxes", "datepicker", "datetimepicker", "multi_static_select", "multi_users_select", "overflow", "radio_buttons", "static_select", "users_select", "channels_select", "conversations_select", "timepicker")), 1, 25), true)),
        ["input"] = Input("file_input"),
        ["rich_text"] = RichText,
    };

    /// <summary>In messages besides: tables (100 rows, 20 columns) and markdown (12,000 characters in all). No files are asked for in messages.</summary>
    public static readonly Rule InMessage = Typed(new Dictionary<string, Rule>(Common)
    {
        ["input"] = Input(),
        ["markdown"] = Shape(new("type", Anything), BlockId, new("text", String(1, 12_000), true)),
        ["table"] = Shape(new("type", Anything), BlockId,
            new("rows", Each(Each(Typed(new Dictionary<string, Rule>
            {
                ["raw_text"] = Shape(new("type", Anything), new("text", String(1, 3000), true)),
                ["raw_number"] = Shape(new("type", Anything), new("value", Number(long.MinValue, long.MaxValue), true), new("text", String(1, 3000), true)),
                ["rich_text"] = RichText,
            }), 1, 20), 1, 100), true),
            new("column_settings", Each(Shape(new("align", OneOf("left", "center", "right")), new("is_wrapped", Bool)), 1, 20))),
    });

    public static readonly Rule InModal = Typed(Common);

    /// <summary>No files are asked for in App Home.</summary>
    public static readonly Rule InHome = Typed(new Dictionary<string, Rule>(Common) { ["input"] = Input() });

    private static Rule Input(params string[] more) => Shape(new("type", Anything), BlockId, new("label", Plain(2000), true), new("hint", Plain(2000)), new("optional", Bool), new("dispatch_action", Bool),
        new("element", Typed(Only(Elements, ["checkboxes", "datepicker", "datetimepicker", "email_text_input", "multi_static_select", "multi_users_select", "number_input", "plain_text_input", "radio_buttons", "static_select", "users_select", "channels_select", "conversations_select", "timepicker", "url_text_input", .. more])), true));

    private static Rule Element(params Field[] fields) => Shape([new("type", Anything), ActionId, .. fields]);

    /// <summary>Options or groups of options, and what is chosen at first is among them.</summary>
    private static Rule Choices(string initial) => All(
        Whole(select => select["options"] is null != select["option_groups"] is null, "one of options and option_groups is required"),
        Whole(select => select[initial] is not { } chosen || (chosen is JsonArray many ? many.ToList() : [chosen]).TrueForAll(one => Offered(select).Any(offered => JsonNode.DeepEquals(offered, one))), $"{initial} must be among the options"));

    private static IEnumerable<JsonNode?> Offered(JsonObject select) =>
        select["options"] is JsonArray options ? options : (select["option_groups"] as JsonArray ?? []).SelectMany(group => group?["options"] as JsonArray ?? []);

    private static Dictionary<string, Rule> Only(Dictionary<string, Rule> shapes, params string[] names) => names.ToDictionary(name => name, name => shapes[name]);
}
