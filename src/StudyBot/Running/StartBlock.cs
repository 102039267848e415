using System.Globalization;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using StudyBot.Doors;
using StudyBot.Host.Commands;
using StudyBot.Host.Settings;
using StudyBot.Local;

namespace StudyBot.Host.Running;

/// <summary>Says, once the server listens, where it is and what it keeps.</summary>
internal sealed class StartBlock(Terminal terminal, StudyBotSettings settings, IServer server, TimeProvider clock) : IHostedLifecycleService
{
    public Task StartedAsync(CancellationToken cancellationToken)
    {
        var addresses = server.Features.Get<IServerAddressesFeature>()?.Addresses ?? [];
        if (addresses.Count == 0) return Task.CompletedTask;
        terminal.Line("");
        terminal.Line(Platforms.HasLocal(settings) ? $"  StudyBot is ready. Open {Page(addresses.First())} and reply: done" : "  StudyBot is ready.");
        terminal.Line($"  Chat     {Platforms.Words(settings)}");
        terminal.Line($"  Store    {Stores.Name(settings.Storage)}");
        if (clock is DemoClock { Offset: { Ticks: > 0 } ahead })
            terminal.Line(string.Create(CultureInfo.InvariantCulture, $"  Clock    the demo clock is {ahead.TotalDays:0.#} days ahead: {clock.Now():uuuu-MM-dd HH:mm} UTC"));
        terminal.Line("  Stop     Ctrl+C");
        terminal.Line("");
        return Task.CompletedTask;
    }

    /// <summary>Where a browser on this machine finds it: an address that stands for all of the machine's is none to open.</summary>
    internal static string Page(string address)
    {
        var listened = BindingAddress.Parse(address);
        var host = listened.Host is "*" or "+" or "0.0.0.0" or "[::]" ? "127.0.0.1" : listened.Host;
        return $"{listened.Scheme}://{host}:{listened.Port}/";
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
