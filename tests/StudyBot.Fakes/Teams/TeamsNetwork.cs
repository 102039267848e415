namespace StudyBot.Fakes.Teams;

/// <summary>Leads Microsoft's hosts to the fake and refuses all others. The caller's address, https and all, stays what it was.</summary>
internal sealed class TeamsNetwork : DelegatingHandler
{
    private readonly TeamsFake _fake;

    public TeamsNetwork(TeamsFake fake)
        : base(new SocketsHttpHandler { AllowAutoRedirect = false, UseProxy = false })
    {
        _fake = fake;
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var asked = request.RequestUri!;
        var service = ServiceOf(asked) ?? throw new HttpRequestException(HttpRequestError.NameResolutionError, $"There is no {asked.GetLeftPart(UriPartial.Authority)} here.");
        request.RequestUri = new Uri(_fake.Address, $"{service}/{asked.Host}{asked.PathAndQuery}");
        try
        {
            return await base.SendAsync(request, cancellationToken);
        }
        finally
        {
            // Whoever repeats the request starts from the address it had.
            request.RequestUri = asked;
        }
    }

    private static string? ServiceOf(Uri asked)
    {
        // Where Azure's machines ask who they are.
        if (asked is { Host: "169.254.169.254", Scheme: "http" }) return "identity";
        if (asked.Scheme != Uri.UriSchemeHttps || !asked.IsDefaultPort) return null;
        if (asked.Host.EndsWith(".sharepoint.com", StringComparison.Ordinal)) return "sharepoint";
        foreach (var cloud in TeamsCloud.All)
        {
            if (asked.Host == cloud.Keys) return "keys";
            if (asked.Host == cloud.Login) return "login";
            if (asked.Host == cloud.ServiceUrl.Host) return "connector";
            if (asked.Host == cloud.Graph) return "graph";
        }

        return null;
    }
}
