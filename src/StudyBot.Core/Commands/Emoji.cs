namespace StudyBot.Commands;

/// <summary>The reactions that mean done, by name or character, with or without a skin tone.</summary>
public static class Emoji
{
    public static bool IsDone(string emoji) => Done(Bare(emoji)) is not null;

    /// <summary>One name for every spelling.</summary>
    public static string Name(string emoji) => Bare(emoji) is var bare && Done(bare) is { } name ? name : bare;

    private static string? Done(string bare) => bare.ToLowerInvariant() switch
    {
        "white_check_mark" or "\u2705" => "white_check_mark",
        "heavy_check_mark" or "\u2714" => "heavy_check_mark",
        "ballot_box_with_check" or "\u2611" => "ballot_box_with_check",
        _ => null,
    };

    private static string Bare(string emoji)
    {
        var name = emoji.Trim(':').Replace("\uFE0F", "");
        var tone = name.IndexOf("::", StringComparison.Ordinal);
        return tone < 0 ? name : name[..tone];
    }
}
