using System.Net;
using System.Text.Json.Nodes;
using System.Web;

namespace StudyBot.Tests.Slack.Fake;

/// <summary>The other end of the request URLs: keeps what came, answers as told and 200 otherwise.</summary>
public sealed class AppDouble : HttpMessageHandler
{
    private readonly List<Came> _all = [];

    /// <summary>What it answers to the next requests, in turn.</summary>
    public Queue<HttpResponseMessage> Answers { get; } = new();

    /// <summary>While set, nothing is answered before it is done.</summary>
    public Task? Until { get; set; }

    public IReadOnlyList<Came> All
    {
        get
        {
            lock (_all) return [.. _all];
        }
    }

    public IReadOnlyList<JsonObject> Events => [.. All.Where(came => came.Path == "/slack/events").Select(came => came.Json["event"]?.AsObject()).OfType<JsonObject>()];

    public JsonObject LastEvent => Events[^1];

    public void Forget()
    {
        lock (_all) _all.Clear();
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var body = await request.Content!.ReadAsStringAsync(cancellationToken);
        lock (_all) _all.Add(new Came(request.RequestUri!.AbsolutePath, request.Headers.ToDictionary(header => header.Key, header => string.Join(',', header.Value)), body));
        if (Until is not null) await Until.WaitAsync(cancellationToken);
        return Answers.TryDequeue(out var answer) ? answer : new HttpResponseMessage(HttpStatusCode.OK);
    }

    public sealed record Came(string Path, IReadOnlyDictionary<string, string> Headers, string Body)
    {
        /// <summary>The payload, from JSON or from a form.</summary>
        public JsonObject Json => JsonNode.Parse(Body.StartsWith("payload=", StringComparison.Ordinal) ? HttpUtility.ParseQueryString(Body)["payload"]! : Body)!.AsObject();

        public string Field(string name) => HttpUtility.ParseQueryString(Body)[name]!;
    }
}
