using System.Text;
using System.Text.RegularExpressions;
using NodaTime;

namespace StudyBot.Commands;

/// <summary>Reads a command. No input throws.</summary>
public static partial class CommandGrammar
{
    private const int Longest = 400;

    private static readonly CommandEntry[] LongestFirst = [.. CommandCatalog.All.OrderByDescending(entry => entry.Words.Length)];

    /// <summary>Other ways to say the same.</summary>
    private static readonly Dictionary<string, string> Synonyms = new(StringComparer.OrdinalIgnoreCase)
    {
        ["board"] = "leaderboard", ["standings"] = "leaderboard", ["lb"] = "leaderboard", ["streak"] = "me", ["stats"] = "me",
        ["?"] = "help", ["commands"] = "help", ["hi"] = "help", ["hello"] = "help", ["set up"] = "setup", ["remind me later"] = "remind me",
        ["i'm back"] = "back",
    };

    /// <param name="today">The date in the cohort's zone, for dates such as <c>tomorrow</c> or <c>24 Dec</c>.</param>
    public static Parsed Read(string text, LocalDate today)
    {
        var reply = ReplyGrammar.Read(text, inThread: false);
        if (reply is Reading.CheckIn said) return new Parsed.Ok(new Command.Done(said));
        if (reply is Reading.NotDone not) return new Parsed.Ok(new Command.Undo(not.Lesson));

        var words = Words(text);
        if (words.Length == 0) return new Parsed.Ok(new Command.Help());
        if (Synonyms.TryGetValue(words, out var same)) words = same;
        else if (words.IndexOf(' ') is > 0 and var space && Synonyms.TryGetValue(words[..space], out var first)) words = first + words[space..];

        foreach (var entry in LongestFirst)
        {
            if (!Starts(words, entry.Words)) continue;
            var rest = words[entry.Words.Length..].Trim();
            if (rest.Length > 0 && TakesNothing(entry)) continue;
            var (command, problem) = entry.Read(rest, today);
            return command is not null ? new Parsed.Ok(command) : new Parsed.Unknown(words, entry.Usage, problem);
        }

        return new Parsed.Unknown(Shown(words), Nearest.To(words)?.Usage, null);
    }

    private static bool TakesNothing(CommandEntry entry) => entry.Usage == entry.Words && entry.Words != "forget me";

    private static bool Starts(string words, string command) =>
        words.StartsWith(command, StringComparison.OrdinalIgnoreCase) && (words.Length == command.Length || words[command.Length] == ' ');

    private static string Words(string text)
    {
        var bounded = text.Length > Longest ? text[..Longest] : text;
        var plain = new StringBuilder(bounded.Length);
        foreach (var rune in bounded.EnumerateRunes())
            plain.Append(Rune.IsControl(rune) || rune.Value is 0xA0 ? " " : rune.Value is 0x2019 ? "'" : rune.Value is 0xFFFD ? "" : rune.ToString());
        var words = Spaces().Replace(plain.ToString().Normalize(NormalizationForm.FormKC), " ").Trim();
        words = Prefix().Replace(words, "");
        return words.Length > 1 ? words.TrimEnd('.', '!', '?', ' ') : words;
    }

    private static string Shown(string words) => words.Length <= 60 ? words : words[..(char.IsHighSurrogate(words[59]) ? 59 : 60)] + " \u2026";

    [GeneratedRegex(@"\s+", RegexOptions.NonBacktracking)]
    private static partial Regex Spaces();

    [GeneratedRegex(@"\A((@studybot|/study)\b[:,]?\s*)+", RegexOptions.IgnoreCase | RegexOptions.NonBacktracking)]
    private static partial Regex Prefix();
}
