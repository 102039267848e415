using System.Net.Sockets;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Connections;
using StudyBot.Host.Commands;
using StudyBot.Host.Settings;
using StudyBot.Wording;

namespace StudyBot.Host.Running;

/// <summary><c>serve</c>: from settings to a host that runs until it is told to stop.</summary>
internal static class Server
{
    public const int Port = 3978;

    public static async Task<int> RunAsync(Terminal terminal, CancellationToken cancel)
    {
        var builder = Defaults.Builder(terminal.Settings);
        var (settings, problems) = SettingsReader.Read(builder.Configuration);
        foreach (var note in SettingsReader.Misspelt(builder.Configuration).Concat(SettingsRules.Unread(settings))) terminal.Complain(note);
        foreach (var problem in problems) terminal.Complain(problem.ToString());
        if (problems.Count > 0) return Exit.CannotStart;

        Composition.Add(builder, settings, terminal);
        await using var app = builder.Build();
        Pipeline.Use(app, settings);
        try
        {
            await app.StartAsync(cancel);
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested || app.Lifetime.ApplicationStopping.IsCancellationRequested)
        {
            // Told to stop before it was there: that is what it did.
            return Exit.Fine;
        }
        catch (Exception fault) when (WhyNotListening(fault, Addresses.Certificates(builder.Configuration)) is { } why)
        {
            terminal.Complain($"StudyBot cannot listen at {string.Join(';', Addresses.Of(builder.Configuration).Select(address => address.Url))}: {why} Example: --urls http://127.0.0.1:{Port + 1}");
            return Exit.CannotStart;
        }

        await app.WaitForShutdownAsync(cancel);
        if (!app.Services.GetServices<IHostedService>().OfType<BackgroundService>().Any(service => service.ExecuteTask is { IsFaulted: true })) return Exit.Fine;
        terminal.Complain("StudyBot stopped because a part of it failed; the log says which.");
        return Exit.Unavailable;
    }

    /// <summary>In words; null for every other fault.</summary>
    /// <param name="certificates">The settings that name one.</param>
    private static string? WhyNotListening(Exception fault, string[] certificates) => fault switch
    {
        IOException { InnerException: AddressInUseException } => "another program has that port. Stop it, or choose another one.",
        SocketException { SocketErrorCode: SocketError.AccessDenied } => "this user may not use that port. Choose one above 1023.",
        SocketException { SocketErrorCode: SocketError.AddressNotAvailable } => "this machine has no such address. Choose one of its own, or 0.0.0.0 for all.",
        InvalidOperationException when fault.Message.Contains("certificate", StringComparison.OrdinalIgnoreCase) => "https needs a certificate: name one in Kestrel:Certificates:Default:Path, or let a proxy in front of StudyBot bring it.",
        CryptographicException or FileNotFoundException or DirectoryNotFoundException or UnauthorizedAccessException when certificates.Length > 0 =>
            $"the certificate of {Many.And(certificates)} cannot be read ({fault.Message.ReplaceLineEndings(" ").TrimEnd('.')}). Check that the file is there, that this user may read it, and its password.",
        _ => null,
    };
}
