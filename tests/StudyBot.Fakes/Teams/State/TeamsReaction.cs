using System.Text.RegularExpressions;

namespace StudyBot.Fakes.Teams;

/// <param name="By">None: the bot.</param>
/// <param name="Type"><c>like</c>, <c>heart</c>, … or a character's code and name, as <c>2705_whiteheavycheckmark</c>.</param>
public sealed partial record TeamsReaction(TeamsPerson? By, string Type)
{
    private static readonly string[] Six = ["like", "heart", "laugh", "surprised", "sad", "angry"];

    internal static bool IsKnown(string type) => Six.Contains(type) || Named().IsMatch(type);

    /// <summary>As people pick it: a type, or ✅.</summary>
    internal static string Of(string picked) => picked switch
    {
        "✅" => "2705_whiteheavycheckmark",
        "👍" => "like",
        "❤️" => "heart",
        _ when IsKnown(picked) => picked,
        _ => throw new ArgumentException($"Teams knows no reaction {picked}.", nameof(picked)),
    };

    [GeneratedRegex("^[0-9a-f]{4,6}(-[0-9a-f]{4,6})*_[a-z0-9]+$")]
    private static partial Regex Named();
}
