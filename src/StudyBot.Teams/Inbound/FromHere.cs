using System.Net;
using Microsoft.AspNetCore.Http;

namespace StudyBot.Teams;

/// <summary>Who may speak without a token: a program on this machine, such as Microsoft's Agents Playground. No page that a browser shows, and nobody by way of a proxy or tunnel.</summary>
internal static class FromHere
{
    private static readonly string[] Forwarding =
        ["Forwarded", "Via", "X-Real-IP", "X-Client-IP", "True-Client-IP", "CF-Connecting-IP", "Fastly-Client-IP", "X-Cluster-Client-IP", "X-ProxyUser-IP"];

    public static Caller Check(HttpRequest request) => true switch
    {
        _ when request.HttpContext.Connection.RemoteIpAddress is not { } address || !IPAddress.IsLoopback(address) => new Caller.Stranger("not from this machine"),
        _ when request.Headers.Keys.Any(IsForwarding) => new Caller.Stranger("by way of a proxy"),
        _ when !IsLocalName(request.Host) => new Caller.Stranger("by a name that is not local"),
        // A page always says where it is from when it posts, and may not send JSON without asking first.
        _ when request.Headers.Origin.Count > 0 || !request.HasJsonContentType() => new Caller.Stranger("from a page"),
        _ => new Caller.Playground(),
    };

    /// <summary>Also as the host's own middleware leaves them behind after reading them.</summary>
    private static bool IsForwarding(string header) =>
        header.StartsWith("X-Forwarded", StringComparison.OrdinalIgnoreCase) ||
        header.StartsWith("X-Original-", StringComparison.OrdinalIgnoreCase) ||
        Forwarding.Contains(header, StringComparer.OrdinalIgnoreCase);

    /// <summary>A name that somebody else's site can make point here is none of ours.</summary>
    private static bool IsLocalName(HostString host) =>
        host.Host is "127.0.0.1" or "[::1]" || host.Host.Equals("localhost", StringComparison.OrdinalIgnoreCase);
}
