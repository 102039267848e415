using System.Net;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;
using StudyBot.Doors;

namespace StudyBot.Local;

/// <summary>Who may use the chat: a browser or a script on this machine, and no page of another site. There is no password, so this is the lock.</summary>
public static class Guard
{
    /// <summary>Null: come in. Otherwise what to answer: 403, or 415 for a body that is not JSON.</summary>
    public static IResult? Refuse(HttpRequest request)
    {
        if (!IsThisMachine(request.HttpContext.Connection.RemoteIpAddress)) return No("It is for callers on this machine alone.");
        if (request.Headers.Keys.FirstOrDefault(Nearby.IsForwarding) is { } header) return No($"It is not for use behind a proxy, and {header} tells of one.");
        if (!Nearby.IsLocalName(request.Host.Host)) return No("Open it as http://localhost or http://127.0.0.1.");
        if (!IsSameOrigin(request)) return No("Another site's page may not use it.");
        return IsReadable(request) ? null : Problem.Of(StatusCodes.Status415UnsupportedMediaType, "Send JSON, with the header Content-Type: application/json.");
    }

    /// <summary>No address at all (a socket file, a pipe) may be anybody's.</summary>
    private static bool IsThisMachine(IPAddress? caller) =>
        caller is not null && IPAddress.IsLoopback(caller.IsIPv4MappedToIPv6 ? caller.MapToIPv4() : caller);

    private static bool IsSameOrigin(HttpRequest request)
    {
        var origin = request.Headers.Origin;
        if (!StringValues.IsNullOrEmpty(origin) && !origin.ToString().Equals($"{request.Scheme}://{request.Host}", StringComparison.OrdinalIgnoreCase)) return false;
        return request.Headers["Sec-Fetch-Site"].ToString() is "" or "same-origin" or "none" || IsLinkToThePage(request);
    }

    /// <summary>Somebody follows a link from elsewhere to the page itself, which holds nothing yet.</summary>
    private static bool IsLinkToThePage(HttpRequest request) =>
        HttpMethods.IsGet(request.Method) &&
        request.Path == "/" &&
        request.Headers["Sec-Fetch-Mode"] == "navigate" &&
        request.Headers["Sec-Fetch-Dest"] == "document";

    /// <summary>A form of another site can send a body, but not as JSON without asking first. A DELETE needs no body.</summary>
    private static bool IsReadable(HttpRequest request) =>
        HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method) || request.HasJsonContentType() ||
        (HttpMethods.IsDelete(request.Method) && request.ContentType is null);

    private static IResult No(string why) => Problem.Of(StatusCodes.Status403Forbidden, $"StudyBot's built-in chat does not answer this call. {why}");
}
