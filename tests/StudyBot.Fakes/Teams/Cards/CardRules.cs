using System.Text.Json;
using System.Text.Json.Nodes;
using static StudyBot.Fakes.Rules;
using static StudyBot.Fakes.Teams.CardWords;

namespace StudyBot.Fakes.Teams;

/// <summary>
/// What an Adaptive Card may be: version 1.5, as <see href="https://adaptivecards.io/explorer/">its schema</see> has it, and what Teams adds and leaves out
/// (<see href="https://learn.microsoft.com/microsoftteams/platform/task-modules-and-cards/cards/cards-format">Format cards in Teams</see>). Required texts must not be empty: the parser of the mobile clients refuses that.
/// </summary>
internal static class CardRules
{
    private static readonly Rule AnyAction = Later(() => ActionRule!);
    private static readonly Rule AnySelect = Later(() => SelectRule!);
    private static readonly Rule AnyElement = Later(() => ElementRule!);
    private static readonly Rule AnyImage = Later(() => Typed(new Dictionary<string, Rule> { ["Image"] = ImageRule! }));
    private static readonly Rule InnerCard = Later(() => CardRule!);

    private static readonly Dictionary<string, Rule> Actions = new()
    {
        ["Action.Execute"] = Action(new("verb", String(0, Endless)), new("data", Map), new("associatedInputs", Word("auto", "none"))),
        ["Action.Submit"] = Action(new Field("data", ObjectOrText), new("associatedInputs", Word("auto", "none"))),
        ["Action.OpenUrl"] = Action(new Field("url", Url("http", "https", "mailto", "tel", "msteams"), true)),
        ["Action.ToggleVisibility"] = Action(new Field("targetElements", Each(Anything, 1, Endless), true)),
        ["Action.ShowCard"] = Action(new Field("card", InnerCard, true)),
    };

    private static readonly Rule ActionRule = Typed(Actions);

    private static readonly Rule SelectRule = Typed(Actions.Where(pair => pair.Key != "Action.ShowCard").ToDictionary());

    private static readonly Field Select = new("selectAction", AnySelect);

    private static readonly Field[] Written =
    [
        new("color", Color), new("fontType", Word("default", "monospace")), new("isSubtle", Bool),
        new("size", Word("default", "small", "medium", "large", "extraLarge")), new("weight", Word("default", "lighter", "bolder")),
    ];

    private static readonly Field[] Box =
    [
        Select, new("style", ContainerStyle), new("verticalContentAlignment", Vertical), new("bleed", Bool), new("minHeight", Pixels), new("rtl", Bool), new("backgroundImage", Background),
        new("showBorder", Bool), new("roundedCorners", Bool),
    ];

    private static readonly Rule Run = Shape([new("type", OneOf("TextRun"), true), new("text", String(1, Endless), true), new("highlight", Bool), new("italic", Bool), new("strikethrough", Bool), new("underline", Bool), Select, .. Written]);

    private static readonly Rule ImageRule = Element(new("url", Url("https", "data"), true), new("altText", String(0, Endless)), new("backgroundColor", String(0, 30)), new("horizontalAlignment", Horizontal), Select,
        new("size", Word("auto", "stretch", "small", "medium", "large")), new("style", Word("default", "person")), new("width", String(0, 30)), new("msteams", Map));

    private static readonly Rule Column = Shape([new("type", OneOf("Column")), new("items", Each(AnyElement, 0, Endless)), new("width", WidthRule), .. Box, .. Common]);

    private static readonly Rule Cell = Shape([new("type", OneOf("TableCell"), true), new("items", Each(AnyElement, 0, Endless), true), .. Box, .. Common]);

    private static readonly Rule Row = Shape(
        new("type", OneOf("TableRow"), true), new("cells", Each(Cell, 0, Endless), true), new("style", ContainerStyle), new("horizontalCellContentAlignment", Horizontal), new("verticalCellContentAlignment", Vertical));

    private static readonly Rule TableColumn = Shape(
        new("type", OneOf("TableColumnDefinition")), new("width", WidthRule), new("horizontalCellContentAlignment", Horizontal), new("verticalCellContentAlignment", Vertical));

