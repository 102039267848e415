using System.CommandLine;
using StudyBot.Exports;

namespace StudyBot.Host.Commands;

/// <summary><c>export --cohort ID --format csv|json</c>: everything kept about a cohort's people, on the output.</summary>
internal static class ExportCommand
{
    public static Command Make(Terminal terminal)
    {
        var id = new Option<string>("--cohort") { Description = "platform/tenant/channel, as `cohorts` lists it.", Required = true };
        var format = new Option<string>("--format") { Description = "csv or json.", DefaultValueFactory = _ => "json" }.AcceptOnlyFromAmong("csv", "json");
        var command = new Command("export", "Print a cohort with its members and their check-ins.") { id, format };
        command.SetAction(async (parsed, cancel) =>
        {
            var named = Options.CohortId(parsed.GetRequiredValue(id));
            using var access = await StoreAccess.OpenAsync(terminal, create: false, cancel);
            var cohort = await CohortCommands.FindAsync(access, named, cancel);
            Cohorts.Member[] members = [.. (await access.Store.MembersAsync(cohort.Id, cohort.Run, cancel)).Select(m => m.Value)];
            CheckIns.CheckIn[] checkIns = [.. (await access.Store.CheckInsAsync(cohort.Id, cohort.Run, 1, cohort.Curriculum.Lessons, cancel)).Select(c => c.Value)];
            terminal.Output.Write(parsed.GetValue(format) == "csv" ? CohortExport.AsCsv(members, checkIns) : CohortExport.AsJson(cohort, members, checkIns) + "\n");
            return Exit.Fine;
        });
        return command;
    }
}
