namespace StudyBot.Teams;

/// <summary>Where the bot may post: an activity says where it came from, and a token goes nowhere else than to Microsoft.</summary>
public sealed class ServiceUrls(TeamsOptions options)
{
    /// <summary>The address with a slash at its end; null where it is not one of Microsoft's, or, without tokens, not this machine.</summary>
    public Uri? Read(string? url)
    {
        if (!Uri.TryCreate(url, UriKind.Absolute, out var uri) || uri.UserInfo.Length > 0 || uri.Query.Length > 0 || uri.Fragment.Length > 0) return null;
        if (options.Anonymous ? !(uri.IsLoopback && uri.Scheme is "http" or "https") : !IsMicrosofts(uri)) return null;
        return uri.AbsolutePath.EndsWith('/') ? uri : new(uri.AbsoluteUri + "/");
    }

    private bool IsMicrosofts(Uri uri) =>
        uri.Scheme == Uri.UriSchemeHttps && uri.IsDefaultPort &&
        options.Cloud.ServiceHosts.Any(host => uri.IdnHost.Equals(host, StringComparison.OrdinalIgnoreCase) || uri.IdnHost.EndsWith($".{host}", StringComparison.OrdinalIgnoreCase));
}
