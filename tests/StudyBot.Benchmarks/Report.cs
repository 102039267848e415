using Spectre.Console;

namespace StudyBot.Benchmarks;

/// <summary>The table on stdout.</summary>
internal static class Report
{
    public static void Print(Outcome row)
    {
        Print([row]);
        foreach (var note in row.Notes) Console.WriteLine($"  {note}");
    }

    public static void Print(IReadOnlyList<Outcome> rows)
    {
        var table = new Table { Border = TableBorder.Rounded };
        foreach (var column in (string[])["id", "figure", "median", "spread", "must", "aim", ""]) table.AddColumn(column);
        foreach (var row in rows)
        {
            foreach (var figure in row.Figures)
            {
                table.AddRow(
                    row.Row.Id, Markup.Escape(figure.Name), $"{figure.Seen.Median:0.###}", figure.Seen.Count == 1 ? "" : $"{figure.Seen.Least:0.###}–{figure.Seen.Most:0.###}",
                    figure.Must?.ToString() ?? "", figure.Aim?.ToString() ?? "", Word(figure.Verdict));
            }
        }

        if (Console.IsOutputRedirected) AnsiConsole.Profile.Width = 160;
        AnsiConsole.Write(table);
    }

    private static string Word(Verdict verdict) => verdict switch
    {
        Verdict.Missed => "[red]missed[/]",
        Verdict.Must => "must met",
        Verdict.Aim => "[green]met[/]",
        _ => "",
    };
}
