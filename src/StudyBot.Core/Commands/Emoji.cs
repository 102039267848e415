using System.Text.RegularExpressions;

namespace StudyBot.Commands;

/// <summary>The reactions that mean done, by name or character, with or without a skin tone; and the signs that mean the contrary.</summary>
public static partial class Emoji
{
    /// <summary>A cross, a no-entry sign or an empty box, as a pattern.</summary>
    internal const string Cross = @"([\u274C\u274E\u2716\u2717\u2718\u26D4\u2610\u2B1C]|\uD83D\uDEAB|:(x|no_entry|no_entry_sign|heavy_multiplication_x|negative_squared_cross_mark|white_large_square):)";

    public static bool IsDone(string emoji) => Done(Bare(emoji)) is not null;

    /// <summary>One name for every spelling.</summary>
    public static string Name(string emoji) => Bare(emoji) is var bare && Done(bare) is { } name ? name : bare;

    /// <summary>Whether a text begins with a cross, a no-entry sign or an empty box.</summary>
    public static bool SaysNotDone(string text) => NotDone().IsMatch(text);

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

    [GeneratedRegex(@"\A\s*" + Cross, RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex NotDone();
}