    private static readonly Field Placeholder = new("placeholder", String(0, Endless));

    private static readonly Dictionary<string, Rule> Elements = new()
    {
        ["TextBlock"] = Element([new("text", TextRule, true), new("horizontalAlignment", Horizontal), new("maxLines", Number(0, int.MaxValue)), new("wrap", Bool), new("style", Word("default", "heading", "columnHeader")), .. Written]),
        ["RichTextBlock"] = Element(new("inlines", Each((node, at, wrong) => (node is JsonObject ? Run : String(1, Endless))(node, at, wrong), 1, Endless), true), new("horizontalAlignment", Horizontal)),
        ["Image"] = ImageRule,
        ["ImageSet"] = Element(new("images", Each(AnyImage, 1, Endless), true), new("imageSize", Word("auto", "stretch", "small", "medium", "large"))),
        ["ActionSet"] = Element(new Field("actions", Each(AnyAction, 1, MostActions), true)),
        ["Container"] = Element([new("items", Each(AnyElement, 0, Endless), true), .. Box]),
        ["ColumnSet"] = Element([new("columns", Each(Column, 0, Endless)), new("horizontalAlignment", Horizontal), .. Box.Where(field => field.Name is not "verticalContentAlignment")]),
        ["FactSet"] = Element(new Field("facts", Each(Shape(new("title", String(1, Endless), true), new("value", TextRule, true)), 1, Endless), true)),
        ["Table"] = All(
            Element(new("columns", Each(TableColumn, 1, Endless), true), new("rows", Each(Row, 0, Endless), true), new("firstRowAsHeader", Bool), new("firstRowAsHeaders", Bool), new("showGridLines", Bool), new("gridStyle", ContainerStyle),
                new("horizontalCellContentAlignment", Horizontal), new("verticalCellContentAlignment", Vertical)),
            Whole(CellsFit, "a row has more cells than the table has columns")),
        ["Input.Text"] = Input(new("isMultiline", Bool), new("maxLength", Number(1, int.MaxValue)), Placeholder, new("regex", String(0, Endless)), new("style", Word("text", "tel", "url", "email", "password")), new("inlineAction", AnySelect), new("value", String(0, Endless))),
        ["Input.Number"] = Input(new("max", Number(long.MinValue, long.MaxValue)), new("min", Number(long.MinValue, long.MaxValue)), Placeholder, new("value", Number(long.MinValue, long.MaxValue))),
        ["Input.Date"] = Input(new("max", Formatted("yyyy-MM-dd")), new("min", Formatted("yyyy-MM-dd")), Placeholder, new("value", Formatted("yyyy-MM-dd"))),
        ["Input.Time"] = Input(new("max", Formatted("HH:mm")), new("min", Formatted("HH:mm")), Placeholder, new("value", Formatted("HH:mm"))),
        ["Input.Toggle"] = Input(new("title", String(1, Endless), true), new("value", String(0, Endless)), new("valueOff", String(0, Endless)), new("valueOn", String(0, Endless)), new("wrap", Bool)),
        ["Input.ChoiceSet"] = All(
            Input(new("choices", Each(Shape(new("title", String(1, Endless), true), new("value", String(1, Endless), true)), 1, Endless), true), new("isMultiSelect", Bool), new("style", Word("compact", "expanded", "filtered")), Placeholder,
                new("value", String(0, Endless)), new("wrap", Bool)),
            Whole(ChosenIsOffered, "value must be among the choices")),
    };

    private static readonly Rule ElementRule = Typed(Elements);

    private static readonly Rule CardRule = Shape(
        new("type", OneOf("AdaptiveCard"), true), new("$schema", String(1, 200)), new("version", OneOf("1.0", "1.1", "1.2", "1.3", "1.4", "1.5")), new("body", Each(AnyElement, 0, Endless)), new("actions", Each(AnyAction, 0, MostActions)),
        Select, new("fallbackText", String(0, Endless)), new("speak", String(0, Endless)), new("lang", String(0, 20)), new("minHeight", Pixels), new("rtl", Bool), new("verticalContentAlignment", Vertical), new("backgroundImage", Background),
        new("metadata", Map), new("authentication", Map),
        new("refresh", Shape(new("action", AnySelect, true), new("userIds", Each(String(1, 200), 0, 60)), new("expires", String(1, 40)))),
        new("msteams", Shape(new("width", Word("full")), new("entities", Each(Mention, 1, Endless)))));

