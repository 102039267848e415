namespace StudyBot.Commands;

/// <summary>The reactions that mean done, by name or character, with or without a skin tone.</summary>
public static class Emoji
{
    private static readonly Dictionary<string, string> Done = new(StringComparer.OrdinalIgnoreCase)
    {
        ["white_check_mark"] = "white_check_mark",
        ["heavy_check_mark"] = "heavy_check_mark",
        ["ballot_box_with_check"] = "ballot_box_with_check",
        ["\u2705"] = "white_check_mark",
        ["\u2714"] = "heavy_check_mark",
        ["\u2611"] = "ballot_box_with_check",
    };

    public static bool IsDone(string emoji) => Done.ContainsKey(Bare(emoji));

    /// <summary>One name for every spelling.</summary>
    public static string Name(string emoji) => Done.GetValueOrDefault(Bare(emoji), Bare(emoji));

    private static string Bare(string emoji)
    {
        var name = emoji.Trim(':').Replace("\uFE0F", "");
        var tone = name.IndexOf("::", StringComparison.Ordinal);
        return tone < 0 ? name : name[..tone];
    }
}
