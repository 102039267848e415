using System.Net;
using Microsoft.AspNetCore.Http;
using StudyBot.Doors;

namespace StudyBot.Teams;

/// <summary>Who may speak without a token: a program on this machine, such as Microsoft's Agents Playground. No page that a browser shows, and nobody by way of a proxy or tunnel.</summary>
internal static class FromHere
{
    public static Caller Check(HttpRequest request) => true switch
    {
        _ when request.HttpContext.Connection.RemoteIpAddress is not { } address || !IPAddress.IsLoopback(address) => new Caller.Stranger("not from this machine"),
        _ when request.Headers.Keys.Any(Nearby.IsForwarding) => new Caller.Stranger("by way of a proxy"),
        _ when !Nearby.IsLocalName(request.Host.Host) => new Caller.Stranger("by a name that is not local"),
        // A page always says where it is from when it posts, and may not send JSON without asking first.
        _ when request.Headers.Origin.Count > 0 || !request.HasJsonContentType() => new Caller.Stranger("from a page"),
        _ => new Caller.Playground(),
    };
}