    /// <summary>What is wrong with a card; nothing where Teams takes it.</summary>
    public static IReadOnlyList<string> Wrong(JsonNode? card)
    {
        var wrong = new List<string>();
        CardRule(card, "", wrong);
        if (card is not JsonObject whole) return wrong;
        if (whole["version"] is null) wrong.Add("missing required field: version [json-pointer:]");
        if (wrong.Count == 0) wrong.AddRange(Ids(whole).GroupBy(id => id).Where(same => same.Count() > 1).Select(same => $"the id {same.Key} stands twice"));
        if (wrong.Count == 0) wrong.AddRange(Unmentioned(whole));
        return wrong;
    }

    private static Rule Action(params Field[] fields) => Shape(
    [
        new("type", Anything, true), new("title", String(0, Endless)), new("id", String(1, Endless)), new("iconUrl", Url("https", "data")), new("style", Word("default", "positive", "destructive")),
        new("fallback", Drop(AnyAction)), new("requires", Map), new("tooltip", String(0, Endless)), new("isEnabled", Bool), new("mode", Word("primary", "secondary")), .. fields,
    ]);

    private static Field[] Common =>
    [
        new("id", String(1, Endless)), new("isVisible", Bool), new("separator", Bool), new("spacing", Word("default", "none", "small", "medium", "large", "extraLarge", "padding")), new("height", String(1, 20)),
        new("fallback", Drop(AnyElement)), new("requires", Map), new("targetWidth", String(1, 40)),
    ];

    private static Rule Element(params Field[] fields) => Shape([new("type", Anything, true), .. Common, .. fields]);

    private static Rule Input(params Field[] fields) =>
        Shape([new("type", Anything, true), .. Common.Where(field => field.Name != "id"), new("id", String(1, Endless), true), new("label", String(0, Endless)), new("isRequired", Bool), new("errorMessage", String(0, Endless)), .. fields]);

    private static bool CellsFit(JsonObject table) =>
        table["columns"] is not JsonArray columns || table["rows"] is not JsonArray rows || rows.All(row => row?["cells"] is not JsonArray cells || cells.Count <= columns.Count);

    private static bool ChosenIsOffered(JsonObject input)
    {
        if (input["value"]?.ToString() is not { Length: > 0 } chosen || input["choices"] is not JsonArray choices) return true;
        string[] all = input["isMultiSelect"]?.GetValueKind() is JsonValueKind.True ? chosen.Split(',') : [chosen];
        return all.All(one => choices.Any(choice => choice?["value"]?.ToString() == one));
    }

    /// <summary>Ids of elements and inputs; those of a fallback stand in another's place.</summary>
    private static IEnumerable<string> Ids(JsonNode? node) => node switch
    {
        JsonArray list => list.SelectMany(Ids),
        JsonObject thing => thing.Where(pair => pair.Key is not ("data" or "fallback" or "msteams" or "refresh" or "metadata")).SelectMany(pair => pair is { Key: "id", Value: JsonValue id } ? [id.ToString()] : Ids(pair.Value)),
        _ => [],
    };

    /// <summary>A mention in a text needs its entity, and an entity its text.</summary>
    private static IEnumerable<string> Unmentioned(JsonObject card)
    {
        var said = string.Join('\n', CardReader.Texts(card));
        var named = (card["msteams"]?["entities"] as JsonArray ?? []).Select(entity => entity!["text"]!.ToString()).ToList();
        foreach (var mention in named.Where(mention => !said.Contains(mention))) yield return $"{mention} stands in no text";
        foreach (var mention in named) said = said.Replace(mention, "");
        if (said.Contains("<at>", StringComparison.Ordinal)) yield return "a mention has no entity";
    }
}
