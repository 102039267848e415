using System.CommandLine;
using StudyBot.Agendas;
using StudyBot.Cohorts;
using StudyBot.Exports;
using StudyBot.Storage;

namespace StudyBot.Host.Commands;

/// <summary><c>export --cohort ID --format csv|json</c>: everything kept about a cohort's people, on the output.</summary>
internal static class ExportCommand
{
    public static Command Make(Terminal terminal)
    {
        var id = new Option<string>("--cohort") { Description = "platform/tenant/channel, as `cohorts` lists it.", Required = true };
        var format = new Option<string>("--format") { Description = "csv or json.", DefaultValueFactory = _ => "json" }.AcceptOnlyFromAmong("csv", "json");
        var command = new Command("export", "Print a cohort with its members and their check-ins, of every run.") { id, format };
        command.SetAction(async (parsed, cancel) =>
        {
            var named = Options.CohortId(parsed.GetRequiredValue(id));
            using var access = await StoreAccess.OpenAsync(terminal, create: false, cancel);
            var cohort = await CohortCommands.FindAsync(access, named, cancel);
            var runs = new List<RunRecord>();
            for (var run = 1; run <= cohort.Run; run++) runs.Add(await ReadAsync(access.Store, cohort.Id, run, cancel));
            terminal.Output.Write(parsed.GetValue(format) == "csv" ? CohortExport.AsCsv(runs) : CohortExport.AsJson(cohort, runs));
            return Exit.Fine;
        });
        return command;
    }

    /// <summary>Of every lesson: an earlier run may have had a longer plan.</summary>
    private static async Task<RunRecord> ReadAsync(StudyStore store, CohortId cohort, int run, CancellationToken cancel) => new(
        run,
        [.. (await store.MembersAsync(cohort, run, cancel)).Select(m => m.Value)],
        [.. (await store.CheckInsAsync(cohort, run, 1, 9999, cancel)).Select(c => c.Value)],
        await ToPeopleAsync(store, cohort, run, cancel));

    private static async Task<IReadOnlyList<Delivery>> ToPeopleAsync(StudyStore store, CohortId cohort, int run, CancellationToken cancel)
    {
        var to = new List<Delivery>();
        foreach (var kind in Deliveries.ToPeople) to.AddRange((await store.DeliveriesAsync(cohort, run, kind, cancel)).Select(delivery => delivery.Value));
        return to;
    }
}
