namespace StudyBot.Benchmarks;

/// <summary>What was asked for on the command line.</summary>
/// <param name="Json">A file for the figures.</param>
/// <param name="Quick">A tenth of the work, for a look: figures wobble more.</param>
internal sealed record Ask(IReadOnlyList<Benchmark> Rows, string? Json, bool Quick, bool List)
{
    public const string Usage = "Usage: all | ID… | list [--json FILE] [--quick]. `list` names every benchmark.";

    /// <summary>Null for what nobody can mean.</summary>
    public static Ask? Read(IReadOnlyList<string> args)
    {
        var (json, quick, names) = ((string?)null, false, new List<string>());
        for (var i = 0; i < args.Count; i++)
        {
            switch (args[i])
            {
                case "--json" when i + 1 < args.Count:
                    json = args[++i];
                    break;
                case "--quick":
                    quick = true;
                    break;
                case var word when word.StartsWith('-'):
                    return null;
                case var word:
                    names.Add(word);
                    break;
            }
        }

        return names switch
        {
            ["list"] => new([], json, quick, List: true),
            ["all"] => new([.. Catalog.All.Where(row => row.Needs is null)], json, quick, List: false),
            { Count: > 0 } when names.TrueForAll(name => Catalog.Find(name) is not null) => new([.. names.Distinct().Select(name => Catalog.Find(name)!)], json, quick, List: false),
            _ => null,
        };
    }
}
