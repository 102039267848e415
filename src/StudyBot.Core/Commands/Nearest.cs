namespace StudyBot.Commands;

/// <summary>The command somebody may have meant.</summary>
public static class Nearest
{
    private static readonly CommandEntry[] Everybodys = [.. CommandCatalog.All.Where(entry => !entry.ForLeads)];

    /// <summary>The one that was begun, or begins with the same words, or has the fewest letters wrong, missing, too many or swapped; null where none is near.</summary>
    public static CommandEntry? To(string words) => Among(CommandCatalog.All, words);

    /// <summary>The same, of what everybody may say.</summary>
    public static CommandEntry? ForAll(string words) => Among(Everybodys, words);

    private static CommandEntry? Among(IReadOnlyList<CommandEntry> commands, string words)
    {
        var said = words.ToLowerInvariant();
        if (said.Length > 2 && commands.FirstOrDefault(entry => entry.Words.StartsWith(said, StringComparison.Ordinal)) is { } begun) return begun;
        if (commands.MaxBy(entry => WordsAlike(said, entry.Words)) is { } alike && WordsAlike(said, alike.Words) > 0) return alike;
        var best = commands
            .Select(entry => (Entry: entry, Distance: Distance(Head(said, entry.Words), entry.Words)))
            .MinBy(near => near.Distance);
        return best.Distance <= Math.Max(1, best.Entry.Words.Length / 3) ? best.Entry : null;
    }

    /// <summary>How many words are the same from the start.</summary>
    private static int WordsAlike(string said, string command) => said.Split(' ').Zip(command.Split(' ')).TakeWhile(pair => pair.First == pair.Second).Count();

    /// <summary>As many words of what was said as the command has.</summary>
    private static string Head(string said, string command) => string.Join(' ', said.Split(' ').Take(command.Split(' ').Length));

    /// <summary>Damerau and Levenshtein's, with neighbouring letters swapped as one mistake.</summary>
    public static int Distance(string a, string b)
    {
        if (Math.Abs(a.Length - b.Length) > 4) return int.MaxValue / 2;
        var d = new int[a.Length + 1, b.Length + 1];
        for (var i = 0; i <= a.Length; i++) d[i, 0] = i;
        for (var j = 0; j <= b.Length; j++) d[0, j] = j;
        for (var i = 1; i <= a.Length; i++)
        {
            for (var j = 1; j <= b.Length; j++)
            {
                var cost = a[i - 1] == b[j - 1] ? 0 : 1;
                d[i, j] = Math.Min(Math.Min(d[i - 1, j] + 1, d[i, j - 1] + 1), d[i - 1, j - 1] + cost);
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) d[i, j] = Math.Min(d[i, j], d[i - 2, j - 2] + 1);
            }
        }

        return d[a.Length, b.Length];
    }
}
