namespace StudyBot.Doors;

/// <summary>What tells a caller on this machine from one who comes by way of another, for doors that ask for no proof of who somebody is.</summary>
public static class Nearby
{
    private static readonly string[] Forwarding =
        ["Forwarded", "Via", "X-Real-IP", "X-Client-IP", "True-Client-IP", "CF-Connecting-IP", "Fastly-Client-IP", "X-Cluster-Client-IP", "X-ProxyUser-IP"];

    /// <summary>Whether a header is one that proxies and tunnels add; also as the host's own middleware leaves them behind after reading them.</summary>
    public static bool IsForwarding(string header) =>
        header.StartsWith("X-Forwarded", StringComparison.OrdinalIgnoreCase) ||
        header.StartsWith("X-Original-", StringComparison.OrdinalIgnoreCase) ||
        Forwarding.Contains(header, StringComparer.OrdinalIgnoreCase);

    /// <summary>A name that another site can make point here (DNS rebinding) is none of ours.</summary>
    /// <param name="host">Without its port.</param>
    public static bool IsLocalName(string host) => host is "127.0.0.1" or "[::1]" || host.Equals("localhost", StringComparison.OrdinalIgnoreCase);
}
