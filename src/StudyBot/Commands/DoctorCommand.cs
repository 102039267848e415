using System.CommandLine;
using System.Net;
using System.Net.Sockets;
using StudyBot.Host.Running;
using StudyBot.Host.Settings;
using StudyBot.Ports;
using StudyBot.Storage;

namespace StudyBot.Host.Commands;

/// <summary><c>doctor</c>: what is configured, reachable and writable; one line each, with the remedy where something is wrong.</summary>
internal static class DoctorCommand
{
    public static Command Make(Terminal terminal)
    {
        var json = Options.Json();
        var command = new Command("doctor", "Check the settings, the store, the clock and the port. Ends with 3 where StudyBot could not start.") { json };
        command.SetAction(async (parsed, cancel) =>
        {
            var findings = await ExamineAsync(cancel);
            if (parsed.GetValue(json)) terminal.Json(findings);
            else foreach (var finding in findings) terminal.Line($"{(finding.Fine ? "ok " : "BAD")} {finding.What}: {finding.Words}");
            return findings.TrueForAll(f => f.Fine) ? Exit.Fine : Exit.CannotStart;
        });
        return command;
    }

    private static async Task<List<Finding>> ExamineAsync(CancellationToken cancel)
    {
        var findings = new List<Finding>();
        try
        {
            var settings = StoreAccess.ReadSettings();
            findings.Add(new("settings", true, "every one is understood"));
            findings.Add(new("chat", true, Platforms.Words(settings)));
            findings.Add(await StoreAsync(DataFolder.Database(settings.Storage), settings, cancel));
        }
        catch (CommandException fault)
        {
            findings.Add(new("settings", false, fault.Message));
        }

        findings.Add(Port());
        return findings;
    }

    private static async Task<Finding> StoreAsync(string path, StudyBotSettings settings, CancellationToken cancel)
    {
        try
        {
            using var table = SqliteTable.Open(path);
            var store = new StudyStore(table, settings.Scheduling.Shards);
            var cohorts = 0;
            await foreach (var _ in store.CohortsAsync(cancel)) cohorts++;
            await table.WriteAsync("doctor", [new RowChange.Put("wrote", "true"u8.ToArray())], cancel);
            await table.WriteAsync("doctor", [new RowChange.Delete("wrote")], cancel);
            var alive = await store.LastBeatAsync(cancel) is { } beat ? $", last alive {Exports.ExportWords.Of(beat)}" : "";
            return new("store", true, $"{path} can be read and written, {Wording.Many.Of(cohorts, "cohort")}{alive}");
        }
        catch (Exception fault) when (fault is StoreRefusedException or TableUnavailableException)
        {
            return new("store", false, fault.Message);
        }
    }

    /// <summary>Taken is fine when it is StudyBot itself that runs there.</summary>
    private static Finding Port()
    {
        try
        {
            using var probe = new TcpListener(IPAddress.Loopback, Server.Port);
            probe.Start();
            return new("port", true, $"{Server.Port} is free");
        }
        catch (SocketException)
        {
            return new("port", true, $"{Server.Port} is taken: by a running StudyBot, or choose another with --urls http://127.0.0.1:4000");
        }
    }

    private sealed record Finding(string What, bool Fine, string Words);
}
