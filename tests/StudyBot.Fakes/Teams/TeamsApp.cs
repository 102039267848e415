using System.Security.Cryptography.X509Certificates;

namespace StudyBot.Fakes.Teams;

/// <summary>The bot as its developer registered it: its ids and secrets, and where Teams calls it.</summary>
public sealed class TeamsApp : IDisposable
{
    private readonly HttpMessageInvoker _network = new(new SocketsHttpHandler { AllowAutoRedirect = false }, disposeHandler: true);

    internal TeamsApp() { }

    public string AppId => "0000b071-0000-4000-8000-000000000001";

    /// <summary>The bot as Teams names it.</summary>
    public string BotId => $"28:{AppId}";

    public string Name { get; set; } = "StudyBot";

    /// <summary>The client secret; empty where there is none.</summary>
    public string Password { get; set; } = "client-secret-of-the-fake";

    /// <summary>The registration's tenant.</summary>
    public string Tenant => "0000000a-0000-4000-8000-00000000ac3e";

    /// <summary>May ask for tokens in every tenant; else only in its own.</summary>
    public bool MultiTenant { get; set; }

    /// <summary>The machine the bot runs on has its identity.</summary>
    public bool ManagedIdentity { get; set; }

    /// <summary>What a client assertion must be signed with.</summary>
    public X509Certificate2? Certificate { get; set; }

    /// <summary>The messaging endpoint.</summary>
    public Uri? MessagesUrl { get; set; }

    /// <summary>What reaches the endpoint: the network unless a test hands in its server's own handler. What is handed in stays the test's to end.</summary>
    public HttpMessageInvoker Http
    {
        get => field ?? _network;
        set;
    }

    /// <param name="host">Activities go to <c>api/messages</c> below it.</param>
    public void SendTo(Uri host) => MessagesUrl = new Uri(host, "/api/messages");

    public void Dispose() => _network.Dispose();
}
