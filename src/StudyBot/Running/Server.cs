using StudyBot.Host.Commands;
using StudyBot.Host.Settings;

namespace StudyBot.Host.Running;

/// <summary><c>serve</c>: from settings to a host that runs until it is told to stop.</summary>
internal static class Server
{
    public const int Port = 3978;

    public static async Task<int> RunAsync(string[] args, Terminal terminal, CancellationToken cancel)
    {
        var builder = WebApplication.CreateBuilder(args);
        Defaults.Add(builder);
        var (settings, problems) = SettingsReader.Read(builder.Configuration);
        if (problems.Count > 0)
        {
            foreach (var problem in problems) terminal.Complain(problem.ToString());
            return Exit.CannotStart;
        }

        Composition.Add(builder, settings, terminal);
        await using var app = builder.Build();
        Pipeline.Use(app, settings);
        try
        {
            await app.RunAsync(cancel);
            return Exit.Fine;
        }
        catch (IOException fault) when (fault.InnerException is Microsoft.AspNetCore.Connections.AddressInUseException)
        {
            terminal.Complain($"{fault.Message} Stop what runs there, or choose another port: --urls http://127.0.0.1:{Port + 1}");
            return Exit.CannotStart;
        }
    }
}
