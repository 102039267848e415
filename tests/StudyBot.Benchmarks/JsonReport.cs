using System.Runtime.InteropServices;
using System.Text.Json;

namespace StudyBot.Benchmarks;

/// <summary>The same for machines.</summary>
internal static class JsonReport
{
    private static readonly JsonSerializerOptions Readable = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    public static string Of(IReadOnlyList<Outcome> rows) => JsonSerializer.Serialize(
        new
        {
            Machine = new { Cores = Environment.ProcessorCount, Os = RuntimeInformation.OSDescription, Runtime = RuntimeInformation.FrameworkDescription },
            Rows = rows.Select(row => new
            {
                row.Row.Id,
                row.Row.Measures,
                row.Row.Against,
                Figures = row.Figures.Select(figure => new
                {
                    figure.Name, figure.Seen.Median, figure.Seen.Least, figure.Seen.Most, Rounds = figure.Seen.Count,
                    Must = figure.Must?.ToString(), Aim = figure.Aim?.ToString(), Verdict = figure.Verdict.ToString().ToLowerInvariant(),
                }),
                row.Notes,
            }),
        },
        Readable) + "\n";
}
