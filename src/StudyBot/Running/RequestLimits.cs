using System.Net;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.HttpOverrides;
using StudyBot.Doors;
using StudyBot.Host.Settings;
using StudyBot.Slack;
using StudyBot.Teams;

namespace StudyBot.Host.Running;

/// <summary>How much one caller may ask for, and whose word about the caller's address is believed.</summary>
internal static class RequestLimits
{
    private const int LargestBody = 1024 * 1024;

    /// <summary>Slack and Teams call for all of their people, each from a few addresses, and Teams once more for each card of ours that somebody sees: they may ask for so much more.</summary>
    private const int PlatformsShare = 20;

    /// <summary>Where nothing is done before a call has proved that a platform makes it.</summary>
    private static readonly PathString[] Platforms = [Permissions.EventsPath, Permissions.CommandsPath, Permissions.InteractionsPath, TeamsEndpoint.Path];

    public static void Add(WebApplicationBuilder builder, StudyBotSettings settings)
    {
        // A request is handled on the thread of the pool that read it: handing it to another costs more than much of what is done with it. That is unsafe only where sockets complete on a thread of their own.
        builder.WebHost.UseSockets(sockets => sockets.UnsafePreferInlineScheduling = true);
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = LargestBody;
            kestrel.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(15);
        });
        builder.Services.Configure<ForwardedHeadersOptions>(options => Trust(options, settings.Proxy.Trusted));
        builder.Services.AddRateLimiter(limiter =>
        {
            limiter.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
            limiter.OnRejected = (context, _) =>
            {
                context.HttpContext.Response.Headers.RetryAfter = "1";
                var path = (context.HttpContext.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText ?? "no page of ours";
                context.HttpContext.RequestServices.GetRequiredService<Refusals>().Add("http", path, "one address asks for more than Http:RequestsPerSecond");
                return ValueTask.CompletedTask;
            };
            limiter.GlobalLimiter = PartitionedRateLimiter.Create<HttpContext, (IPAddress, bool)>(context => Limit(context, settings.Http.RequestsPerSecond));
        });
    }

    private static void Trust(ForwardedHeadersOptions options, IReadOnlyList<string> trusted)
    {
        options.ForwardedHeaders = trusted.Count == 0 ? ForwardedHeaders.None : ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto | ForwardedHeaders.XForwardedHost;
        options.ForwardLimit = null; // As many hops as are trusted.
        options.KnownProxies.Clear();
        options.KnownIPNetworks.Clear();
        foreach (var address in trusted)
        {
            if (IPAddress.TryParse(address, out var one)) options.KnownProxies.Add(one);
            else options.KnownIPNetworks.Add(System.Net.IPNetwork.Parse(address));
        }
    }

    /// <summary>The machine itself is never limited: its own scripts are the operator's.</summary>
    private static RateLimitPartition<(IPAddress, bool)> Limit(HttpContext context, int aSecond)
    {
        var caller = context.Connection.RemoteIpAddress ?? IPAddress.Loopback;
        if (aSecond == 0 || IPAddress.IsLoopback(caller)) return RateLimitPartition.GetNoLimiter((caller, false));
        var isPlatform = IsPlatforms(context.Request.Path);
        var most = isPlatform ? aSecond * PlatformsShare : aSecond;
        return RateLimitPartition.GetTokenBucketLimiter((caller, isPlatform), _ => new()
        {
            TokenLimit = most * 4,
            TokensPerPeriod = most,
            ReplenishmentPeriod = TimeSpan.FromSeconds(1),
            QueueLimit = 0,
        });
    }

    private static bool IsPlatforms(PathString path) => Array.Exists(Platforms, known => path.StartsWithSegments(known));
}
