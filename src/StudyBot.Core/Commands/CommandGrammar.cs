using System.Text;
using System.Text.RegularExpressions;
using NodaTime;
using StudyBot.Cards;

namespace StudyBot.Commands;

/// <summary>Reads a command. No input throws.</summary>
public static partial class CommandGrammar
{
    private const int Longest = 400;

    private static readonly CommandEntry[] LongestFirst = [.. CommandCatalog.All.OrderByDescending(entry => entry.Words.Length)];

    internal static readonly CommandEntry Done = CommandCatalog.All.Single(entry => entry.Words == "done");

    /// <summary>Other ways to say the same.</summary>
    private static readonly Dictionary<string, string> Synonyms = new(StringComparer.OrdinalIgnoreCase)
    {
        ["board"] = "leaderboard", ["standings"] = "leaderboard", ["lb"] = "leaderboard", ["streak"] = "me", ["stats"] = "me",
        ["my streak"] = "me", ["day"] = "lesson", ["?"] = "help", ["commands"] = "help", ["hi"] = "help", ["hello"] = "help", ["set up"] = "setup",
        ["i'm back"] = "back", ["unpause"] = "back", ["what's my streak"] = "me", ["what is my streak"] = "me", ["how am i doing"] = "me",
        ["next lesson"] = "next", ["when is the next lesson"] = "next", ["when's the next lesson"] = "next",
    };

    private static readonly Dictionary<string, AsideKind> Asides = new(StringComparer.OrdinalIgnoreCase)
    {
        ["stop"] = AsideKind.Stop, ["unsubscribe"] = AsideKind.Stop, ["quit"] = AsideKind.Stop, ["resume"] = AsideKind.Resume, ["thanks"] = AsideKind.Thanks, ["thank you"] = AsideKind.Thanks,
        ["ok"] = AsideKind.Nod, ["okay"] = AsideKind.Nod, ["\U0001F44D"] = AsideKind.Nod, [":+1:"] = AsideKind.Nod, [":thumbsup:"] = AsideKind.Nod,
    };

    /// <param name="today">The date in the cohort's zone, for dates such as <c>tomorrow</c> or <c>24 Dec</c>.</param>
    /// <param name="inThread">Said in a lesson's thread.</param>
    public static Parsed Read(string text, LocalDate today, bool inThread = false)
    {
        var words = Words(text);
        switch (ReplyGrammar.Read(Prefix().Replace(text, ""), inThread))
        {
            case Reading.CheckIn said: return new Parsed.Ok(new Command.Done(said));
            case Reading.TooMany many: return new Parsed.TooMany(many.Count);
            // A bare "not done" speaks of a lesson only in that lesson's thread; anywhere else it must not take the latest check-in back.
            case Reading.NotDone { Lesson: var lesson } when lesson is not null || inThread: return new Parsed.Ok(new Command.Undo(lesson));
            case Reading.NotDone: return new Parsed.Aside(AsideKind.NotYet);
            case Reading.Almost almost: return Malformed(words, Done, null) with { Nearly = almost.Days };
        }

        if (words.Length == 0) return new Parsed.Ok(new Command.Help());
        if (Asides.TryGetValue(words, out var aside)) return new Parsed.Aside(aside);
        var plain = Plainly(words);
        foreach (var entry in LongestFirst)
        {
            if (!Starts(plain, entry.Words)) continue;
            var rest = plain[entry.Words.Length..].Trim();
            if (rest.Length > 0 && TakesNothing(entry)) continue;
            var (command, problem) = entry.Read(rest, today);
            return command is not null ? new Parsed.Ok(command) : Malformed(words, entry, problem) with { Nearly = entry == Done ? Nearly(text) : null };
        }

        if (Nearly(text) is { } nearly) return Malformed(words, Done, null) with { Nearly = nearly };
        var wanted = Plainly(ShowMe().Replace(plain, ""));
        return Malformed(words, Nearest.To(wanted), null) with { NearestForAll = Nearest.ForAll(wanted)?.Usage };
    }

    /// <summary>The days that would count under a lesson, or would be asked about there; null where it is nothing there either.</summary>
    private static IReadOnlyList<int>? Nearly(string text) => ReplyGrammar.Read(Prefix().Replace(text, ""), inThread: true) switch
    {
        Reading.CheckIn said => said.Days,
        Reading.Almost almost => almost.Days,
        _ => null,
    };

    private static Parsed.Unknown Malformed(string words, CommandEntry? nearest, string? problem) => new(Excerpt.Of(Mentions.Plainly(words)), nearest?.Usage, problem) { ForLeads = nearest is { ForLeads: true } };

    /// <summary>The command's own words for other ways to say the same.</summary>
    private static string Plainly(string words)
    {
        if (Synonyms.TryGetValue(words, out var same)) return same;
        return words.IndexOf(' ') is > 0 and var space && Synonyms.TryGetValue(words[..space], out var first) ? first + words[space..] : words;
    }

    private static bool TakesNothing(CommandEntry entry) => entry.Usage == entry.Words && entry.Words != "forget me";

    private static bool Starts(string words, string command) =>
        words.StartsWith(command, StringComparison.OrdinalIgnoreCase) && (words.Length == command.Length || words[command.Length] == ' ');

    private static string Words(string text)
    {
        var bounded = text.Length > Longest ? text[..Longest] : text;
        var plain = new StringBuilder(bounded.Length);
        foreach (var rune in bounded.EnumerateRunes())
        {
            if (Rune.IsControl(rune) || rune.Value is 0xA0) plain.Append(' ');
            else if (rune.Value is 0x2019) plain.Append('\'');
            else if (rune.Value is not 0xFFFD) Compatible.Append(plain, rune);
        }

        var words = Spaces().Replace(plain.ToString(), " ").Trim();
        words = Prefix().Replace(words, "");
        return words.Length > 1 ? words.TrimEnd('.', '!', '?', ' ') : words;
    }

    [GeneratedRegex(@"\s+", RegexOptions.NonBacktracking)]
    private static partial Regex Spaces();

    /// <summary>Whoever goes on after it wants to see something, and not to be seen.</summary>
    [GeneratedRegex(@"\Ashow me (the |this )?", RegexOptions.IgnoreCase | RegexOptions.NonBacktracking)]
    private static partial Regex ShowMe();

    [GeneratedRegex(@"\A((@studybot|/study)\b[:,]?\s*)+", RegexOptions.IgnoreCase | RegexOptions.NonBacktracking)]
    private static partial Regex Prefix();
}
