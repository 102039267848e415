namespace StudyBot.Benchmarks;

/// <summary>Runs what was asked for, one after the other, and reports.</summary>
internal static class Running
{
    private const int Missed = 1;
    private const int WrongUsage = 2;
    private const int Lacking = 3;

    public static async Task<int> RunAsync(string[] args)
    {
        if (Ask.Read(args) is not { } ask)
        {
            Console.Error.WriteLine(Ask.Usage);
            return WrongUsage;
        }

        if (ask.List)
        {
            foreach (var row in Catalog.All) Console.WriteLine($"{row.Id,-14} {row.Measures}, against {row.Against}{(row.Needs is { } needs ? $" (needs {needs}; no part of all)" : "")}");
            return 0;
        }

        var done = new List<Outcome>();
        foreach (var row in ask.Rows)
        {
            Console.Error.WriteLine($"{row.Id}: {row.Measures} …");
            var bench = new Bench(ask.Quick);
            try
            {
                done.Add(new(row, await row.Run(bench), bench.Notes));
            }
            catch (LackingException lacking)
            {
                Console.Error.WriteLine(lacking.Message);
                return Lacking;
            }

            Report.Print(done[^1]);
        }

        if (done.Count > 1) Report.Print(done);
        if (ask.Json is { } file) await File.WriteAllTextAsync(file, JsonReport.Of(done));
        return done.SelectMany(row => row.Figures).Any(figure => figure.Verdict is Verdict.Missed) ? Missed : 0;
    }
}
