namespace StudyBot.Judges.Cluster;

/// <summary>Before the instances, as a load balancer that knows nothing of their health: each call goes to the next one.</summary>
internal sealed class Balancer : DelegatingHandler
{
    private IReadOnlyList<Instance> _instances = [];
    private int _next;

    public Balancer()
        : base(new SocketsHttpHandler { AllowAutoRedirect = false, ConnectTimeout = TimeSpan.FromSeconds(3) }) { }

    public void Over(IReadOnlyList<Instance> instances) => _instances = instances;

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var instance = _instances[(Interlocked.Increment(ref _next) & int.MaxValue) % _instances.Count];
        request.RequestUri = new Uri(instance.Address, request.RequestUri!.PathAndQuery);
        return base.SendAsync(request, cancellationToken);
    }
}
