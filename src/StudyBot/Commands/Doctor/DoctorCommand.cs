using System.CommandLine;
using StudyBot.Host.Settings;

namespace StudyBot.Host.Commands;

/// <summary><c>doctor</c>: what is configured, reachable and writable; one line each, with the remedy where something is wrong. It changes nothing that is kept.</summary>
internal static class DoctorCommand
{
    public static Command Make(Terminal terminal)
    {
        var json = Options.Json();
        var command = new Command("doctor", "Check settings, store, address and telemetry; ends with 3 where a line says BAD.") { json };
        command.SetAction(async (parsed, cancel) =>
        {
            var findings = await ExamineAsync(terminal, cancel);
            if (parsed.GetValue(json)) terminal.Json(findings);
            else foreach (var finding in findings) terminal.Line($"{(finding.Fine ? "ok " : "BAD")} {finding.What}: {finding.Words}");
            return findings.TrueForAll(f => f.Fine) ? Exit.Fine : Exit.CannotStart;
        });
        return command;
    }

    private static async Task<List<Finding>> ExamineAsync(Terminal terminal, CancellationToken cancel)
    {
        var configuration = Defaults.Builder(terminal.Settings).Configuration;
        var (settings, problems) = SettingsReader.Read(configuration);
        var findings = new List<Finding>();
        findings.AddRange(problems.Select(problem => new Finding("settings", false, problem.ToString())));
        findings.AddRange(SettingsReader.Misspelt(configuration).Concat(SettingsRules.Unread(settings)).Select(note => new Finding("settings", true, note)));
        if (problems.Count > 0) return findings;

        if (findings.Count == 0) findings.Add(new("settings", true, "every one is understood"));
        findings.Add(new("chat", true, Platforms.Words(settings)));
        findings.AddRange(await StoreCheck.ExamineAsync(settings, cancel));
        findings.AddRange(await DatabaseCheck.ExamineAsync(settings, cancel));
        findings.AddRange(await SlackCheck.ExamineAsync(settings, cancel));
        findings.AddRange(await TeamsCheck.ExamineAsync(settings, cancel));
        foreach (var (_, url) in Addresses.Of(configuration)) findings.Add(await AddressCheck.ExamineAsync(url, cancel));
        findings.Add(await CollectorCheck.ExamineAsync(configuration, cancel));
        return findings;
    }
}
