using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Http.Resilience;
using Polly;
using StudyBot.Ports;

namespace StudyBot.Teams;

public static class TeamsServices
{
    /// <summary>Several such waits end before the call is given up.</summary>
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(5);

    /// <summary>Teams as a platform. The host brings the store, the clock and the doors.</summary>
    public static IServiceCollection AddTeams(this IServiceCollection services, TeamsOptions options) => services
        .AddTeamsApi(options)
        .AddSingleton<SigningKeys>()
        .AddSingleton<TokenValidator>()
        .AddSingleton<Places>()
        .AddSingleton<Owners>()
        .AddSingleton<People>()
        .AddSingleton<Directs>()
        .AddSingleton<SharePointUpload>()
        .AddSingleton<Pressers>()
        .AddSingleton<Reach>()
        .AddSingleton<Marks>()
        .AddSingleton<Answering>()
        .AddSingleton<Comings>()
        .AddSingleton<SetUpRight>()
        .AddSingleton<Views>()
        .AddSingleton<Giving>()
        .AddSingleton<Hearing>()
        .AddSingleton<TeamsEndpoint>()
        .AddSingleton<TeamsPlatform>()
        .AddSingleton<IPlatform>(provider => provider.GetRequiredService<TeamsPlatform>());

    /// <summary>The calls alone, for whoever only asks.</summary>
    public static IServiceCollection AddTeamsApi(this IServiceCollection services, TeamsOptions options)
    {
        foreach (var client in (string[])[Connector.Once, SigningKeys.Client, Entra.Client]) services.AddHttpClient(client, Bounds).ConfigurePrimaryHttpMessageHandler(Handler).RemoveAllLoggers();
        services.AddHttpClient(Connector.Again, Bounds).ConfigurePrimaryHttpMessageHandler(Handler).RemoveAllLoggers().AddResilienceHandler("teams", Repeat);
        return services.AddSingleton(options).AddSingleton<ServiceUrls>().AddSingleton<Entra>().AddSingleton<Connector>();
    }

    private static void Bounds(HttpClient client)
    {
        client.Timeout = TimeSpan.FromSeconds(20);
        client.MaxResponseContentBufferSize = 4 * 1024 * 1024;
    }

    /// <summary>Redirects are not followed: a token goes where it was meant for.</summary>
    private static SocketsHttpHandler Handler() => new()
    {
        AllowAutoRedirect = false,
        ConnectTimeout = TimeSpan.FromSeconds(5),
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
    };

    /// <summary>For reads, and for what is the same when it is said twice. A limit is waited for as Teams asks where that is soon; whoever asked hears of a longer one, and comes again.
    /// Source: Teams' page on rate limits, for the statuses.</summary>
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
                { Result: { StatusCode: HttpStatusCode.PreconditionFailed or HttpStatusCode.TooManyRequests or HttpStatusCode.BadGateway or HttpStatusCode.ServiceUnavailable or HttpStatusCode.GatewayTimeout } failed } =>
                    failed.Headers.RetryAfter is not { } wait || wait.Delta <= Soon,
                _ => false,
            }),
        });
    }
}
