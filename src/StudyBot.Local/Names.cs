using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using StudyBot.Cohorts;

namespace StudyBot.Local;

/// <summary>How people, channels and reactions are called here.</summary>
public static partial class Names
{
    private const char NonJoiner = '\u200C';

    private const char Joiner = '\u200D';

    public const string Platform = "local";

    public const string Tenant = "local";

    /// <summary>The channel of the demo cohort, and where a message goes that names none.</summary>
    public const string Channel = "study";

    public const string Bot = "StudyBot";

    /// <summary>In characters as people count them.</summary>
    public const int LongestPerson = 40;

    /// <summary>In UTF-16 units, of which one character may be many: a name is a part of keys, and a table takes 512 signs, five for each of these.</summary>
    private const int LongestInUnits = 80;

    public static CohortId Cohort(string channel) => new(Platform, Tenant, channel);

    public static PersonId Person(string id) => new(Platform, Tenant, id);

    /// <summary>The conversation between a person and the bot.</summary>
    public static string DirectWith(string person) => $"@{person}";

    public static bool IsDirect(string channel) => channel.StartsWith('@');

    /// <summary>A person's name as it is kept: one line, without marks that turn text around or cannot be seen; null where nothing usable is left.
    /// A letter and its accent are composed by the page where it is typed: the runtime composes nothing without ICU, which StudyBot runs without.
    /// What was kept once is kept as it is for ever: it is who a person is.</summary>
    public static string? Tidy(string name)
    {
        Rune[] signs = [.. name.EnumerateRunes()];
        var line = Spaces().Replace(string.Concat(signs.Select((sign, i) => IsKept(signs, i) ? sign.ToString() : " ")), " ").Trim();
        var tooLong = line.Length > LongestInUnits || new StringInfo(line).LengthInTextElements > LongestPerson;
        return line.Length == 0 || tooLong || line.StartsWith('@') ? null : line;
    }

    /// <summary>A name by which to tell one person from another: upper and lower case are the same, with joiners or without.</summary>
    public static string Key(string name) => name.ToLowerInvariant().Replace($"{Joiner}", "").Replace($"{NonJoiner}", "");

    /// <summary>Lower case letters, digits, dash and underscore.</summary>
    public static bool IsChannel(string name) => ChannelName().IsMatch(name);

    /// <summary>An emoji's name without colons, or the character.</summary>
    public static bool IsReaction(string name) => ReactionName().IsMatch(name);

    /// <summary>Persian and the scripts of India spell with joiners, and many an emoji is two that are joined; elsewhere they are invisible for nothing.</summary>
    private static bool IsKept(Rune[] signs, int i) => Rune.GetUnicodeCategory(signs[i]) switch
    {
        UnicodeCategory.Control or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator => false,
        UnicodeCategory.Format => signs[i].Value is Joiner or NonJoiner && i > 0 && i + 1 < signs.Length && IsJoined(signs[i - 1]) && IsJoined(signs[i + 1]),
        _ => true,
    };

    private static bool IsJoined(Rune sign) => Rune.GetUnicodeCategory(sign) switch
    {
        UnicodeCategory.OtherLetter or UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark => true,
        UnicodeCategory.OtherSymbol or UnicodeCategory.ModifierSymbol => true,
        _ => false,
    };

    [GeneratedRegex(@"\s+", RegexOptions.CultureInvariant)]
    private static partial Regex Spaces();

    [GeneratedRegex(@"\A[a-z0-9][a-z0-9_-]{0,39}\z", RegexOptions.CultureInvariant)]
    private static partial Regex ChannelName();

    [GeneratedRegex(@"\A(?:[a-z0-9][a-z0-9_+:-]{0,49}|[^\x00-\x7f]{1,16})\z", RegexOptions.CultureInvariant)]
    private static partial Regex ReactionName();
}
