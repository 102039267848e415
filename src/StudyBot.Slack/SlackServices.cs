using System.Net;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Http.Resilience;
using Polly;
using StudyBot.Ports;

namespace StudyBot.Slack;

public static class SlackServices
{
    /// <summary>Several such waits end before the call is given up.</summary>
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(5);

    /// <summary>Slack as a platform. The host brings the store, the clock and the doors.</summary>
    public static IServiceCollection AddSlack(this IServiceCollection services, SlackOptions options)
    {
        AddVault(services, options);
        return services
            .AddSlackApi(options)
            .AddSingleton<Installations>()
            .AddSingleton<TokenVault>()
            .AddSingleton<InstallStates>()
            .AddSingleton<Installing>()
            .AddSingleton<Workspaces>()
            .AddSingleton<People>()
            .AddSingleton<Presence>()
            .AddSingleton<Directs>()
            .AddSingleton<Finding>()
            .AddSingleton<SocketStatus>()
            .AddSingleton<ReadingBack>()
            .AddSingleton<PlanDownload>()
            .AddSingleton<Comings>()
            .AddSingleton<Homes>()
            .AddSingleton<Answering>()
            .AddSingleton<Saying>()
            .AddSingleton<Hearing>()
            .AddSingleton<SlackPlatform>()
            .AddSingleton<IPlatform>(provider => provider.GetRequiredService<SlackPlatform>())
            .AddSingleton<SocketMode>()
            .AddHostedService(provider => provider.GetRequiredService<SocketMode>());
    }

    /// <summary>The Web API alone, for whoever only asks. Calls are told by traces, and those that fail by the bot's own log: the address of a private answer is a secret, which no other log is to have.</summary>
    public static IServiceCollection AddSlackApi(this IServiceCollection services, SlackOptions options)
    {
        services.AddHttpClient(SlackApi.Once, client => Base(client, options)).ConfigurePrimaryHttpMessageHandler(Handler).RemoveAllLoggers();
        services.AddHttpClient(SlackApi.Again, client => Base(client, options)).ConfigurePrimaryHttpMessageHandler(Handler).RemoveAllLoggers().AddResilienceHandler("slack", Repeat);
        return services.AddSingleton(options).AddSingleton<SlackApi>();
    }

    /// <summary>Keys in the store, wrapped by the key of the settings; without one, nothing is ever kept.</summary>
    private static void AddVault(IServiceCollection services, SlackOptions options)
    {
        if (options.TokenKey is not { } key) return;
        services.AddDataProtection().SetApplicationName("StudyBot");
        services
            .AddSingleton(key)
            .AddSingleton<KeyRing>()
            .AddOptions<KeyManagementOptions>()
            .Configure<KeyRing>((management, ring) => (management.XmlRepository, management.XmlEncryptor) = (ring, new KeyWrap(key)));
    }

    private static void Base(HttpClient client, SlackOptions options)
    {
        client.BaseAddress = options.ApiUrl;
        client.Timeout = TimeSpan.FromSeconds(20);
        client.MaxResponseContentBufferSize = 8 * 1024 * 1024;
    }

    /// <summary>Redirects are not followed: a token goes where it was meant for.</summary>
    private static SocketsHttpHandler Handler() => new()
    {
        AllowAutoRedirect = false,
        ConnectTimeout = TimeSpan.FromSeconds(5),
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
    };

    /// <summary>For reads, and for what is the same when it is said twice. A limit is waited for as Slack asks where that is soon; whoever asked hears of a longer one, and comes again.</summary>
    private static void Repeat(ResiliencePipelineBuilder<HttpResponseMessage> pipeline, ResilienceHandlerContext context)
    {
        pipeline.TimeProvider = context.ServiceProvider.GetRequiredService<TimeProvider>();
        pipeline.AddRetry(new HttpRetryStrategyOptions
        {
            MaxRetryAttempts = 3,
            Delay = TimeSpan.FromMilliseconds(500),
            MaxDelay = TimeSpan.FromSeconds(15),
            BackoffType = DelayBackoffType.Exponential,
            UseJitter = true,
            ShouldRetryAfterHeader = true,
            ShouldHandle = attempt => ValueTask.FromResult(attempt.Outcome switch
            {
                { Exception: HttpRequestException } => true,
                { Result.StatusCode: >= HttpStatusCode.InternalServerError } => true,
                { Result: { StatusCode: HttpStatusCode.TooManyRequests } limited } => limited.Headers.RetryAfter?.Delta is not { } wait || wait <= Soon,
                _ => false,
            }),
        });
    }
}
