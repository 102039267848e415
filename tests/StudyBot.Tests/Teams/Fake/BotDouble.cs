using System.Net;
using System.Text;
using System.Text.Json.Nodes;

namespace StudyBot.Tests.Teams.Fake;

/// <summary>The other end of the messaging endpoint: keeps what came, answers as told and 200 otherwise.</summary>
public sealed class BotDouble : HttpMessageHandler
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

    public JsonObject Last => All[^1].Activity;

    public void Forget()
    {
        lock (_all) _all.Clear();
    }

    /// <summary>The next invoke is answered with this card.</summary>
    public void AnswersWith(JsonObject body) => Answers.Enqueue(new(HttpStatusCode.OK) { Content = new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json") });

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var body = await request.Content!.ReadAsStringAsync(cancellationToken);
        lock (_all) _all.Add(new Came(request.RequestUri!, request.Headers.TryGetValues("Authorization", out var token) ? string.Concat(token) : null, JsonNode.Parse(body)!.AsObject()));
        if (Until is not null) await Until.WaitAsync(cancellationToken);
        return Answers.TryDequeue(out var answer) ? answer : new HttpResponseMessage(HttpStatusCode.OK);
    }

    public sealed record Came(Uri Address, string? Authorization, JsonObject Activity);
}
