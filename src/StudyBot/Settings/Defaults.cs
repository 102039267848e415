using System.Text.Json;
using Microsoft.Extensions.Configuration.Memory;
using StudyBot.Host.Commands;
using StudyBot.Host.Running;

namespace StudyBot.Host.Settings;

/// <summary>Where settings come from, for the host and for the command line alike, each source before those above it: the command line, environment variables,
/// <c>appsettings.ENVIRONMENT.json</c> and <c>appsettings.json</c> in the current folder, and what holds unless anything else is said.</summary>
internal static class Defaults
{
    /// <summary>Settings are read once, at the start: no folder is watched for changes.</summary>
    private const string ReadOnce = "--hostBuilder:reloadConfigOnChange=false";

    private static string Address { get; } = $"http://127.0.0.1:{Server.Port}";

    /// <summary>Throws <see cref="CommandException"/> where a file cannot be read.</summary>
    public static WebApplicationBuilder Builder(IEnumerable<string> args)
    {
        try
        {
            var builder = WebApplication.CreateSlimBuilder([ReadOnce, .. args]);
            Add(builder);
            if (Addresses.Urls(builder.Configuration).Length == 0) builder.Configuration["urls"] = Address;
            return builder;
        }
        catch (DirectoryNotFoundException fault)
        {
            throw CommandException.CannotStart($"contentRoot: there is no folder {fault.Message} Name one that is there, or leave the setting out.");
        }
        catch (InvalidDataException fault)
        {
            var where = fault.GetBaseException() is JsonException { LineNumber: { } line } ? $"line {line + 1} is not JSON." : fault.GetBaseException().Message;
            throw CommandException.CannotStart($"{fault.Message.TrimEnd('.')}: {where} Put it right, or take the file away.");
        }
    }

    private static void Add(WebApplicationBuilder builder)
    {
        // The slim builder leaves out what nobody here uses (IIS, HTTP/3, the event log), and https, which somebody may.
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.Logging.ClearProviders().AddConsole();
        builder.Logging.Configure(options => options.ActivityTrackingOptions = ActivityTrackingOptions.None);
        // First of all sources, so that every other one wins.
        builder.Configuration.Sources.Insert(0, new MemoryConfigurationSource
        {
            InitialData = new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase)
            {
                ["urls"] = Address,
                ["Logging:LogLevel:Default"] = "Information",
                ["Logging:LogLevel:Microsoft"] = "Warning",
                // A start that fails is told in one line by the server.
                ["Logging:LogLevel:Microsoft.Extensions.Hosting.Internal.Host"] = "Critical",
                // What is unwell is in the log already, once, where it happened.
                ["Logging:LogLevel:Microsoft.Extensions.Diagnostics.HealthChecks"] = "None",
                ["Logging:LogLevel:Quartz"] = "Warning",
                // A database that is away is told in one line by the standby; these would tell it each second.
                ["Logging:LogLevel:Quartz.Impl.AdoJobStore"] = "None",
                ["Logging:LogLevel:Quartz.Core.ErrorLogger"] = "None",
                ["Logging:LogLevel:Quartz.Core.QuartzSchedulerThread"] = "None",
                ["Logging:LogLevel:Polly"] = "Warning",
                ["Logging:LogLevel:System.Net.Http"] = "Warning",
                ["Logging:Console:FormatterName"] = "simple",
                ["Logging:Console:FormatterOptions:SingleLine"] = "true",
                ["Logging:Console:FormatterOptions:IncludeScopes"] = "true",
                ["Logging:Console:FormatterOptions:TimestampFormat"] = "yyyy-MM-dd HH:mm:ss ",
            },
        });
    }
}
