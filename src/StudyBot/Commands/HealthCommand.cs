using System.CommandLine;
using StudyBot.Host.Settings;

namespace StudyBot.Host.Commands;

/// <summary><c>health</c>: whether the StudyBot that runs with the same settings is ready. A container image without a shell has nothing else to ask with.</summary>
internal static class HealthCommand
{
    public static Command Make(Terminal terminal)
    {
        var command = new Command("health", "Ask the StudyBot that runs with these settings whether it is ready; ends with 1 where it is not.");
        command.SetAction(async (_, cancel) =>
        {
            var configuration = Defaults.Builder(terminal.Settings).Configuration;
            if (SettingsReader.Read(configuration).Problems is { Count: > 0 } problems) throw CommandException.CannotStart(string.Join('\n', problems));
            var url = Addresses.Of(configuration)[0].Url;
            var status = await Readiness.AskAsync(url, cancel);
            terminal.Line(status ?? $"No StudyBot answers at {url}.");
            return status is "Healthy" or "Degraded" ? Exit.Fine : Exit.NotReady;
        });
        return command;
    }
}
