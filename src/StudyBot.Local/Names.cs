using System.Text;
using System.Text.RegularExpressions;
using StudyBot.Cohorts;

namespace StudyBot.Local;

/// <summary>How people, channels and reactions are called here.</summary>
public static partial class Names
{
    public const string Platform = "local";

    public const string Tenant = "local";

    /// <summary>The channel of the demo cohort, and where a message goes that names none.</summary>
    public const string Channel = "study";

    public const string Bot = "StudyBot";

    public const int LongestPerson = 40;

    public static CohortId Cohort(string channel) => new(Platform, Tenant, channel);

    public static PersonId Person(string id) => new(Platform, Tenant, id);

    /// <summary>The conversation between a person and the bot.</summary>
    public static string DirectWith(string person) => $"@{person}";

    public static bool IsDirect(string channel) => channel.StartsWith('@');

    /// <summary>A person's name as it is kept: one line, composed, without marks that turn text around; null where nothing usable is left.</summary>
    public static string? Tidy(string name)
    {
        var line = Invisible().Replace(name.Normalize(NormalizationForm.FormC), " ").Trim();
        line = Spaces().Replace(line, " ");
        return line.Length is 0 or > LongestPerson || line.StartsWith('@') ? null : line;
    }

    /// <summary>Lower case letters, digits, dash and underscore.</summary>
    public static bool IsChannel(string name) => ChannelName().IsMatch(name);

    /// <summary>An emoji's name without colons, or the character.</summary>
    public static bool IsReaction(string name) => ReactionName().IsMatch(name);

    [GeneratedRegex(@"[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]", RegexOptions.CultureInvariant)]
    private static partial Regex Invisible();

    [GeneratedRegex(@"\s+", RegexOptions.CultureInvariant)]
    private static partial Regex Spaces();

    [GeneratedRegex(@"\A[a-z0-9][a-z0-9_-]{0,39}\z", RegexOptions.CultureInvariant)]
    private static partial Regex ChannelName();

    [GeneratedRegex(@"\A(?:[a-z0-9][a-z0-9_+:-]{0,49}|[^\x00-\x7f]{1,16})\z", RegexOptions.CultureInvariant)]
    private static partial Regex ReactionName();
}
